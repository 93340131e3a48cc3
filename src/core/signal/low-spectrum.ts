import { createRealFft } from './fft.ts';
import { createHann } from './stft.ts';

/** Spectrum below 350 Hz of what is always there, whatever is spoken over it. */
export interface QuietSpectrum {
  /** Hz, rising, about 1 Hz apart. */
  readonly frequencies: Float64Array;
  /** Power of each frequency in the quietest quarter of the windows (25th percentile); a sine of amplitude 1 has 1/2. */
  readonly power: Float64Array;
  /** Windows of 1 s on which it rests. */
  readonly windowCount: number;
}

/** Samples a second after decimation, about. */
const LOW_RATE = 1000;
const WINDOW = 1024;
const HIGHEST_HZ = 350;
/** 34 minutes; what is always there is there by then. */
const MOST_WINDOWS = 2048;
const QUIET_SHARE = 0.25;

/** One for all: there are as many spectra as sequences, and making the tables costs as much as a clip. Each call fills them anew. */
const FFT = createRealFft(WINDOW);
const HANN = createHann(WINDOW);
const WINDOWED = new Float64Array(WINDOW);
const REAL = new Float64Array(FFT.binCount);
const IMAGINARY = new Float64Array(FFT.binCount);

/**
 * Gathers spectra of windows of about 1 s. The samples are first decimated to 1 kHz by averaging twice, whose nulls lie where frequencies near 0 would
 * fold from, so that a second of sound costs one transform of 1024 values.
 */
export class LowSpectrum {
  readonly #rate: number;
  readonly #factor: number;
  readonly #binCount: number;
  readonly #spectra: Float32Array[] = [];

  /** @param rate of the samples, Hz. */
  constructor(rate: number) {
    this.#rate = rate;
    this.#factor = Math.max(1, Math.round(rate / LOW_RATE));
    this.#binCount = Math.min(Math.floor(HIGHEST_HZ / this.#hzABin()) + 1, FFT.binCount);
  }

  /** Adds as many windows as fit into the samples of a clip, spread evenly. Windows with values that are not finite are left out. */
  add(samples: Float32Array): void {
    if (this.#spectra.length >= MOST_WINDOWS) return;
    const low = decimate(samples, this.#factor);
    const windowCount = low.length < WINDOW ? 0 : Math.max(1, Math.round(low.length / WINDOW));
    const hop = windowCount < 2 ? 0 : Math.floor((low.length - WINDOW) / (windowCount - 1));
    for (let window = 0; window < windowCount; window++) this.#addWindow(low, window * hop);
  }

  measure(): QuietSpectrum {
    const frequencies = Float64Array.from({ length: this.#binCount }, (_, bin) => bin * this.#hzABin());
    const power = new Float64Array(this.#binCount);
    const values = new Float32Array(this.#spectra.length);
    const quiet = Math.floor(QUIET_SHARE * (values.length - 1));
    for (let bin = 0; bin < this.#binCount; bin++) {
      for (let window = 0; window < values.length; window++) values[window] = this.#spectra[window]?.[bin] as number;
      values.sort();
      power[bin] = (values[quiet] ?? Number.NaN) / this.#response(frequencies[bin] as number);
    }
    return { frequencies, power, windowCount: values.length };
  }

  #hzABin(): number {
    return this.#rate / this.#factor / WINDOW;
  }

  #addWindow(low: Float64Array, first: number): void {
    for (let i = 0; i < WINDOW; i++) WINDOWED[i] = (low[first + i] as number) * (HANN[i] as number);
    FFT.transform(WINDOWED, REAL, IMAGINARY);
    if (!Number.isFinite(REAL[0] as number)) return;
    // |X|^2 over (sum of the window / 2)^2 is the squared amplitude of a sine; its power is half of that.
    const scale = 1 / (2 * (WINDOW / 4) ** 2);
    const spectrum = new Float32Array(this.#binCount);
    for (let bin = 0; bin < spectrum.length; bin++) {
      const re = REAL[bin] as number;
      const im = IMAGINARY[bin] as number;
      spectrum[bin] = (re * re + im * im) * scale;
    }
    this.#spectra.push(spectrum);
  }

  /** Power that averaging twice leaves of a frequency. */
  #response(hz: number): number {
    if (hz === 0 || this.#factor === 1) return 1;
    const turn = (Math.PI * hz) / this.#rate;
    return (Math.sin(turn * this.#factor) / (this.#factor * Math.sin(turn))) ** 4;
  }
}

/** Averages twice over `factor` samples and keeps one of `factor`: weights that rise over one block and fall over the next. */
function decimate(samples: Float32Array, factor: number): Float64Array {
  const blockCount = Math.floor(samples.length / factor);
  const low = new Float64Array(Math.max(blockCount - 1, 0));
  let risingBefore = 0;
  for (let block = 0, at = 0; block < blockCount; block++) {
    let sum = 0;
    let rising = 0;
    for (let i = 0; i < factor; i++, at++) {
      const value = samples[at] as number;
      sum += value;
      rising += (i + 1) * value;
    }
    // Weights 1..factor rising, then factor - 1..0 falling.
    if (block > 0) low[block - 1] = (risingBefore + factor * sum - rising) / (factor * factor);
    risingBefore = rising;
  }
  return low;
}
