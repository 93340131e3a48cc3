import { MAX_TONE_HZ, MIN_TONE_HZ, type Tone } from './tone.ts';

/** What a rate makes of a frequency: samples of the one are samples of the other. */
export interface Alias {
  /** The frequency that is heard, from 0 to half the rate. */
  readonly heardHz: number;
  /** The multiple of the rate that is taken off: 0 where the frequency can be stored as it is. */
  readonly multiple: number;
  /** Whether the spectrum lies mirrored there, so that a rising tone is heard falling. */
  readonly isMirrored: boolean;
}

/**
 * Folds a frequency into what a rate can store: `|hz - rate * round(hz / rate)|`. 5,000 Hz at 8 kHz is heard as 3,000 Hz. A frequency that the
 * rate can store is heard as it is; one at exactly half the rate folds onto itself.
 */
export function foldFrequency(hz: number, rate: number): Alias {
  const rest = hz % rate;
  const isMirrored = rest > rate / 2;
  const multiple = Math.floor(hz / rate) + (isMirrored ? 1 : 0);
  return { heardHz: isMirrored ? rate - rest : rest, multiple, isMirrored };
}

/** The tone whose samples at this rate are the samples of the other: the one that is heard. A mirrored tone runs backwards. */
export function aliasTone({ hz, phase }: Tone, rate: number): Tone {
  const { heardHz, isMirrored } = foldFrequency(hz, rate);
  // sin(-w t + p) = sin(w t + pi - p)
  return isMirrored ? { hz: heardHz, phase: Math.PI - phase } : { hz: heardHz, phase };
}

/** The sum that leads to the alias, in kHz, e.g. "8 - 5"; null where nothing folds. */
export function foldingSum(hz: number, rate: number): readonly [minuend: number, subtrahend: number] | null {
  const { multiple, isMirrored } = foldFrequency(hz, rate);
  if (multiple === 0) return null;
  return isMirrored ? [multiple * rate, hz] : [hz, multiple * rate];
}

/** Rates at which something is played so that it is heard as it is. */
const HONEST_RATES = [16_000, 44_100, 48_000, 96_000, 192_000];

/** A rate that can store the frequency, to hear it beside its alias: the preferred one if it can, else the lowest of the usual ones that can. */
export function honestRate(hz: number, preferredRate: number): number {
  const canStore = (rate: number) => hz < rate / 2;
  if (canStore(preferredRate)) return preferredRate;
  return HONEST_RATES.find((rate) => rate > preferredRate && canStore(rate)) ?? Math.max(...HONEST_RATES);
}

/** Whether a frequency is one that can be asked for. */
export function isToneHz(hz: number): boolean {
  return hz >= MIN_TONE_HZ && hz <= MAX_TONE_HZ;
}
