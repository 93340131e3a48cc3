import { roundHalfEven } from '../../sample/round-half-even.ts';

/** Figures of one clip's samples, full scale = 1. */
export interface ClipAudioFigures {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Samples that are NaN or infinite; the other figures are then of the rest. */
  readonly nonFiniteCount: number;
  /** Level of each frame: RMS without the frame's mean, since a DC offset is no sound, shape (frameCount); NaN where it cannot be told. */
  readonly rms: Float32Array;
  /** Minimum and maximum of each frame, interleaved, shape (frameCount, 2); NaN where it has no sample, or one that is not finite. */
  readonly frameRange: Float32Array;
}

/** One pass over the samples of a clip: `audioUnit` samples a frame, bounds rounded half to even. */
export function measureClipAudio(samples: Float32Array, frameCount: number, audioUnit: number): ClipAudioFigures {
  const rms = new Float32Array(frameCount).fill(Number.NaN);
  const frameRange = new Float32Array(frameCount * 2).fill(Number.NaN);
  let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let nonFiniteCount = 0;
  let first = 0;
  for (let frame = 0; frame < frameCount; frame++) {
    const wantedEnd = roundHalfEven((frame + 1) * audioUnit);
    const end = Math.min(wantedEnd, samples.length);
    let frameSum = 0;
    let squares = 0;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = first; i < end; i++) {
      const value = samples[i] as number;
      frameSum += value;
      squares += value * value;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (!Number.isFinite(squares)) nonFiniteCount += countNonFinite(samples, first, end);
    else if (end > first) {
      count += end - first;
      sum += frameSum;
      min = Math.min(min, low);
      max = Math.max(max, high);
      const frameMean = frameSum / (end - first);
      // Rounding may leave a little below 0 of a constant.
      rms[frame] = Math.sqrt(Math.max(squares / (end - first) - frameMean * frameMean, 0));
      frameRange[2 * frame] = low;
      frameRange[2 * frame + 1] = high;
    }
    first = Math.max(end, first);
  }
  return { mean: sum / count, min, max, nonFiniteCount, rms, frameRange };
}

function countNonFinite(samples: Float32Array, first: number, end: number): number {
  let count = 0;
  for (let i = first; i < end; i++) if (!Number.isFinite(samples[i] as number)) count += 1;
  return count;
}
