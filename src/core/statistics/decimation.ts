import { DataError } from '../errors.ts';

/** Smallest and largest value of each bucket; NaN where a bucket has nothing but NaN. */
export interface MinMax {
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/** One column of row-major rows. */
export interface Column {
  /** Values a row. */
  readonly width: number;
  readonly dim: number;
}

/**
 * Minimum and maximum of `bucketCount` equal parts of `[startIndex, endIndex)`, one for each pixel column, so that a spike of a single sample survives
 * any reduction. NaN values are passed over; an infinity is an extreme like any other. With more buckets than samples, a sample fills several.
 *
 * With `column` the samples are that column's, and the indices count rows. An empty range gives NaN. Throws a `DataError` on a range outside the samples.
 */
export function decimateMinMax(
  samples: Float32Array | Float64Array | Int16Array,
  startIndex: number,
  endIndex: number,
  bucketCount: number,
  column: Column = { width: 1, dim: 0 },
): MinMax {
  const { width, dim } = column;
  requireColumn(width, dim);
  requireRange(startIndex, endIndex, Math.floor(samples.length / width));
  if (!Number.isInteger(bucketCount) || bucketCount < 1 || bucketCount > 2 ** 20) {
    throw decimationError('1 to 1048576 buckets', String(bucketCount));
  }
  const min = new Float64Array(bucketCount).fill(Number.NaN);
  const max = new Float64Array(bucketCount).fill(Number.NaN);
  const count = endIndex - startIndex;
  if (count === 0) return { min, max };
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const first = startIndex + Math.floor((bucket * count) / bucketCount);
    const end = Math.max(startIndex + Math.floor(((bucket + 1) * count) / bucketCount), first + 1);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = first * width + dim; i < end * width; i += width) {
      const value = samples[i] as number;
      if (value <= low) low = value;
      if (value >= high) high = value;
    }
    // Only a bucket without a single comparable value leaves the bounds crossed.
    if (low <= high) {
      min[bucket] = low;
      max[bucket] = high;
    }
  }
  return { min, max };
}

function requireColumn(width: number, dim: number): void {
  if (Number.isInteger(width) && Number.isInteger(dim) && dim >= 0 && dim < width) return;
  throw decimationError('a dimension within its row', `dimension ${dim} of ${width}`);
}

function requireRange(startIndex: number, endIndex: number, length: number): void {
  const areWhole = Number.isInteger(startIndex) && Number.isInteger(endIndex);
  if (areWhole && startIndex >= 0 && startIndex <= endIndex && endIndex <= length) return;
  throw decimationError(`a range within [0, ${length})`, `[${startIndex}, ${endIndex})`);
}

function decimationError(expected: string, found: string): DataError {
  return new DataError({
    code: 'decimation-range',
    what: 'The samples cannot be reduced',
    expected,
    found,
    where: 'decimation',
  });
}
