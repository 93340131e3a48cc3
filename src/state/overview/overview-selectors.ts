import { type DatasetTotals, personOf, totalsOf } from '../../core/profile/dataset-totals.ts';
import { MOTION_STATISTICS } from '../../core/profile/motion-statistics.ts';
import { createSampleConfig } from '../../core/sample/config.ts';
import { type PrincipalComponents, principalComponents } from '../../core/statistics/pca.ts';
import type { DatasetSummary, SequenceRow } from '../../worker/protocol.ts';
import type { AppState } from '../app-state.ts';
import { type Brush, brushRows, rowsOf } from './brush.ts';
import { reverseOrder } from './figure-order.ts';
import { orderByFigure } from './figure-summary.ts';
import type { ListSort } from './overview-state.ts';
import type { ProfileTable } from './profile-table.ts';
import { remember } from './remember.ts';

/** Frames a second of the sampling configuration. */
export const FPS = createSampleConfig().fps;

/** The rows that the list shows. */
export interface BrushedRows {
  /** One byte a row of the dataset: 1 where it is shown. */
  readonly mask: Uint8Array;
  /** In the order of the list. */
  readonly rows: Uint32Array;
  /** Whether anything narrows the list: without it all rows are shown and none stands out. */
  readonly isNarrowed: boolean;
}

const NONE: readonly SequenceRow[] = [];

export function sequencesOf({ dataset }: Pick<AppState, 'dataset'>): readonly SequenceRow[] {
  return dataset.phase === 'open' ? dataset.summary.sequences : NONE;
}

/** Rows in every brush, sorted. The same object until one of them changes. */
export function brushedRowsOf({ dataset, overview }: Pick<AppState, 'dataset' | 'overview'>): BrushedRows {
  const { table, brushes, isSharedOnly, sort } = overview;
  const among = isSharedOnly ? sharedMaskOf({ dataset, overview }) : null;
  const mask = maskRows(sequencesOf({ dataset }).length, table, brushes, among);
  return sortBrushed(mask, table, sort, brushes.length > 0 || isSharedOnly);
}

const maskRows = remember(
  (rowCount: number, table: ProfileTable | null, brushes: readonly Brush[], among: Uint8Array | null) =>
    table === null ? (among ?? new Uint8Array(rowCount).fill(1)) : brushRows(rowCount, table.columns, brushes, among),
);

const sortBrushed = remember(
  (mask: Uint8Array, table: ProfileTable | null, sort: ListSort, isNarrowed: boolean): BrushedRows => ({
    mask,
    rows: rowsOf(mask, orderRows(table, sort, mask.length)),
    isNarrowed,
  }),
);

/** Null for the order of the dataset. */
const orderRows = remember((table: ProfileTable | null, { key, isDescending }: ListSort, rowCount: number) => {
  if (key === 'entry') {
    return isDescending ? Uint32Array.from({ length: rowCount }, (_, place) => rowCount - 1 - place) : null;
  }
  if (table === null) return null;
  const rising = orderByFigure(table, key);
  return isDescending ? reverseOrder(rising, table.columns[key]) : rising;
});

/** Totals of the dataset and its splits; null without a dataset. */
export function totalsOfDataset({ dataset, overview }: Pick<AppState, 'dataset' | 'overview'>): DatasetTotals | null {
  if (dataset.phase !== 'open') return null;
  return totalDataset(dataset.summary, lengthsOf({ dataset, overview }));
}

const totalDataset = remember((summary: DatasetSummary, lengths: ArrayLike<number>) =>
  totalsOf(
    summary.sequences.map(({ entry, splits }, row) => ({ entry, splits, n_frames: lengthOrNull(lengths[row]) })),
    summary.splits.map(({ name }) => name),
    { fps: FPS, seg_len: summary.seg_len },
  ),
);

/** Frames of each sequence, NaN where not known: of the list, or measured. */
export function lengthsOf({ dataset, overview }: Pick<AppState, 'dataset' | 'overview'>): Float64Array {
  const sequences = sequencesOf({ dataset });
  const listed = listLengths(sequences);
  return listed.isComplete || overview.table === null ? listed.lengths : joinLengths(listed.lengths, overview.table);
}

const listLengths = remember((sequences: readonly SequenceRow[]) => ({
  lengths: Float64Array.from(sequences, ({ n_frames }) => n_frames ?? Number.NaN),
  // A sequence that cannot be used has no length to wait for.
  isComplete: sequences.every(({ n_frames, problem }) => n_frames !== null || problem !== null),
}));

const joinLengths = remember((lengths: Float64Array, { frames }: ProfileTable) =>
  lengths.map((n_frames, row) => (Number.isNaN(n_frames) ? (frames[row] as number) : n_frames)),
);

function lengthOrNull(length: number | undefined): number | null {
  return length === undefined || Number.isNaN(length) ? null : length;
}

function sharedMaskOf(state: Pick<AppState, 'dataset' | 'overview'>): Uint8Array | null {
  const totals = totalsOfDataset(state);
  return totals === null ? null : maskShared(totals.leaks, sequencesOf(state));
}

const maskShared = remember((leaks: DatasetTotals['leaks'], sequences: readonly SequenceRow[]) => {
  const people = new Set(leaks.map(({ person }) => person));
  return Uint8Array.from(sequences, ({ entry }) => (people.has(personOf(entry)) ? 1 : 0));
});

/** Beyond it the map waits for the end of the measuring: each look at it would take too long. */
const MAP_WHILE_MEASURING_ROWS = 5000;

/** Principal components of the motion statistics; null where too few sequences have them, or not yet. */
export function motionMapOf({
  overview: { table, measuring },
}: Pick<AppState, 'overview'>): PrincipalComponents | null {
  if (table === null) return null;
  if (measuring.phase === 'running' && table.entries.length > MAP_WHILE_MEASURING_ROWS) return null;
  return mapTable(table);
}

const mapTable = remember(({ motion }: ProfileTable) =>
  principalComponents(MOTION_STATISTICS.map(({ key }) => motion[key])),
);

/** The sequence that the list points at and whose coverage is shown: the one moved to, or the one open in Explore. */
export function chosenEntryOf({ overview, sequence }: Pick<AppState, 'overview' | 'sequence'>): string | null {
  return overview.chosenEntry ?? (sequence.phase === 'none' ? null : sequence.entry);
}

/** Row of an entry, -1 where there is none. */
export function rowOfEntry({ dataset }: Pick<AppState, 'dataset'>, entry: string | null): number {
  return entry === null ? -1 : (indexEntries(sequencesOf({ dataset })).get(entry) ?? -1);
}

const indexEntries = remember(
  (sequences: readonly SequenceRow[]) => new Map(sequences.map(({ entry }, row) => [entry, row])),
);

/** Rows that each split lists, of those given. */
export function countSplits(state: Pick<AppState, 'dataset'>, rows: Uint32Array): readonly SplitCount[] {
  if (state.dataset.phase !== 'open') return [];
  const names = state.dataset.summary.splits.map(({ name }) => name);
  const bits = splitBits(state.dataset.summary);
  const counts = new Float64Array(names.length);
  for (let i = 0; i < rows.length; i++) {
    let left = bits[rows[i] as number] as number;
    for (let split = 0; left !== 0; split++, left >>>= 1) counts[split] = (counts[split] as number) + (left & 1);
  }
  return names.map((name, split) => ({ name, count: counts[split] as number }));
}

export interface SplitCount {
  readonly name: string;
  readonly count: number;
}

/** A bit a split: counting words row by row would cost ten times as much. */
const splitBits = remember(({ sequences, splits }: DatasetSummary) =>
  Uint32Array.from(sequences, (row) =>
    splits.reduce((bits, { name }, split) => bits | (row.splits.includes(name) ? 1 << split : 0), 0),
  ),
);

/** Which mark each row has in a plot: of the split that lists it, `OTHER_SPLIT` where none, or one of another name, does. */
export const TRAIN = 0;
export const VAL = 1;
export const TEST = 2;
export const OTHER_SPLIT = 3;

export function splitMarksOf(state: Pick<AppState, 'dataset'>): Uint8Array {
  return markSplits(sequencesOf(state));
}

const markSplits = remember((sequences: readonly SequenceRow[]) =>
  Uint8Array.from(sequences, ({ splits }) => {
    // Over train: val and test are few, and a sequence of both is a leak worth seeing.
    if (splits.includes('test')) return TEST;
    if (splits.includes('val')) return VAL;
    return splits.includes('train') ? TRAIN : OTHER_SPLIT;
  }),
);
