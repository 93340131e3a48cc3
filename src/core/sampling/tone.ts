import { DataError } from '../errors.ts';

/** Rates that are offered: below, speech is lost; above, no recording has anything. */
export const MIN_RATE = 1000;
export const MAX_RATE = 192_000;
/** A tone up to what the highest rate can store. */
export const MIN_TONE_HZ = 1;
export const MAX_TONE_HZ = 96_000;
export const MIN_WINDOW_MS = 0.1;
export const MAX_WINDOW_MS = 1000;

/** A sine of amplitude 1. */
export interface Tone {
  /** Frequency, Hz. */
  readonly hz: number;
  /** Phase at time 0, in radians; 0 begins upwards through zero. */
  readonly phase: number;
}

/** The samples of a tone that lie in a window `[0, windowSeconds)`. */
export interface ToneSamples {
  /** Seconds. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** What a rate makes of a tone. */
export interface ToneFigures {
  readonly rate: number;
  /** `rate * window`: samples a window of this length holds on average, with its fraction. */
  readonly samplesInWindow: number;
  /** Samples a period of the tone. */
  readonly samplesPerPeriod: number;
  /** The Nyquist limit, half the rate: at and above it no frequency can be stored. */
  readonly limitHz: number;
}

/** Value of the tone at a time in seconds. */
export function toneAt({ hz, phase }: Tone, seconds: number): number {
  return Math.sin(2 * Math.PI * hz * seconds + phase);
}

/**
 * Sample `index` of the tone: its value at `index / rate`. Whole turns are taken off before the sine is, so that a late sample is as exact as an
 * early one.
 */
export function toneSample({ hz, phase }: Tone, rate: number, index: number): number {
  return Math.sin((2 * Math.PI * ((hz * index) % rate)) / rate + phase);
}

/** Samples of the tone at a rate, from time 0 on, as many as lie before the end of the window. Throws a `DataError` out of bounds. */
export function sampleTone(tone: Tone, rate: number, windowSeconds: number): ToneSamples {
  checkTone(tone.hz, rate, windowSeconds);
  // 110.25 samples a window: those at 0 to 110; exactly 80: those at 0 to 79. Rounding errors of the product make no sample.
  const count = Math.max(Math.ceil(rate * windowSeconds - 1e-9), 1);
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    times[index] = index / rate;
    values[index] = toneSample(tone, rate, index);
  }
  return { times, values };
}

/** Counts that go with a tone, a rate and a window. Throws a `DataError` out of bounds. */
export function describeTone(hz: number, rate: number, windowSeconds: number): ToneFigures {
  checkTone(hz, rate, windowSeconds);
  return { rate, samplesInWindow: rate * windowSeconds, samplesPerPeriod: rate / hz, limitHz: rate / 2 };
}

/** `count` float32 samples of the tone, as a recorder without a filter would take them. */
export function recordTone(tone: Tone, rate: number, count: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count }, (_, index) => toneSample(tone, rate, index));
}

function checkTone(hz: number, rate: number, windowSeconds: number): void {
  requireWithin('tone-frequency', 'The frequency of the tone', hz, MIN_TONE_HZ, MAX_TONE_HZ, 'Hz');
  requireRate(rate);
  requireWithin('tone-window', 'The window', windowSeconds * 1000, MIN_WINDOW_MS, MAX_WINDOW_MS, 'ms');
}

/** Throws a `DataError` unless the rate is a whole number of Hz within the bounds. */
export function requireRate(rate: number): void {
  if (Number.isInteger(rate) && rate >= MIN_RATE && rate <= MAX_RATE) return;
  throw new DataError({
    code: 'sampling-rate',
    what: 'The sampling rate is none that is offered',
    expected: `a whole number from ${MIN_RATE} to ${MAX_RATE} Hz`,
    found: String(rate),
    where: 'sampling',
  });
}

function requireWithin(code: string, what: string, value: number, min: number, max: number, unit: string): void {
  // A window in seconds comes back from milliseconds with a rounding error.
  if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)) return;
  throw new DataError({
    code,
    what: `${what} is out of bounds`,
    expected: `${min} to ${max} ${unit}`,
    found: `${value} ${unit}`,
    where: 'sampling',
  });
}
