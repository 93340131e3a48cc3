import { isSourceFault } from '../core/bytes/source-fault.ts';
import { attempt, type Dataset } from '../core/dataset/dataset.ts';
import { readFrameCount, scanEntries } from '../core/dataset/sequence.ts';
import { DataError, type Problem } from '../core/errors.ts';
import { COEFFICIENT_EPS } from '../core/sample/normalize.ts';
import { findNearZeroStd } from '../core/statistics/stats-file.ts';
import type { KnownSequences } from './known-sequences.ts';
import type {
  DatasetRequest,
  DatasetSummary,
  GroupStatistics,
  Notice,
  SequenceRow,
  StatisticsSummary,
} from './protocol.ts';

/**
 * A raw LMDB of up to so many records is scanned for sequences that no split lists, and its rows are described at once: a dozen pages. Beyond it the
 * split files are the list. Whatever the store lies on, the list is the same.
 */
const SCAN_LIMIT_RECORDS = 1000;

/** A dataset with what is known of its sequences before one is read. */
export interface ListedDataset {
  readonly dataset: Dataset;
  readonly known: KnownSequences | null;
}

/** The figures of an open dataset for the page. `problem` is why a snapshot's list of sequences could not be read, if that is so. */
export function summarize(listed: ListedDataset, request: DatasetRequest, problem: Problem | null): DatasetSummary {
  const { dataset } = listed;
  const rows = listSequences(listed);
  return {
    kind: dataset.store.kind,
    name: nameOf(request),
    sizeBytes: dataset.store.sizeBytes,
    seg_len: dataset.seg_len,
    groups: dataset.groups,
    splits: dataset.splits.map(({ name, entries }) => ({ name, sequences: entries.length })),
    sequences: rows,
    statistics: summarizeStatistics(dataset),
    statisticsFileName: dataset.statisticsFileName,
    notices: [
      ...(problem === null ? [] : [catalogueNotice(problem)]),
      ...dataset.problems.map(noticeOf),
      ...missingNotices(rows),
      ...nearZeroNotices(dataset),
    ],
  };
}

/** One row of the list, its length from the catalogue or else the store. Throws the `DataError` of a source that cannot be read. */
export function describeSequence(listed: ListedDataset, entry: string): SequenceRow {
  const splits = listed.dataset.splits.filter((split) => split.entries.includes(entry)).map(({ name }) => name);
  return describeListed(listed, entry, splits);
}

function describeListed({ dataset, known }: ListedDataset, entry: string, splits: readonly string[]): SequenceRow {
  const sequence = known?.byEntry.get(entry);
  if (sequence !== undefined) {
    return { entry, splits, n_frames: sequence.n_frames, problem: sequence.problems[0] ?? null, level: sequence.level };
  }
  const read = attempt(() => readFrameCount(dataset.store, entry));
  if ('problem' in read && isSourceFault(read.problem)) throw new DataError(read.problem);
  return 'value' in read
    ? { entry, splits, n_frames: read.value, problem: null, level: null }
    : { entry, splits, n_frames: null, problem: read.problem, level: null };
}

/** Whether `summarize` reads every key of the store. */
export function isScanned({ dataset: { splits, store }, known }: ListedDataset): boolean {
  if (known !== null) return false;
  return splits.every(({ entries }) => entries.length === 0) || store.count() <= SCAN_LIMIT_RECORDS;
}

function listSequences(listed: ListedDataset): SequenceRow[] {
  const { dataset, known } = listed;
  const splitsByEntry = new Map<string, string[]>();
  for (const { name, entries } of dataset.splits) {
    for (const entry of entries) splitsByEntry.set(entry, [...(splitsByEntry.get(entry) ?? []), name]);
  }
  if (known === null && !isScanned(listed)) {
    return [...splitsByEntry].map(([entry, splits]) => ({ entry, splits, n_frames: null, problem: null, level: null }));
  }
  for (const entry of known?.byEntry.keys() ?? scanEntries(dataset.store)) {
    if (!splitsByEntry.has(entry)) splitsByEntry.set(entry, []);
  }
  return [...splitsByEntry].map(([entry, splits]) => describeListed(listed, entry, splits));
}

function summarizeStatistics(dataset: Dataset): StatisticsSummary | null {
  if (dataset.statistics === null) return null;
  const groups: Record<string, GroupStatistics> = {};
  for (const [name, { mean, std, min, max }] of dataset.statistics) {
    groups[name] = {
      mean: Float32Array.from(mean),
      std: Float32Array.from(std),
      min: Float32Array.from(min),
      max: Float32Array.from(max),
    };
  }
  return { name: dataset.statisticsFileName, groups };
}

function noticeOf(problem: Problem): Notice {
  const isHarmless = problem.code === 'statistics-absent' || problem.code === 'split-duplicate';
  return { severity: isHarmless ? 'warning' : 'error', problem, consequence: consequenceOf(problem) };
}

function consequenceOf(problem: Problem): string | null {
  if (problem.code === 'statistics-absent') return 'Raw values are shown.';
  return problem.code === 'split-duplicate' ? 'Training would draw it more often than the others.' : null;
}

function catalogueNotice(problem: Problem): Notice {
  return { severity: 'error', problem, consequence: 'The list is made from the records instead.' };
}

function missingNotices(rows: readonly SequenceRow[]): Notice[] {
  return rows
    .filter((row) => row.problem !== null && row.n_frames === null && row.splits.length > 0)
    .map((row) => ({
      severity: 'error' as const,
      problem: row.problem as Problem,
      consequence: `A split lists ${row.entry}; training would stop there. The other sequences can be used.`,
    }));
}

function nearZeroNotices(dataset: Dataset): Notice[] {
  if (dataset.statistics === null) return [];
  const findings = findNearZeroStd(dataset.statistics, COEFFICIENT_EPS);
  const [first] = findings;
  if (first === undefined) return [];
  return [
    {
      severity: 'warning',
      problem: {
        code: 'std-near-zero',
        what: `The std of ${findings.length} dimension${findings.length === 1 ? '' : 's'} is near zero`,
        expected: 'a std of 1e-6 or more',
        found:
          findings.length > 4
            ? `${first.group} ${first.dim} and ${findings.length - 1} others`
            : findings.map(({ group, dim }) => `${group} ${dim}`).join(', '),
        where: dataset.statisticsFileName,
      },
      consequence: first.consequence,
    },
  ];
}

function nameOf(request: DatasetRequest): string {
  if (request.kind === 'files') return request.name;
  const path = request.url.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const parts = path.split('/');
  const last = parts.at(-1) ?? path;
  return /^data\.mdb$/.test(last) ? (parts.at(-2) ?? last) : last;
}
