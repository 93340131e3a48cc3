import type { ProfileFigureKey } from '../../core/profile/profile-figures.ts';
import { sortRows } from './figure-order.ts';
import { binCountFor, binRows, countBins, type FigureScale, scaleOfColumn } from './figure-scale.ts';
import type { ProfileTable } from './profile-table.ts';

/** What does not depend on a brush, of one figure of a table. */
export interface FigureSummary {
  readonly key: ProfileFigureKey;
  readonly values: Float64Array;
  /** From the least to the greatest value. */
  readonly scale: FigureScale;
  /** Bins of the histogram. */
  readonly binCount: number;
  /** Fine bin of each row, `FINE_BINS` to one of the histogram; one more than the last where the row has none. */
  readonly fineBins: Uint16Array;
  /** Of all rows. */
  readonly spread: FigureSpread;
}

/** How the figure spreads over some of the rows. */
export interface FigureSpread {
  /** Rows a bin of the histogram. */
  readonly counts: Uint32Array;
  /** Rows that have a value. */
  readonly knownCount: number;
  /** Of an even number of values the mean of the middle two, as `np.median`; NaN without any. */
  readonly median: number;
}

/** Fine bins in one of the histogram: so many that few values share one. */
const FINE_BINS = 128;

const summaries = new WeakMap<ProfileTable, Map<ProfileFigureKey, FigureSummary>>();
const orders = new WeakMap<ProfileTable, Map<ProfileFigureKey, Uint32Array>>();

/** The same object as long as the table is the same. */
export function summarizeFigure(table: ProfileTable, key: ProfileFigureKey): FigureSummary {
  return cached(summaries, table, key, () => {
    const values = table.columns[key];
    const scale = scaleOfColumn(key, values);
    const binCount = binCountFor(values.length);
    const fineBins = binRows(scale, values, binCount * FINE_BINS);
    const figure = { key, values, scale, binCount, fineBins };
    return { ...figure, spread: spreadOf(figure, null) };
  });
}

/**
 * Histogram and median of the rows given, or of all. One pass counts the fine bins, which hold the values in order; the exact median is then among the
 * few values of one bin. 100,000 rows take a fraction of a millisecond, where sorting or selecting takes several.
 */
export function spreadOf(
  { values, binCount, fineBins }: Pick<FigureSummary, 'values' | 'binCount' | 'fineBins'>,
  rows: Uint32Array | null,
): FigureSpread {
  const fineCounts = countBins(fineBins, binCount * FINE_BINS, rows);
  const counts = new Uint32Array(binCount);
  let knownCount = 0;
  for (let fine = 0; fine < fineCounts.length; fine++) {
    const count = fineCounts[fine] as number;
    const bin = Math.floor(fine / FINE_BINS);
    counts[bin] = (counts[bin] as number) + count;
    knownCount += count;
  }
  const valueAt = (place: number) => valueAtPlace(values, fineBins, fineCounts, rows, place);
  const middle = knownCount >> 1;
  const median =
    knownCount === 0
      ? Number.NaN
      : knownCount % 2 === 1
        ? valueAt(middle)
        : (valueAt(middle - 1) + valueAt(middle)) / 2;
  return { counts, knownCount, median };
}

/** The value that sorting would put at `place`. */
function valueAtPlace(
  values: Float64Array,
  fineBins: Uint16Array,
  fineCounts: Uint32Array,
  rows: Uint32Array | null,
  place: number,
): number {
  let bin = 0;
  let before = 0;
  while (before + (fineCounts[bin] as number) <= place) before += fineCounts[bin++] as number;
  const sharing = new Float64Array(fineCounts[bin] as number);
  let next = 0;
  const count = rows === null ? values.length : rows.length;
  for (let i = 0; i < count; i++) {
    const row = rows === null ? i : (rows[i] as number);
    if (fineBins[row] === bin) sharing[next++] = values[row] as number;
  }
  return sharing.sort()[place - before] as number;
}

/** Rows by rising figure; made when a list is first sorted by it. */
export function orderByFigure(table: ProfileTable, key: ProfileFigureKey): Uint32Array {
  return cached(orders, table, key, () => sortRows(table.columns[key]));
}

function cached<T>(
  cache: WeakMap<ProfileTable, Map<ProfileFigureKey, T>>,
  table: ProfileTable,
  key: ProfileFigureKey,
  make: () => T,
): T {
  const ofTable = cache.get(table) ?? new Map<ProfileFigureKey, T>();
  cache.set(table, ofTable);
  const known = ofTable.get(key);
  if (known !== undefined) return known;
  const made = make();
  ofTable.set(key, made);
  return made;
}
