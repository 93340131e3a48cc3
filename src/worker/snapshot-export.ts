import { createChunkSink } from '../core/bytes/chunk-sink.ts';
import type { Dataset } from '../core/dataset/dataset.ts';
import type { DatasetParts } from '../core/dataset/open-store.ts';
import type { Problem } from '../core/errors.ts';
import { planExport } from '../core/export/export-choice.ts';
import { type ExportIdentity, exportSnapshot } from '../core/snapshot/export-snapshot.ts';
import type { ExportPart, ExportRequest } from './protocol.ts';

/** Other calls, such as reading a crop, wait no longer than this for a step of an export. */
const STEP_MS = 50;

/** A snapshot under way, pulled a part at a time. */
export interface SnapshotExport {
  readonly sequencesTotal: number;
  /** Goes on until `maxBytes` have come together, or for a short time. */
  step(maxBytes: number): ExportPart;
}

/** Throws a `DataError` where the choice cannot be. */
export function startSnapshotExport(
  parts: DatasetParts,
  dataset: Dataset,
  { entries }: ExportRequest,
  identity: ExportIdentity,
): SnapshotExport {
  const plan = planExport(dataset, entries === null ? {} : { entries });
  const sink = createChunkSink();
  const steps = exportSnapshot(parts, dataset, plan, sink, identity);
  let progress: ExportPart['progress'] = null;
  return {
    sequencesTotal: plan.entries.length,
    step(maxBytes) {
      const endMs = performance.now() + STEP_MS;
      const problems: Problem[] = [];
      while (sink.heldBytes < maxBytes && performance.now() < endMs) {
        const step = steps.next();
        if (step.done === true) return { chunks: sink.take(), progress, problems, summary: step.value };
        progress = step.value.progress;
        problems.push(...step.value.problems);
      }
      return { chunks: sink.take(), progress, problems, summary: null };
    },
  };
}
