import { percentiles } from '../statistics/percentile.ts';
import { eigenOfSymmetric } from '../statistics/symmetric-eigen.ts';

/** How the head turns over a sequence. */
export interface HeadMotion {
  /** 95th percentile of the angle between a frame's rotation and the mean one, degrees. */
  readonly rangeDeg: number;
  /** Mean angle between one frame and the next, degrees a second. */
  readonly speedDegPerSecond: number;
}

const DEGREES = 180 / Math.PI;
const VALUES_A_QUATERNION = 4;

/**
 * Range and speed of rotations given as axis-angle vectors. The mean is the rotation nearest to all (Markley et al., "Averaging quaternions", 2007: the
 * eigenvector of the largest eigenvalue of the sum of q q^T), so that no choice of axes matters and turns past 180 degrees do no harm.
 *
 * @param rotations row-major (frames, 3), rad; a frame with a NaN is left out, and so are the steps to and from it.
 */
export function measureHead(rotations: Float32Array, fps: number): HeadMotion {
  const frameCount = rotations.length / 3;
  const quaternions = new Float64Array(frameCount * VALUES_A_QUATERNION);
  const sums = new Float64Array(VALUES_A_QUATERNION ** 2);
  for (let frame = 0; frame < frameCount; frame++) {
    const at = frame * VALUES_A_QUATERNION;
    writeQuaternion(rotations, frame * 3, quaternions, at);
    if (!Number.isNaN(quaternions[at])) addProducts(quaternions, at, sums);
  }
  const mean = eigenOfSymmetric(sums, VALUES_A_QUATERNION).vectors.subarray(0, VALUES_A_QUATERNION);
  const angles = new Float64Array(frameCount);
  let travelled = 0;
  let steps = 0;
  for (let frame = 0; frame < frameCount; frame++) {
    const at = frame * VALUES_A_QUATERNION;
    angles[frame] = angleBetween(quaternions, at, mean, 0);
    const step = frame === 0 ? Number.NaN : angleBetween(quaternions, at, quaternions, at - VALUES_A_QUATERNION);
    if (Number.isNaN(step)) continue;
    travelled += step;
    steps++;
  }
  const [range = Number.NaN] = percentiles(angles, [95]);
  return { rangeDeg: range * DEGREES, speedDegPerSecond: (travelled / steps) * fps * DEGREES };
}

/** (w, x, y, z) = (cos(angle / 2), axis sin(angle / 2)); NaN where the vector is not finite. */
function writeQuaternion(rotations: Float32Array, from: number, quaternions: Float64Array, at: number): void {
  const x = rotations[from] as number;
  const y = rotations[from + 1] as number;
  const z = rotations[from + 2] as number;
  const angle = Math.sqrt(x * x + y * y + z * z);
  const isKnown = Number.isFinite(angle);
  // The limit of sin(angle / 2) / angle at 0.
  const factor = angle === 0 ? 0.5 : Math.sin(angle / 2) / angle;
  quaternions[at] = isKnown ? Math.cos(angle / 2) : Number.NaN;
  quaternions[at + 1] = x * factor;
  quaternions[at + 2] = y * factor;
  quaternions[at + 3] = z * factor;
}

function addProducts(quaternions: Float64Array, at: number, sums: Float64Array): void {
  for (let row = 0; row < VALUES_A_QUATERNION; row++) {
    for (let column = 0; column < VALUES_A_QUATERNION; column++) {
      const place = row * VALUES_A_QUATERNION + column;
      sums[place] = (sums[place] as number) + (quaternions[at + row] as number) * (quaternions[at + column] as number);
    }
  }
}

/** Angle of the rotation from one to the other, rad, in [0, pi]; exact for small angles too, where an arc cosine is not. NaN where either is. */
function angleBetween(p: Float64Array, pAt: number, q: Float64Array, qAt: number): number {
  let less = 0;
  let more = 0;
  for (let i = 0; i < VALUES_A_QUATERNION; i++) {
    const a = p[pAt + i] as number;
    const b = q[qAt + i] as number;
    less += (a - b) ** 2;
    more += (a + b) ** 2;
  }
  // q and -q are the same rotation: the nearer of them counts.
  return 4 * Math.atan2(Math.sqrt(Math.min(less, more)), Math.sqrt(Math.max(less, more)));
}
