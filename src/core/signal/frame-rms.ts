import { roundHalfEven } from '../sample/round-half-even.ts';

/**
 * Root mean square of each frame's samples, full scale = 1, shape (frameCount). Frame f holds samples `[round(f * unit), round((f + 1) * unit))`, half to
 * even as the loader rounds. NaN where a frame has no sample or one that is not finite: it is unknown there, and its neighbours are not.
 *
 * @param samples of one clip, or of a whole sequence where `unit` is whole.
 * @param unit samples a frame; may have a fraction.
 */
export function measureFrameRms(samples: Float32Array, frameCount: number, unit: number): Float32Array {
  const rms = new Float32Array(frameCount);
  let first = 0;
  for (let frame = 0; frame < frameCount; frame++) {
    const end = roundHalfEven((frame + 1) * unit);
    const known = Math.min(end, samples.length);
    let squares = 0;
    for (let i = first; i < known; i++) {
      const value = samples[i] as number;
      squares += value * value;
    }
    rms[frame] = known > first && Number.isFinite(squares) ? Math.sqrt(squares / (known - first)) : Number.NaN;
    first = end;
  }
  return rms;
}
