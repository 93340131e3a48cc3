import type { MomentsByGroup } from '../../core/statistics/dataset-statistics.ts';
import { nameDimension } from '../../core/statistics/dimension-name.ts';
import { type Moments, std } from '../../core/statistics/moments.ts';
import type { MomentsAgreement } from './normalize-state.ts';

/** A catalogue keeps no more of a mean than a float64, so pooled figures may differ in their last bits. */
const AGREED_DIFFERENCE = 1e-9;

/**
 * Compares moments from a catalogue with those of the frames. Differences are relative to the larger of a dimension's mean and deviation: a mean may be near
 * 0 without being small against its spread, and a constant has no spread.
 */
export function compareMoments(stored: MomentsByGroup, read: MomentsByGroup): MomentsAgreement {
  let maxDifference = 0;
  let worst: string | null = null;
  let areRangesEqual = true;
  let frameCounts: [number, number] = [0, 0];
  for (const [group, measured] of read) {
    const other = stored.get(group);
    if (other === undefined || other.width !== measured.width) return disagreement(group);
    frameCounts = [other.count, measured.count];
    const deviations = std(measured, 0);
    const otherDeviations = std(other, 0);
    for (let dim = 0; dim < measured.width; dim++) {
      const mean = measured.mean[dim] as number;
      const deviation = deviations[dim] as number;
      const scale = Math.max(Math.abs(mean), deviation);
      const difference = Math.max(
        differenceOf(other.mean[dim] as number, mean, scale),
        differenceOf(otherDeviations[dim] as number, deviation, scale),
      );
      if (difference > maxDifference) {
        maxDifference = difference;
        worst = nameDimension(group, dim, measured.width);
      }
      areRangesEqual &&= isSameRange(other, measured, dim);
    }
  }
  const isAgreed = frameCounts[0] === frameCounts[1] && areRangesEqual && maxDifference <= AGREED_DIFFERENCE;
  return { frameCounts, maxDifference, worst, areRangesEqual, isAgreed };
}

function differenceOf(a: number, b: number, scale: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const difference = Math.abs(a - b) / scale;
  // A NaN on one side only is as wrong as can be.
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
}

function isSameRange(a: Moments, b: Moments, dim: number): boolean {
  const isSame = (x: number | undefined, y: number | undefined) => Object.is(x, y) || x === y;
  return isSame(a.min[dim], b.min[dim]) && isSame(a.max[dim], b.max[dim]);
}

function disagreement(group: string): MomentsAgreement {
  return {
    frameCounts: [0, 0],
    maxDifference: Number.POSITIVE_INFINITY,
    worst: group,
    areRangesEqual: false,
    isAgreed: false,
  };
}
