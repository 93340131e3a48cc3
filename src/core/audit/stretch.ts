import type { CoefficientGroup } from '../dataset/clip-record.ts';
import { nameDimension } from '../statistics/dimension-name.ts';
import type { AuditClip } from './read-clip.ts';

/** One dimension of the motion. */
export interface MotionDimension {
  readonly group: string;
  readonly dim: number;
  /** e.g. "head y", "exp 3". */
  readonly label: string;
  readonly unit: 'rad' | '';
}

/** Consecutive clips of which each has all its frames: steps from frame to frame mean something throughout. */
export interface Stretch {
  /** Of the sequence. */
  readonly startFrame: number;
  /** Frames a clip, for where the seams are; a stretch begins with a clip. */
  readonly segLen: number;
  /** RMS of each frame's samples without their mean, shape (frames); NaN where the audio cannot be read. */
  readonly rms: Float32Array;
  /** Row-major (frames, dimensions); NaN where the coefficients cannot be read. */
  readonly motion: Float32Array;
}

/** A group of this name says who somebody is, not how they move: in many datasets it is constant. */
const IDENTITY_GROUP = 'shape';
/** Head rotation, then jaw rotation, each an axis-angle vector in radians. */
const POSE = { name: 'pose', width: 6 } as const;

/** Dimensions of all groups that move, group after group. */
export function motionDimensions(groups: readonly CoefficientGroup[]): MotionDimension[] {
  return motionGroups(groups).flatMap(({ name, width }) => {
    const unit = isPose({ name, width }) ? 'rad' : '';
    return Array.from({ length: width }, (_, dim) => ({
      group: name,
      dim,
      label: nameDimension(name, dim, width),
      unit,
    }));
  });
}

export function motionGroups(groups: readonly CoefficientGroup[]): readonly CoefficientGroup[] {
  return groups.filter(({ name }) => name !== IDENTITY_GROUP);
}

export function isPose({ name, width }: CoefficientGroup): boolean {
  return name === POSE.name && width === POSE.width;
}

/** Where the six values of the pose begin in a row of the motion; null where the dataset has no such group. */
export function poseColumn(groups: readonly CoefficientGroup[]): number | null {
  let column = 0;
  for (const group of motionGroups(groups)) {
    if (isPose(group)) return column;
    column += group.width;
  }
  return null;
}

/** A clip with its frames' levels. */
export interface MeasuredClip {
  readonly clip: AuditClip;
  readonly rms: Float32Array;
}

/** Joins clips of consecutive numbers; one that has not all its frames ends its stretch. Clips of which nothing could be read are in none. */
export function joinStretches(
  clips: readonly MeasuredClip[],
  groups: readonly CoefficientGroup[],
  segLen: number,
): Stretch[] {
  const runs: MeasuredClip[][] = [];
  let previous: AuditClip | null = null;
  for (const measured of clips) {
    const { clip } = measured;
    if (clip.frameCount > 0) {
      const isNext = previous?.clip === clip.clip - 1 && previous.frameCount === segLen;
      if (isNext) runs.at(-1)?.push(measured);
      else runs.push([measured]);
    }
    previous = clip;
  }
  return runs.map((run) => joinRun(run, motionGroups(groups), segLen));
}

function joinRun(run: readonly MeasuredClip[], groups: readonly CoefficientGroup[], segLen: number): Stretch {
  const width = groups.reduce((sum, group) => sum + group.width, 0);
  const frameCount = run.reduce((sum, { clip }) => sum + clip.frameCount, 0);
  const rms = new Float32Array(frameCount).fill(Number.NaN);
  const motion = new Float32Array(frameCount * width).fill(Number.NaN);
  let firstFrame = 0;
  for (const { clip, rms: clipRms } of run) {
    rms.set(clipRms.subarray(0, clip.frameCount), firstFrame);
    let column = 0;
    for (const group of groups) {
      const rows = clip.coef.get(group.name);
      if (rows !== undefined)
        copyColumns(rows, group.width, motion, firstFrame * width + column, width, clip.frameCount);
      column += group.width;
    }
    firstFrame += clip.frameCount;
  }
  return { startFrame: run[0]?.clip.startFrame ?? 0, segLen, rms, motion };
}

function copyColumns(
  rows: Float32Array,
  rowWidth: number,
  target: Float32Array,
  start: number,
  stride: number,
  mostRows: number,
): void {
  const rowCount = Math.min(rows.length / rowWidth, mostRows);
  for (let row = 0; row < rowCount; row++) {
    for (let dim = 0; dim < rowWidth; dim++) {
      target[start + row * stride + dim] = rows[row * rowWidth + dim] as number;
    }
  }
}
