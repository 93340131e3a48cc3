import { densityDecibels, type MeanSpectrum } from '../../core/sampling/mean-spectrum.ts';

/** Range of decibels that a plot of spectra covers. */
export interface LevelRange {
  readonly top: number;
  readonly bottom: number;
}

/** Decibels below the loudest that are drawn, as many as tell speech from the noise of a room. */
const SPAN = 70;
const STEP = 10;

/** From just above the loudest bin, a multiple of 10 dB, down by 70; from 0 where all is silent. */
export function levelRange(spectra: readonly MeanSpectrum[]): LevelRange {
  let loudest = Number.NEGATIVE_INFINITY;
  for (const { density } of spectra) {
    for (const value of density) loudest = Math.max(loudest, densityDecibels(value));
  }
  const top = Number.isFinite(loudest) ? Math.ceil((loudest + 2) / STEP) * STEP : 0;
  return { top, bottom: top - SPAN };
}

/** Frequency and level of each bin; silence lies far below the range. */
export function levelPoints({ density, binHz }: MeanSpectrum, { bottom }: LevelRange): (readonly [number, number])[] {
  return Array.from(density, (value, bin) => [bin * binHz, Math.max(densityDecibels(value), bottom - SPAN)] as const);
}
