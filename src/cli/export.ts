import { existsSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openDataset } from '../core/dataset/dataset.ts';
import { describeProblem } from '../core/errors.ts';
import { planExport } from '../core/export/export-choice.ts';
import type { ExportSummary } from '../core/export/export-progress.ts';
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
import { PARQUET_NAMES, refuseParquetTarget, writeParquet } from './export-parquet.ts';
import { countOf, type ExportWork, runSteps, targetTaken } from './export-run.ts';
import { readVersion } from './installation.ts';
import { holdInterruption, type Interruption } from './interruption.ts';
import type { Output } from './output.ts';

/**
 * `export`: a dataset, or a part of it, as a snapshot, an LMDB folder, or tables. The target appears when it is whole; an error or a signal
 * leaves nothing. Returns the exit status.
 */
export async function exportDataset(command: ExportCommand, output: Output): Promise<number> {
  const form = formOf(command);
  if (form === 'parquet') refuseParquetTarget(command);
  else refuseTarget(command, form === 'lmdb');
  const parts = await openDatasetParts(command.source);
  const dataset = openDataset(parts, { audioFormats: [await loadMp3Format(), ...AUDIO_FORMATS] });
  for (const problem of dataset.problems) output.report(`talkscope: ${describeProblem(problem)}`);
  const plan = planExport(dataset, command);
  const interruption = holdInterruption();
  const staged = stage(command.target, form);
  const work: ExportWork = { target: command.target, parts, dataset, plan, staged };
  try {
    const summarize =
      form === 'parquet'
        ? await writeParquet(work, interruption, output)
        : await writeStore(work, form, interruption, output);
    output.progress(null);
    if (summarize === null) {
      output.report('talkscope: interrupted; nothing was written');
      return interruption.status ?? 1;
    }
    staged.commit();
    return summarize();
  } finally {
    staged.discard();
    interruption.release();
  }
}

type ExportForm = 'snapshot' | 'lmdb' | 'parquet';

/** Null where a signal came. */
async function writeStore(
  work: ExportWork,
  form: 'snapshot' | 'lmdb',
  interruption: Interruption,
  output: Output,
): Promise<(() => number) | null> {
  const { target, parts, dataset, plan, staged } = work;
  const isFolder = form === 'lmdb';
  const sink = createFileSink(isFolder ? join(staged.path, LMDB_FILE) : staged.path);
  try {
    const identity = { name: parts.name, toolVersion: readVersion(), created: new Date() };
    const steps = isFolder ? exportLmdb(dataset, plan, sink) : exportSnapshot(parts, dataset, plan, sink, identity);
    const summary = await runSteps(steps, interruption, output);
    if (summary === null) return null;
    if (isFolder) writeSideFiles(work);
    const sizeBytes = sink.size;
    sink.finish();
    return () => summarizeStore(target, summary, sizeBytes, output);
  } finally {
    sink.abandon();
  }
}

function writeSideFiles({ parts, dataset, plan, staged }: ExportWork): void {
  for (const { name, bytes } of sideFilesOf(parts, dataset, plan)) {
    const path = join(staged.path, name);
    attemptIo(path, 'a file that can be created', () => writeFileSync(path, bytes, { flush: true }));
  }
}

function summarizeStore(
  target: string,
  { sequences, records, problemCount }: ExportSummary,
  sizeBytes: number,
  output: Output,
): number {
  const counts = [countOf(sequences, 'sequence'), countOf(records, 'record'), countOf(sizeBytes, 'byte')];
  output.print(`wrote ${target}: ${counts.join(', ')}`);
  if (problemCount === 0) return 0;
  output.report(`talkscope: ${countOf(problemCount, 'problem')}; every value that could be read was exported as it is`);
  return 1;
}

/** Tables where they are asked for; else an LMDB folder for a slash at the end, a folder that exists, or a name that is none of a snapshot. */
function formOf({ target, format }: ExportCommand): ExportForm {
  if (format !== null) return format;
  const isFolder =
    /[\\/]$/.test(target) || !isSnapshotName(target) || (existsSync(target) && statSync(target).isDirectory());
  return isFolder ? 'lmdb' : 'snapshot';
}

function stage(target: string, form: ExportForm): StagedOutput {
  if (form === 'snapshot') return stageFile(target);
  return stageFolder(target, form === 'lmdb' ? [LMDB_FILE, ...SIDE_FILE_NAMES] : PARQUET_NAMES);
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
