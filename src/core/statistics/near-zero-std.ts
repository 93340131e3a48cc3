import type { CoefficientStatistics, GroupStatistics } from './coefficient-statistics.ts';

/** Below this a standard deviation is as small as float32 noise on coefficients near 1. */
export const NEAR_ZERO_STD = 1e-6;

/**
 * The largest finite float32, which stands in a statistics file for "left out". The loader's `(x - mean) / (std + 1e-9)` then gives a z below 1e-38
 * whatever x is, and its inverse `z * std + mean` gives values as they were. Infinity would make z exactly 0, but the inverse of every such z NaN.
 */
export const LEFT_OUT_STD = (2 - 2 ** -23) * 2 ** 127;

/** What a change of 1e-6 becomes once the loader has divided it by `std + eps`. */
export function amplificationOf(std: number, eps: number): number {
  return 1e-6 / (std + eps);
}

/**
 * Statistics whose deviations below `threshold` are 1, so that normalising leaves the noise of those dimensions as small as it is ("clamp std to 1").
 * Means, minima, maxima and all other deviations are those given.
 */
export function clampNearZeroStd(statistics: CoefficientStatistics, threshold = NEAR_ZERO_STD): CoefficientStatistics {
  return replaceNearZeroStd(statistics, threshold, 1);
}

/**
 * Statistics whose deviations below `threshold` are {@link LEFT_OUT_STD}, so that the loader's z of those dimensions is 0 to within float32. A model
 * that is trained on it must not have its own predictions of them taken back to dataset units: 0.01 would become 3.4e36. Clamp where they are.
 */
export function leaveOutNearZeroStd(
  statistics: CoefficientStatistics,
  threshold = NEAR_ZERO_STD,
): CoefficientStatistics {
  return replaceNearZeroStd(statistics, threshold, LEFT_OUT_STD);
}

function replaceNearZeroStd(
  statistics: CoefficientStatistics,
  threshold: number,
  replacement: number,
): CoefficientStatistics {
  return new Map(
    Array.from(statistics, ([group, values]): [string, GroupStatistics] => [
      group,
      { ...values, std: values.std.map((std) => (std >= 0 && std < threshold ? replacement : std)) },
    ]),
  );
}
