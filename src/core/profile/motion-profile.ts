import { addRows, createMoments, type Moments } from '../statistics/moments.ts';
import { percentiles } from '../statistics/percentile.ts';
import { FrameValues } from './frame-values.ts';
import { measureHead } from './head-motion.ts';
import type { MotionStatistics } from './motion-statistics.ts';

/** `pose` holds the head's rotation, then the jaw's, each an axis-angle vector in rad. */
const POSE = 'pose';
const HEAD_DIMS = 3;
/** Opening: the jaw's rotation about x. */
const JAW_DIM = 3;
const EXPRESSION = 'exp';

export interface MotionProfile {
  readonly motionFrames: number;
  /** Frames left out because a value of `pose` or `exp` is not finite. */
  readonly nonFiniteFrames: number;
  readonly jawMeanRad: number;
  readonly jawRangeRad: number;
  readonly headRangeDeg: number;
  readonly expressionEnergy: number;
  readonly motion: MotionStatistics;
  /** Jaw rotation about x of each frame, rad, shape (frames read); NaN in gaps. */
  readonly jaw: Float32Array;
  /** 1 where a frame's coefficients went in. */
  readonly isMeasured: Float32Array;
}

/** Measures the motion of a sequence, clip by clip. A dataset without `pose` or `exp`, or with narrower ones, leaves their figures NaN. */
export class MotionMeasurer {
  readonly #fps: number;
  readonly #poseWidth: number;
  readonly #expressionWidth: number;
  readonly #head = new FrameValues(HEAD_DIMS);
  readonly #jaw = new FrameValues(1);
  readonly #isMeasured = new FrameValues(1);
  readonly #expression: Moments | null;
  #frames = 0;
  #nonFiniteFrames = 0;
  /** Last row of `exp` and its frame, for the step to the next clip. */
  #lastRow: { readonly frame: number; readonly row: Float32Array } | null = null;
  #stepSquares = 0;
  #steps = 0;

  constructor(groups: readonly { readonly name: string; readonly width: number }[], fps: number) {
    this.#fps = fps;
    this.#poseWidth = groups.find(({ name }) => name === POSE)?.width ?? 0;
    this.#expressionWidth = groups.find(({ name }) => name === EXPRESSION)?.width ?? 0;
    this.#expression = this.#expressionWidth > 0 ? createMoments(this.#expressionWidth) : null;
  }

  add(startFrame: number, frameCount: number, coef: ReadonlyMap<string, Float32Array>): void {
    const pose = coef.get(POSE) ?? new Float32Array();
    const expression = coef.get(EXPRESSION) ?? new Float32Array();
    const isKnown = new Float32Array(frameCount).fill(1);
    markNonFinite(pose, this.#poseWidth, isKnown);
    markNonFinite(expression, this.#expressionWidth, isKnown);
    this.#frames += frameCount;
    this.#nonFiniteFrames += isKnown.filter((value) => value === 0).length;
    this.#isMeasured.set(startFrame, isKnown);
    if (this.#poseWidth >= HEAD_DIMS) this.#head.set(startFrame, pick(pose, this.#poseWidth, 0, HEAD_DIMS, isKnown));
    if (this.#poseWidth > JAW_DIM) this.#jaw.set(startFrame, pick(pose, this.#poseWidth, JAW_DIM, 1, isKnown));
    if (this.#expression !== null) this.#addExpression(this.#expression, startFrame, expression, isKnown);
  }

  finish(): MotionProfile {
    const jaw = this.#jaw.toArray();
    const jawFigures = describeJaw(jaw, this.#fps);
    const head = measureHead(this.#head.toArray(), this.#fps);
    const expressionEnergy = this.#expression === null ? Number.NaN : rootMeanVariance(this.#expression);
    return {
      motionFrames: this.#frames - this.#nonFiniteFrames,
      nonFiniteFrames: this.#nonFiniteFrames,
      jawMeanRad: jawFigures.mean,
      jawRangeRad: jawFigures.range,
      headRangeDeg: head.rangeDeg,
      expressionEnergy,
      motion: {
        jawMean: jawFigures.mean,
        jawSpeed: jawFigures.speed,
        headRange: head.rangeDeg,
        headSpeed: head.speedDegPerSecond,
        expressionRange: expressionEnergy,
        expressionSpeed: Math.sqrt(this.#stepSquares / (this.#steps * this.#expressionWidth)) * this.#fps,
      },
      jaw,
      isMeasured: this.#isMeasured.toArray(),
    };
  }

  #addExpression(moments: Moments, startFrame: number, rows: Float32Array, isKnown: Float32Array): void {
    const width = this.#expressionWidth;
    for (let first = 0; first < isKnown.length; first++) {
      if (isKnown[first] === 0) continue;
      let end = first;
      while (end < isKnown.length && isKnown[end] === 1) end++;
      const known = rows.subarray(first * width, end * width);
      addRows(moments, known, width);
      this.#addSteps(startFrame + first, known);
      first = end;
    }
  }

  /** Adds the steps between the rows, and the one from the last row before them where no frame lies between. */
  #addSteps(startFrame: number, rows: Float32Array): void {
    const width = this.#expressionWidth;
    const last = this.#lastRow;
    if (last !== null && last.frame === startFrame - 1) {
      this.#stepSquares += squaredDistance(last.row, 0, rows, 0, width);
      this.#steps++;
    }
    for (let at = width; at < rows.length; at += width) {
      this.#stepSquares += squaredDistance(rows, at - width, rows, at, width);
      this.#steps++;
    }
    this.#lastRow = { frame: startFrame + rows.length / width - 1, row: rows.slice(rows.length - width) };
  }
}

function markNonFinite(rows: Float32Array, width: number, isKnown: Float32Array): void {
  for (let frame = 0; frame < isKnown.length; frame++) {
    let sum = 0;
    // Finite float32 values cannot overflow a float64 sum.
    for (let i = frame * width; i < (frame + 1) * width; i++) sum += rows[i] as number;
    if (!Number.isFinite(sum)) isKnown[frame] = 0;
  }
}

/** `count` dimensions from `dim` on, a copy; NaN where a frame is unknown. */
function pick(rows: Float32Array, width: number, dim: number, count: number, isKnown: Float32Array): Float32Array {
  const picked = new Float32Array(isKnown.length * count);
  for (let frame = 0; frame < isKnown.length; frame++) {
    for (let i = 0; i < count; i++) {
      picked[frame * count + i] = isKnown[frame] === 1 ? (rows[frame * width + dim + i] as number) : Number.NaN;
    }
  }
  return picked;
}

function describeJaw(jaw: Float32Array, fps: number) {
  let sum = 0;
  let count = 0;
  let travelled = 0;
  let steps = 0;
  for (let frame = 0; frame < jaw.length; frame++) {
    const value = jaw[frame] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
    const step = Math.abs(value - (jaw[frame - 1] ?? Number.NaN));
    if (Number.isNaN(step)) continue;
    travelled += step;
    steps++;
  }
  const [low = Number.NaN, high = Number.NaN] = percentiles(jaw, [5, 95]);
  return { mean: sum / count, range: high - low, speed: (travelled / steps) * fps };
}

/** Of the population, over all dimensions. */
function rootMeanVariance({ m2, count, width }: Moments): number {
  return Math.sqrt(m2.reduce((sum, value) => sum + value, 0) / (count * width));
}

function squaredDistance(a: Float32Array, aAt: number, b: Float32Array, bAt: number, width: number): number {
  let squares = 0;
  for (let i = 0; i < width; i++) squares += ((a[aAt + i] as number) - (b[bAt + i] as number)) ** 2;
  return squares;
}
