/** Steps of a slider whose equal distances are equal ratios. */
export const LOG_STEPS = 200;

/** Where a value stands on the slider, 0 to {@link LOG_STEPS}; at an end where it lies beyond. */
export function positionOf(value: number, min: number, max: number): number {
  const share = Math.log(value / min) / Math.log(max / min);
  return Math.round(Math.min(Math.max(share, 0), 1) * LOG_STEPS);
}

/** The value at a position, rounded so that neighbouring positions still differ and no digits are shown that nobody chose. */
export function valueAt(position: number, min: number, max: number): number {
  const value = min * (max / min) ** (position / LOG_STEPS);
  return Number(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0));
}
