import { bandShare, type MeanSpectrum, measureMeanSpectrum } from './mean-spectrum.ts';

/** The band of telephone speech (ITU-T G.712), Hz. */
export const SPEECH_BAND = [300, 3400] as const;

/** What a change of the rate does to a sound. */
export interface ResamplingLoss {
  readonly fromRate: number;
  readonly toRate: number;
  readonly before: MeanSpectrum;
  readonly after: MeanSpectrum;
  /** Part of the energy within 300 to 3,400 Hz, before. */
  readonly speechShare: number;
  /** Part of the energy at and above the new Nyquist limit, before: it cannot be stored. 0 where the rate grows. */
  readonly lostShare: number;
  /** Mean square of the whole sound, before and after; what the filter's slope takes is in their difference too. */
  readonly meanSquareBefore: number;
  readonly meanSquareAfter: number;
}

/** Compares a sound with itself at another rate. Throws a `DataError` where either is too short for a spectrum. */
export function measureResamplingLoss(
  samples: Float32Array,
  fromRate: number,
  resampled: Float32Array,
  toRate: number,
): ResamplingLoss {
  const before = measureMeanSpectrum(samples, fromRate);
  const after = measureMeanSpectrum(resampled, toRate);
  return {
    fromRate,
    toRate,
    before,
    after,
    speechShare: bandShare(before, SPEECH_BAND[0], SPEECH_BAND[1]),
    lostShare: toRate < fromRate ? bandShare(before, toRate / 2, fromRate / 2) : 0,
    meanSquareBefore: meanSquare(samples),
    meanSquareAfter: meanSquare(resampled),
  };
}

/** Mean of the squares of the finite samples; 0 where there are none. */
export function meanSquare(samples: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < samples.length; i++) {
    const square = (samples[i] as number) ** 2;
    if (!Number.isFinite(square)) continue;
    sum += square;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
