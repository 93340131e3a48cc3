import { existsSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Dataset, openDataset } from '../core/dataset/dataset.ts';
import type { DatasetParts } from '../core/dataset/open-store.ts';
import { DataError, describeProblem } from '../core/errors.ts';
import { type ExportPlan, planExport } from '../core/export/export-choice.ts';
import type { ExportStep, ExportSummary } from '../core/export/export-progress.ts';
import { SIDE_FILE_NAMES, sideFilesOf } from '../core/export/side-files.ts';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { exportLmdb } from '../core/lmdb/export-lmdb.ts';
import { exportSnapshot } from '../core/snapshot/export-snapshot.ts';
import { isSnapshotName, LMDB_FILE } from '../platform/dataset-files.ts';
import { loadMp3Format } from '../platform/mp3-decoder.ts';
import { attemptIo, createFileSink } from '../platform/node/file-sink.ts';
import { findStore } from '../platform/node/folder.ts';
import { openDatasetParts } from '../platform/node/open-dataset.ts';
import { type StagedOutput, stageFile, stageFolder } from '../platform/node/staged-output.ts';
import { isHttpUrl } from '../platform/remote-folder.ts';
import type { ExportCommand } from './arguments.ts';
import { createExportProgress } from './export-progress.ts';
import { readVersion } from './installation.ts';
import { holdInterruption, type Interruption } from './interruption.ts';
import type { Output } from './output.ts';

/**
 * `export`: a dataset, or a part of it, as a snapshot or as an LMDB folder. The target appears when it is whole; an error or a signal
 * leaves nothing. Returns the exit status.
 */
export async function exportDataset(command: ExportCommand, output: Output): Promise<number> {
  const isFolder = isFolderTarget(command.target);
  refuseTarget(command, isFolder);
  const parts = await openDatasetParts(command.source);
  const dataset = openDataset(parts, { audioFormats: [await loadMp3Format(), ...AUDIO_FORMATS] });
  for (const problem of dataset.problems) output.report(`talkscope: ${describeProblem(problem)}`);
  const plan = planExport(dataset, command);
  const interruption = holdInterruption();
  const staged = isFolder ? stageFolder(command.target, [LMDB_FILE, ...SIDE_FILE_NAMES]) : stageFile(command.target);
  try {
    const done = await write({ parts, dataset, plan, staged, isFolder }, interruption, output);
    output.progress(null);
    if (done === null) {
      output.report('talkscope: interrupted; nothing was written');
      return interruption.status ?? 1;
    }
    staged.commit();
    return summarize(command.target, done, output);
  } finally {
    staged.discard();
    interruption.release();
  }
}

interface Work {
  readonly parts: DatasetParts;
  readonly dataset: Dataset;
  readonly plan: ExportPlan;
  readonly staged: StagedOutput;
  readonly isFolder: boolean;
}

type Done = ExportSummary & { readonly sizeBytes: number };

/** Null where a signal came. */
async function write(work: Work, interruption: Interruption, output: Output): Promise<Done | null> {
  const { parts, dataset, plan, staged, isFolder } = work;
  const sink = createFileSink(isFolder ? join(staged.path, LMDB_FILE) : staged.path);
  try {
    const identity = { name: parts.name, toolVersion: readVersion(), created: new Date() };
    const steps = isFolder ? exportLmdb(dataset, plan, sink) : exportSnapshot(parts, dataset, plan, sink, identity);
    const summary = await runSteps(steps, interruption, output);
    if (summary === null) return null;
    if (isFolder) writeSideFiles(work);
    const sizeBytes = sink.size;
    sink.finish();
    return { ...summary, sizeBytes };
  } finally {
    sink.abandon();
  }
}

async function runSteps(
  steps: Generator<ExportStep, ExportSummary>,
  interruption: Interruption,
  output: Output,
): Promise<ExportSummary | null> {
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

function writeSideFiles({ parts, dataset, plan, staged }: Work): void {
  for (const { name, bytes } of sideFilesOf(parts, dataset, plan)) {
    const path = join(staged.path, name);
    attemptIo(path, 'a file that can be created', () => writeFileSync(path, bytes, { flush: true }));
  }
}

function summarize(target: string, { sequences, records, sizeBytes, problemCount }: Done, output: Output): number {
  const count = (value: number, noun: string) => `${value.toLocaleString('en-US')} ${noun}${value === 1 ? '' : 's'}`;
  output.print(
    `wrote ${target}: ${count(sequences, 'sequence')}, ${count(records, 'record')}, ${count(sizeBytes, 'byte')}`,
  );
  if (problemCount === 0) return 0;
  output.report(`talkscope: ${count(problemCount, 'problem')}; every value that could be read was exported as it is`);
  return 1;
}

/** A slash at the end, a folder that exists, or a name that is none of a snapshot. */
function isFolderTarget(target: string): boolean {
  return /[\\/]$/.test(target) || !isSnapshotName(target) || (existsSync(target) && statSync(target).isDirectory());
}

function refuseTarget({ target, source, force }: ExportCommand, isFolder: boolean): void {
  const files = isFolder ? [LMDB_FILE, ...SIDE_FILE_NAMES].map((name) => join(target, name)) : [target];
  if (isFolder && existsSync(target) && !statSync(target).isDirectory()) {
    throw targetTaken(target, 'a new folder, or one that exists', 'a file');
  }
  const taken = files.filter((path) => existsSync(path));
  const own = isHttpUrl(source) ? null : realpathSync(findStore(source));
  if (own !== null && taken.some((path) => realpathSync(path) === own)) {
    throw targetTaken(target, 'another place than that of the source', 'the source itself');
  }
  if (taken.length === 0 || force) return;
  const found = isFolder ? `a folder with ${taken.map((path) => basename(path)).join(', ')}` : 'a file';
  throw targetTaken(target, 'a name that is free, or --force', found);
}

function targetTaken(target: string, expected: string, found: string): DataError {
  return new DataError({
    code: 'export-target-taken',
    what: 'The export would overwrite',
    expected,
    found,
    where: target,
  });
}
