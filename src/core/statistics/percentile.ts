/**
 * `numpy.percentile(values, percents)` by its default, linear interpolation, over the finite values; NaN where there is none. `values` stay as they are.
 *
 * @param percents in [0, 100].
 */
export function percentiles(values: ArrayLike<number>, percents: readonly number[]): number[] {
  const sorted = finiteOf(values).sort();
  return percents.map((percent) => percentileOfSorted(sorted, percent));
}

/** `numpy.median` of the finite values; NaN where there is none. */
export function median(values: ArrayLike<number>): number {
  return percentiles(values, [50])[0] ?? Number.NaN;
}

/** @param sorted rising and finite. */
export function percentileOfSorted(sorted: ArrayLike<number>, percent: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}

function finiteOf(values: ArrayLike<number>): Float64Array {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isFinite(value)) finite[count++] = value;
  }
  return finite.subarray(0, count);
}
