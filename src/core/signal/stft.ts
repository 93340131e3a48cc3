import { writeLevels } from './decibel-levels.ts';
import { createRealFft, type RealFft } from './fft.ts';

/** Samples of one window: 32 ms at 16 kHz. */
export const WINDOW_SAMPLES = 512;
/** Frequencies of one frame, from 0 to half the sampling rate; bin k is at `k * rate / WINDOW_SAMPLES` Hz. */
export const BIN_COUNT = WINDOW_SAMPLES / 2 + 1;

/** Short-time Fourier transform with a Hann window. */
export interface Stft {
  /**
   * Power of the `WINDOW_SAMPLES` samples from `firstSample` on, a value a bin: `|X|^2 / (sum(window) / 2)^2`, so that a sine of amplitude 1 at a
   * bin's frequency gives 1. The array is used again by the next call. NaN in all bins where a sample is not finite.
   */
  measure(samples: Float32Array, firstSample: number): Float32Array;
}

/**
 * The window is periodic: `scipy.signal.get_window('hann', 512)`, `torch.hann_window(512)`. Nothing is padded or detrended here; a frame that is to be
 * centred on sample s, as in `torch.stft(center=True)`, begins at `s - 256`.
 */
export function createStft(): Stft {
  const fft: RealFft = createRealFft(WINDOW_SAMPLES);
  const window = createHann(WINDOW_SAMPLES);
  const reference = window.reduce((sum, weight) => sum + weight, 0) / 2;
  const scale = 1 / reference ** 2;
  const windowed = new Float64Array(WINDOW_SAMPLES);
  const real = new Float64Array(BIN_COUNT);
  const imaginary = new Float64Array(BIN_COUNT);
  const power = new Float32Array(BIN_COUNT);
  return {
    measure(samples, firstSample) {
      for (let i = 0; i < WINDOW_SAMPLES; i++)
        windowed[i] = (samples[firstSample + i] as number) * (window[i] as number);
      fft.transform(windowed, real, imaginary);
      for (let bin = 0; bin < BIN_COUNT; bin++) {
        const re = real[bin] as number;
        const im = imaginary[bin] as number;
        power[bin] = (re * re + im * im) * scale;
      }
      return power;
    },
  };
}

/**
 * Levels of all frames that fit into `samples`, frame after frame, `BIN_COUNT` bytes each; frame j is of the samples
 * `[j * hop, j * hop + WINDOW_SAMPLES)`.
 */
export function measureLevels(stft: Stft, samples: Float32Array, hop: number): Uint8Array {
  const frameCount = Math.max(Math.floor((samples.length - WINDOW_SAMPLES) / hop) + 1, 0);
  const levels = new Uint8Array(frameCount * BIN_COUNT);
  for (let frame = 0; frame < frameCount; frame++) {
    writeLevels(stft.measure(samples, frame * hop), levels, frame * BIN_COUNT);
  }
  return levels;
}

/** `0.5 - 0.5 cos(2 pi n / size)`. */
export function createHann(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size));
}
