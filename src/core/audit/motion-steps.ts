import type { Stretch } from './stretch.ts';
import { LargestValues, valuesNeeded } from './tail-percentile.ts';

/**
 * How large the steps of each dimension of a sequence usually are, measured within clips alone, so that what happens at seams is held against what does
 * not. A dimension is measured when it is first asked for: most never step far enough to be asked about.
 */
export interface MotionSteps {
  /** p99.9 of |x[f] - x[f - 1]| of a dimension; NaN where there is no step. */
  stepP999(dim: number): number;
  /** p95 of |x[f] - 3 x[f - 1] + 3 x[f - 2] - x[f - 3]| of a dimension; a few glitches do not move it. */
  jerkP95(dim: number): number;
}

export const STEP_SHARE = 0.999;
const JERK_SHARE = 0.95;

/** @param width dimensions, values a row of the stretches' motion. */
export function createMotionSteps(stretches: readonly Stretch[], width: number): MotionSteps {
  const frameCount = stretches.reduce((sum, { rms }) => sum + rms.length, 0);
  const stepByDim = new Map<number, number>();
  const jerkByDim = new Map<number, number>();

  function measure(dim: number): void {
    const steps = new LargestValues(valuesNeeded(frameCount, STEP_SHARE));
    const jerks = new LargestValues(valuesNeeded(frameCount, JERK_SHARE));
    for (const stretch of stretches) addStretch(stretch, width, dim, steps, jerks);
    stepByDim.set(dim, steps.percentile(STEP_SHARE));
    jerkByDim.set(dim, jerks.percentile(JERK_SHARE));
  }

  function read(byDim: ReadonlyMap<number, number>, dim: number): number {
    if (!byDim.has(dim)) measure(dim);
    return byDim.get(dim) ?? Number.NaN;
  }

  return { stepP999: (dim) => read(stepByDim, dim), jerkP95: (dim) => read(jerkByDim, dim) };
}

function addStretch(
  { motion, segLen }: Stretch,
  width: number,
  dim: number,
  steps: LargestValues,
  jerks: LargestValues,
): void {
  const frameCount = motion.length / width;
  let a = Number.NaN;
  let b = Number.NaN;
  let c = Number.NaN;
  for (let frame = 0, at = dim; frame < frameCount; frame++, at += width) {
    if (frame % segLen === 0) {
      // Nothing before a seam counts: NaN in place of it keeps the differences across it out.
      a = Number.NaN;
      b = Number.NaN;
      c = Number.NaN;
    }
    const value = motion[at] as number;
    const step = Math.abs(value - a);
    const jerk = Math.abs(value - 3 * a + 3 * b - c);
    if (step < Number.POSITIVE_INFINITY) steps.add(step);
    if (jerk < Number.POSITIVE_INFINITY) jerks.add(jerk);
    c = b;
    b = a;
    a = value;
  }
}
