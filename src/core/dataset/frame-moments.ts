import { roundHalfEven } from '../sample/round-half-even.ts';

/**
 * Count, mean and sum of squared deviations of the samples of each frame, interleaved: 3 values a frame. A crop's mean and standard deviation
 * then follow from its 200 frames instead of its 128,000 samples.
 */
export type FrameMoments = Float64Array;

const VALUES_A_FRAME = 3;

/** Moments of every frame of a clip; frame f holds samples `[round(f * unit), round((f + 1) * unit))`, half to even. */
export function measureFrames(samples: Float32Array, frameCount: number, unit: number): FrameMoments {
  const moments = new Float64Array(frameCount * VALUES_A_FRAME);
  let first = 0;
  for (let frame = 0; frame < frameCount; frame++) {
    const end = Math.min(roundHalfEven((frame + 1) * unit), samples.length);
    const count = end - first;
    let sum = 0;
    for (let i = first; i < end; i++) sum += samples[i] as number;
    const mean = count === 0 ? 0 : sum / count;
    let m2 = 0;
    for (let i = first; i < end; i++) {
      const deviation = (samples[i] as number) - mean;
      m2 += deviation * deviation;
    }
    moments.set([count, mean, m2], frame * VALUES_A_FRAME);
    first = end;
  }
  return moments;
}

/** Frames `[startFrame, endFrame)`, a view. */
export function sliceFrames(moments: FrameMoments, startFrame: number, endFrame: number): FrameMoments {
  return moments.subarray(startFrame * VALUES_A_FRAME, endFrame * VALUES_A_FRAME);
}

/** Mean and sample standard deviation (n - 1) over all frames of all parts (Chan, Golub, LeVeque 1979). */
export function mergeFrames(parts: readonly FrameMoments[]): { readonly mean: number; readonly std: number } {
  let count = 0;
  let sum = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i += VALUES_A_FRAME) {
      count += part[i] as number;
      sum += (part[i] as number) * (part[i + 1] as number);
    }
  }
  const mean = sum / count;
  let m2 = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i += VALUES_A_FRAME) {
      const deviation = (part[i + 1] as number) - mean;
      m2 += (part[i + 2] as number) + (part[i] as number) * deviation * deviation;
    }
  }
  return { mean, std: count < 2 ? Number.NaN : Math.sqrt(m2 / (count - 1)) };
}
