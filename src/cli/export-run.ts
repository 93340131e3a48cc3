import { setImmediate } from 'node:timers/promises';
import type { Dataset } from '../core/dataset/dataset.ts';
import type { DatasetParts } from '../core/dataset/open-store.ts';
import { DataError, describeProblem } from '../core/errors.ts';
import type { ExportPlan } from '../core/export/export-choice.ts';
import type { ExportStep } from '../core/export/export-progress.ts';
import type { StagedOutput } from '../platform/node/staged-output.ts';
import { createExportProgress } from './export-progress.ts';
import type { Interruption } from './interruption.ts';
import type { Output } from './output.ts';

/** What an export reads, and where it writes. */
export interface ExportWork {
  readonly target: string;
  readonly parts: DatasetParts;
  readonly dataset: Dataset;
  readonly plan: ExportPlan;
  readonly staged: StagedOutput;
}

/** Runs an export to its end, with progress and problems shown as they come. Null where a signal came. */
export async function runSteps<Summary>(
  steps: Generator<ExportStep, Summary>,
  interruption: Interruption,
  output: Output,
): Promise<Summary | null> {
  const showProgress = createExportProgress(output);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    for (const problem of step.value.problems) {
      output.progress(null);
      output.report(`talkscope: ${describeProblem(problem)}`);
    }
    showProgress(step.value.progress);
    // Signals arrive while the event loop turns.
    await setImmediate();
    if (interruption.status !== null) return null;
  }
}

/** E.g. "2,894 frames". */
export function countOf(value: number, noun: string): string {
  return `${value.toLocaleString('en-US')} ${noun}${value === 1 ? '' : 's'}`;
}

export function targetTaken(target: string, expected: string, found: string): DataError {
  return new DataError({
    code: 'export-target-taken',
    what: 'The export would overwrite',
    expected,
    found,
    where: target,
  });
}
