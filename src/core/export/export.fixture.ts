import { createHash } from 'node:crypto';
import { createMemorySink } from '../bytes/memory-sink.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { openDataset } from '../dataset/dataset.ts';
import { type DatasetParts, openParts } from '../dataset/open-store.ts';
import type { Problem } from '../errors.ts';
import { exportLmdb } from '../lmdb/export-lmdb.ts';
import { createLmdbWriter } from '../lmdb/lmdb-writer.ts';
import { exportSnapshot } from '../snapshot/export-snapshot.ts';
import { loadTestSqlJs } from '../snapshot/snapshot.fixture.ts';
import { type ExportChoice, planExport } from './export-choice.ts';
import type { ExportProgress, ExportStep, ExportSummary } from './export-progress.ts';
import { type SideFile, sideFilesOf } from './side-files.ts';

const SQL = await loadTestSqlJs();

export interface Exported {
  /** The export, opened. */
  readonly parts: DatasetParts;
  readonly bytes: Uint8Array;
  readonly summary: ExportSummary;
  readonly progress: readonly ExportProgress[];
  readonly problems: readonly Problem[];
}

/** Writes a snapshot into memory and opens it. */
export function exportToSnapshot(parts: DatasetParts, choice: ExportChoice = {}): Exported {
  const dataset = openDataset(parts);
  const sink = createMemorySink();
  const identity = { name: parts.name, toolVersion: '1.2.3', created: new Date(0) };
  const run = runToEnd(exportSnapshot(parts, dataset, planExport(dataset, choice), sink, identity));
  return { ...run, bytes: sink.toBytes(), parts: openSnapshotBytes(sink.toBytes()) };
}

/** Writes an LMDB into memory and opens it with its side files. */
export function exportToLmdb(parts: DatasetParts, choice: ExportChoice = {}): Exported {
  const dataset = openDataset(parts);
  const sink = createMemorySink();
  const plan = planExport(dataset, choice);
  const run = runToEnd(exportLmdb(dataset, plan, sink));
  return { ...run, bytes: sink.toBytes(), parts: openLmdbBytes(sink.toBytes(), sideFilesOf(parts, dataset, plan)) };
}

export function openSnapshotBytes(bytes: Uint8Array): DatasetParts {
  const openStore = () => createMemorySource('export.sqlite', bytes);
  return openParts({ name: 'export.sqlite', openStore, open: () => null }, SQL);
}

export function openLmdbBytes(bytes: Uint8Array, files: readonly SideFile[] = []): DatasetParts {
  return openParts({
    name: 'export',
    openStore: () => createMemorySource('data.mdb', bytes),
    open: (name) => {
      const file = files.find((each) => each.name === name);
      return file === undefined ? null : createMemorySource(name, file.bytes);
    },
  });
}

/** An LMDB of these records, whatever their order here. */
export function lmdbOf(records: Readonly<Record<string, Uint8Array>>, files: readonly SideFile[] = []): DatasetParts {
  const sink = createMemorySink();
  const writer = createLmdbWriter(sink);
  const put = Object.entries(records).map(([key, value]) => ({ key: Buffer.from(key), value }));
  put.sort((a, b) => Buffer.compare(a.key, b.key));
  for (const { key, value } of put) writer.put(new Uint8Array(key), value);
  writer.finish();
  return openLmdbBytes(sink.toBytes(), files);
}

/** The sha256 of every value by its key, in the store's order. */
export function recordsOf({ store }: DatasetParts): [key: string, sha256: string][] {
  return [...store.keys()].map((key) => [key, sha256(store.get(key) ?? new Uint8Array())]);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function runToEnd(steps: Generator<ExportStep, ExportSummary>): Pick<Exported, 'summary' | 'progress' | 'problems'> {
  const progress: ExportProgress[] = [];
  const problems: Problem[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { summary: step.value, progress, problems };
    progress.push(step.value.progress);
    problems.push(...step.value.problems);
  }
}
