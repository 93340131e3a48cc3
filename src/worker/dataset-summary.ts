import { attempt, type Dataset } from '../core/dataset/dataset.ts';
import { readFrameCount, scanEntries } from '../core/dataset/sequence.ts';
import type { Problem } from '../core/errors.ts';
import { COEFFICIENT_EPS } from '../core/sample/normalize.ts';
import { findNearZeroStd } from '../core/statistics/stats-file.ts';
import type {
  DatasetRequest,
  DatasetSummary,
  GroupStatistics,
  Notice,
  SequenceRow,
  StatisticsSummary,
} from './protocol.ts';

/** A store up to this size is scanned for sequences that no split lists; beyond it the split files are the list. */
const SCAN_LIMIT_BYTES = 256 * 2 ** 20;

/** The figures of an open dataset for the page. */
export function summarize(dataset: Dataset, request: DatasetRequest): DatasetSummary {
  const rows = listSequences(dataset);
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
    notices: [...dataset.problems.map(noticeOf), ...missingNotices(rows), ...nearZeroNotices(dataset)],
  };
}

/** One row of the list, with its length read from the store. */
export function describeSequence(dataset: Dataset, entry: string): SequenceRow {
  const splits = dataset.splits.filter((split) => split.entries.includes(entry)).map(({ name }) => name);
  const read = attempt(() => readFrameCount(dataset.store, entry));
  return 'value' in read
    ? { entry, splits, n_frames: read.value, problem: null }
    : { entry, splits, n_frames: null, problem: read.problem };
}

function listSequences(dataset: Dataset): SequenceRow[] {
  const splitsByEntry = new Map<string, string[]>();
  for (const { name, entries } of dataset.splits) {
    for (const entry of entries) splitsByEntry.set(entry, [...(splitsByEntry.get(entry) ?? []), name]);
  }
  const isScanned = splitsByEntry.size === 0 || dataset.store.sizeBytes <= SCAN_LIMIT_BYTES;
  if (!isScanned) {
    return [...splitsByEntry].map(([entry, splits]) => ({ entry, splits, n_frames: null, problem: null }));
  }
  for (const entry of scanEntries(dataset.store)) {
    if (!splitsByEntry.has(entry)) splitsByEntry.set(entry, []);
  }
  return [...splitsByEntry].map(([entry, splits]) => ({ ...describeSequence(dataset, entry), splits }));
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

function missingNotices(rows: readonly SequenceRow[]): Notice[] {
  return rows
    .filter((row) => row.problem !== null && row.splits.length > 0)
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
