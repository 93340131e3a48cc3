/** Mean, standard deviation (ddof 0), minimum and maximum of each column, float32. */
export interface Float32Columns {
  readonly mean: Float32Array;
  readonly std: Float32Array;
  readonly min: Float32Array;
  readonly max: Float32Array;
}

/** numpy's PW_BLOCKSIZE. */
const PAIRWISE_BLOCK = 128;

/**
 * What numpy gives for `mean`, `std`, `min` and `max` over axis 0 of C-contiguous float32 rows, to the bit: every step is rounded to float32, and
 * a NaN makes its column NaN. `rows` is row-major (rows, width) and not empty.
 *
 * Sources: numpy/core/_methods.py `_mean`, `_var`, `_std`.
 */
export function describeFloat32Columns(rows: Float32Array, width: number): Float32Columns {
  const count = rows.length / width;
  const mean = dividedBy(sumFloat32Columns(rows, width), count);
  const squares = new Float32Array(rows.length);
  const min = rows.slice(0, width);
  const max = rows.slice(0, width);
  for (let row = 0; row < rows.length; row += width) {
    for (let dim = 0; dim < width; dim++) {
      const value = rows[row + dim] as number;
      const deviation = Math.fround(value - (mean[dim] as number));
      squares[row + dim] = deviation * deviation;
    }
    lowerTo(min, rows, row);
    raiseTo(max, rows, row);
  }
  const std = dividedBy(sumFloat32Columns(squares, width), count).map((variance) => Math.sqrt(variance));
  return { mean, std, min, max };
}

/**
 * numpy's sum over axis 0 of C-contiguous float32 rows: row by row, except that a single column lies contiguous and is added pairwise
 * (numpy/core/src/umath/loops_utils.h.src `pairwise_sum`).
 */
export function sumFloat32Columns(rows: Float32Array, width: number): Float32Array {
  if (width === 1) return Float32Array.of(sumPairwise(rows, 0, rows.length));
  const sums = rows.slice(0, width);
  for (let row = width; row < rows.length; row += width) {
    for (let dim = 0; dim < width; dim++) sums[dim] = (sums[dim] as number) + (rows[row + dim] as number);
  }
  return sums;
}

/** Each value divided by `count` in float32. Changes and returns `sums`. */
export function dividedBy(sums: Float32Array, count: number): Float32Array {
  for (let dim = 0; dim < sums.length; dim++) sums[dim] = (sums[dim] as number) / count;
  return sums;
}

/** Lowers each value of `min` to that of the row of `rows` at `offset`, or to NaN. */
export function lowerTo(min: Float32Array, rows: Float32Array, offset: number): void {
  for (let dim = 0; dim < min.length; dim++) min[dim] = Math.min(min[dim] as number, rows[offset + dim] as number);
}

/** Raises each value of `max` to that of the row of `rows` at `offset`, or to NaN. */
export function raiseTo(max: Float32Array, rows: Float32Array, offset: number): void {
  for (let dim = 0; dim < max.length; dim++) max[dim] = Math.max(max[dim] as number, rows[offset + dim] as number);
}

function sumPairwise(values: Float32Array, start: number, end: number): number {
  const count = end - start;
  if (count > PAIRWISE_BLOCK) {
    const half = Math.floor(count / 2);
    const middle = start + half - (half % 8);
    return Math.fround(sumPairwise(values, start, middle) + sumPairwise(values, middle, end));
  }
  // numpy starts short sums at -0 so that a sum of negative zeros stays negative.
  let sum = -0;
  let at = start;
  if (count >= 8) {
    const partial = values.slice(start, start + 8);
    for (at = start + 8; at + 8 <= end; at += 8) {
      for (let lane = 0; lane < 8; lane++) partial[lane] = (partial[lane] as number) + (values[at + lane] as number);
    }
    for (let span = 1; span < 8; span *= 2) {
      for (let lane = 0; lane < 8; lane += 2 * span) {
        partial[lane] = (partial[lane] as number) + (partial[lane + span] as number);
      }
    }
    sum = partial[0] as number;
  }
  for (; at < end; at++) sum = Math.fround(sum + (values[at] as number));
  return sum;
}
