import { MAX_RATE, MIN_RATE } from '../core/sampling/tone.ts';
import { UsageError, wholeNumber } from './argument-parsing.ts';

export interface ToneArguments {
  readonly toneHz: number;
  readonly windowMs: number;
  readonly rates: readonly number[];
  readonly fps: number;
  readonly json: boolean;
  readonly plot: string | null;
  readonly wav: string | null;
}

const MAX_RATES = 16;

/** Rates in Hz, separated by commas, in the order given. */
export function parseToneRates(text: string): readonly number[] {
  const rates = [...new Set(text.split(',').map((each) => wholeNumber('--rates', each.trim(), MIN_RATE, MAX_RATE)))];
  if (rates.length <= MAX_RATES) return rates;
  throw new UsageError(`--rates takes ${MAX_RATES} rates at most, found ${rates.length}`);
}

/** A number that may have a fraction. Throws a `UsageError` that names the option and its bounds. */
export function numberWithin(option: string, text: string, min: number, max: number): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UsageError(`${option} takes a number from ${min} to ${max}, found '${text}'`);
}
