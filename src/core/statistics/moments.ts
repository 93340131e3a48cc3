import { DataError } from '../errors.ts';
import {
  addToBlock,
  BLOCK_ROWS,
  type BlockSums,
  beginBlock,
  type ColumnSums,
  columnSums,
  createBlockSums,
} from './block-sums.ts';

/**
 * Count, mean, sum of squared deviations (M2), minimum and maximum of each dimension, float64. Any two can be merged, so any subset's
 * statistics are a merge of its sequences'. Source: Chan, Golub, LeVeque, "Updating formulae and a pairwise algorithm for computing sample
 * variances" (1979).
 *
 * Values that are not finite act as in numpy: a NaN makes mean, M2, min and max of its dimension NaN; an infinity makes the mean infinite and M2
 * NaN. `nonFiniteCount` says how many there were.
 */
export interface Moments {
  /** Dimensions. Every array below has this length. */
  readonly width: number;
  /** Rows (frames). */
  count: number;
  readonly mean: Float64Array;
  /**
   * What rounding took from `mean`: the exact mean is nearer to `mean + meanRest`. Differences of means need it where the mean is millions of
   * times the deviation.
   */
  readonly meanRest: Float64Array;
  readonly m2: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** NaN and infinite values. */
  readonly nonFiniteCount: Float64Array;
}

/** Moments by group name. */
export type MomentsByGroup = ReadonlyMap<string, Moments>;

/** Moments of no rows: mean and M2 0, min and max NaN. */
export function createMoments(width: number): Moments {
  if (!Number.isInteger(width) || width < 1) {
    throw momentsError('Coefficients have no usable width', '1 dimension or more', String(width));
  }
  return {
    width,
    count: 0,
    mean: new Float64Array(width),
    meanRest: new Float64Array(width),
    m2: new Float64Array(width),
    min: new Float64Array(width).fill(Number.NaN),
    max: new Float64Array(width).fill(Number.NaN),
    nonFiniteCount: new Float64Array(width),
  };
}

/** Adds rows, shape (frames, width), row-major, to `moments`, which changes. Throws a `DataError` where the widths differ. */
export function addRows(moments: Moments, rows: Float32Array, width: number): void {
  if (width !== moments.width || rows.length % width !== 0) {
    throw momentsError(
      'Rows do not fit the statistics so far',
      `rows ${moments.width} wide`,
      `${rows.length} values in rows ${width} wide`,
    );
  }
  const sums = createBlockSums(width);
  for (let start = 0; start < rows.length; start += BLOCK_ROWS * width) {
    addBlock(moments, sums, rows, start, Math.min(start + BLOCK_ROWS * width, rows.length));
  }
}

/** Moments of both together; neither argument changes. Throws a `DataError` where the widths differ. */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.width !== b.width) {
    throw momentsError('Statistics of different widths cannot be merged', `${a.width} dimensions`, `${b.width}`);
  }
  const merged = copyMoments(a);
  for (let dim = 0; dim < b.width; dim++) {
    mergeDimension(
      merged,
      dim,
      b.count,
      b.mean[dim] as number,
      b.meanRest[dim] as number,
      b.m2[dim] as number,
      b.min[dim] as number,
      b.max[dim] as number,
    );
    merged.nonFiniteCount[dim] = (merged.nonFiniteCount[dim] as number) + (b.nonFiniteCount[dim] as number);
  }
  merged.count += b.count;
  return merged;
}

/** Standard deviation a dimension: `ddof` 0 of the population, 1 of a sample, as numpy's argument. NaN where `count` is no greater than `ddof`. */
export function std(moments: Moments, ddof: 0 | 1): Float64Array {
  const degrees = Math.max(moments.count - ddof, 0);
  return moments.m2.map((m2) => Math.sqrt(m2 / degrees));
}

/** Adds sums of `count` rows that are all finite to `moments`, which changes. */
export function addBlockSums(moments: Moments, sums: BlockSums, count: number): void {
  if (count === 0) return;
  for (let dim = 0; dim < moments.width; dim++) mergeBlockColumn(moments, dim, columnSums(sums, dim), count);
  moments.count += count;
}

function mergeBlockColumn(moments: Moments, dim: number, column: ColumnSums, count: number): void {
  const { shift, sum, squares, min, max } = column;
  const offset = sum / count;
  const mean = shift + offset;
  const meanRest = offset - (mean - shift);
  const m2 = Math.max(squares - sum * offset, 0);
  mergeDimension(moments, dim, count, mean, meanRest, m2, min, max);
}

function addBlock(moments: Moments, sums: BlockSums, rows: Float32Array, start: number, end: number): void {
  const { width } = moments;
  const count = (end - start) / width;
  beginBlock(sums, rows, start);
  addToBlock(sums, rows, start, end);
  for (let dim = 0; dim < width; dim++) {
    const column = columnSums(sums, dim);
    if (Number.isFinite(column.squares)) mergeBlockColumn(moments, dim, column, count);
    else addNonFiniteColumn(moments, rows, start + dim, end, dim, count);
  }
  moments.count += count;
}

function addNonFiniteColumn(
  moments: Moments,
  rows: Float32Array,
  first: number,
  end: number,
  dim: number,
  count: number,
): void {
  let sum = 0;
  let nonFinite = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = first; i < end; i += moments.width) {
    const value = rows[i] as number;
    if (!Number.isFinite(value)) nonFinite++;
    sum += value;
    // Unlike `<`, these keep a NaN.
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  moments.nonFiniteCount[dim] = (moments.nonFiniteCount[dim] as number) + nonFinite;
  mergeDimension(moments, dim, count, sum / count, 0, Number.NaN, min, max);
}

/** Merges `countB` values into one dimension of `into`, whose count stays for the caller to raise. */
function mergeDimension(
  into: Moments,
  dim: number,
  countB: number,
  meanB: number,
  meanRestB: number,
  m2B: number,
  minB: number,
  maxB: number,
): void {
  const countA = into.count;
  if (countB === 0) return;
  if (countA === 0) {
    into.mean[dim] = meanB;
    into.meanRest[dim] = meanRestB;
    into.m2[dim] = m2B;
    into.min[dim] = minB;
    into.max[dim] = maxB;
    return;
  }
  const count = countA + countB;
  const meanA = into.mean[dim] as number;
  const meanRestA = into.meanRest[dim] as number;
  const delta = meanB - meanA + (meanRestB - meanRestA);
  if (Number.isFinite(delta)) {
    const step = meanRestA + (delta * countB) / count;
    const mean = meanA + step;
    into.mean[dim] = mean;
    into.meanRest[dim] = roundingOf(meanA, step, mean);
    into.m2[dim] = (into.m2[dim] as number) + m2B + delta * delta * ((countA * countB) / count);
  } else {
    // The mean of an infinity and a finite value is that infinity; their difference would make it NaN.
    into.mean[dim] = meanA + meanB;
    into.meanRest[dim] = 0;
    into.m2[dim] = Number.NaN;
  }
  into.min[dim] = Math.min(into.min[dim] as number, minB);
  into.max[dim] = Math.max(into.max[dim] as number, maxB);
}

/** What was rounded away from `a + b === sum` (Knuth's TwoSum). */
function roundingOf(a: number, b: number, sum: number): number {
  const bPart = sum - a;
  return a - (sum - bPart) + (b - bPart);
}

function copyMoments({ width, count, mean, meanRest, m2, min, max, nonFiniteCount }: Moments): Moments {
  return {
    width,
    count,
    mean: mean.slice(),
    meanRest: meanRest.slice(),
    m2: m2.slice(),
    min: min.slice(),
    max: max.slice(),
    nonFiniteCount: nonFiniteCount.slice(),
  };
}

function momentsError(what: string, expected: string, found: string): DataError {
  return new DataError({ code: 'moments-width', what, expected, found, where: 'statistics' });
}
