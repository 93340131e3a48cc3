import { DataError } from '../errors.ts';
import { createRealFft } from '../signal/fft.ts';
import { createHann } from '../signal/stft.ts';

/** Mean power of a signal by frequency. */
export interface MeanSpectrum {
  readonly rate: number;
  /** Width of a bin, Hz; bin k is centred at `k * binHz`. */
  readonly binHz: number;
  /** Power a Hz, full scale squared: integrated over frequency it gives the signal's mean square. From 0 to half the rate. */
  readonly density: Float64Array;
  /** Segments that were averaged. */
  readonly segmentCount: number;
  /** Segments left out for a sample that is no finite number. */
  readonly skippedCount: number;
}

/** About 64 ms: tells the harmonics of a low voice apart. */
const SEGMENT_SECONDS = 0.064;
const MIN_SEGMENT = 64;

/** Samples of a segment at a rate: the power of two nearest to 64 ms, 1024 at 16 kHz. */
export function segmentSamples(rate: number): number {
  return Math.max(2 ** Math.round(Math.log2(rate * SEGMENT_SECONDS)), MIN_SEGMENT);
}

/**
 * Welch's mean of periodograms: periodic Hann windows that overlap by half, nothing detrended; one-sided, so that a bin holds both signs of its
 * frequency. As `scipy.signal.welch(x, rate, 'hann', segmentSamples(rate), detrend=False)`. A signal shorter than a segment is a `DataError`.
 */
export function measureMeanSpectrum(samples: Float32Array, rate: number): MeanSpectrum {
  const size = segmentSamples(rate);
  if (samples.length < size) throw shortSignal(size, samples.length);
  const fft = createRealFft(size);
  const window = createHann(size);
  const energy = window.reduce((sum, weight) => sum + weight * weight, 0);
  const windowed = new Float64Array(size);
  const real = new Float64Array(fft.binCount);
  const imaginary = new Float64Array(fft.binCount);
  const density = new Float64Array(fft.binCount);
  let segmentCount = 0;
  let skippedCount = 0;
  for (let first = 0; first + size <= samples.length; first += size / 2) {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const value = samples[first + i] as number;
      sum += value;
      windowed[i] = value * (window[i] as number);
    }
    if (!Number.isFinite(sum)) {
      skippedCount++;
      continue;
    }
    fft.transform(windowed, real, imaginary);
    for (let bin = 0; bin < density.length; bin++) {
      density[bin] = (density[bin] as number) + (real[bin] as number) ** 2 + (imaginary[bin] as number) ** 2;
    }
    segmentCount++;
  }
  if (segmentCount === 0) throw shortSignal(size, 0);
  const scale = 1 / (rate * energy * segmentCount);
  const last = density.length - 1;
  for (let bin = 0; bin <= last; bin++) {
    density[bin] = (density[bin] as number) * scale * (bin === 0 || bin === last ? 1 : 2);
  }
  return { rate, binHz: rate / size, density, segmentCount, skippedCount };
}

/** Level of a density: 0 dB is a sine of full scale, whose power is 1/2, within one Hz. Minus infinity for silence. */
export function densityDecibels(density: number): number {
  return 10 * Math.log10(density / 0.5);
}

/** Mean square of the signal between two frequencies; a bin that is cut counts by its part. */
export function bandPower({ density, binHz }: MeanSpectrum, fromHz: number, toHz: number): number {
  let power = 0;
  const last = density.length - 1;
  for (let bin = 0; bin <= last; bin++) {
    // The first and the last bin reach to 0 and to half the rate only; their density holds what lies beyond too.
    const low = Math.max((bin - 0.5) * binHz, 0);
    const high = Math.min((bin + 0.5) * binHz, last * binHz);
    const part = Math.max(Math.min(high, toHz) - Math.max(low, fromHz), 0) / (high - low);
    power += part * (density[bin] as number) * binHz;
  }
  return power;
}

/** Part of the signal's power between two frequencies, 0 to 1; NaN for silence. */
export function bandShare(spectrum: MeanSpectrum, fromHz: number, toHz: number): number {
  return bandPower(spectrum, fromHz, toHz) / bandPower(spectrum, 0, Number.POSITIVE_INFINITY);
}

function shortSignal(size: number, found: number): DataError {
  return new DataError({
    code: 'spectrum-too-short',
    what: 'The sound is too short for a mean spectrum',
    expected: `${size} finite samples in a row`,
    found: `${found} samples`,
    where: 'mean spectrum',
  });
}
