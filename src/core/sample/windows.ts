import { DataError } from '../errors.ts';
import type { SampleConfig } from './config.ts';
import { roundHalfEven } from './round-half-even.ts';

/** Rows of one coefficient group, row-major (frames, width). */
export interface CoefficientRows {
  readonly width: number;
  readonly rows: Float32Array;
}

/** The signals of a crop, raw or normalised. */
export interface CropSignals {
  /** `config.audio_total_len` samples. */
  readonly audio: Float32Array;
  /** `config.coef_total_len` rows a group, by the group's name. */
  readonly coefficients: ReadonlyMap<string, CoefficientRows>;
}

/** One window of a crop. Its arrays are views of the crop's: `slice()` them before changing anything. */
export interface CropWindow {
  /** `[first, end)`, counted from the crop's first frame. */
  readonly frames: [number, number];
  /** `[first, end)`, counted from the crop's first audio sample. */
  readonly samples: [number, number];
  /** `config.n_audio_samples` samples. */
  readonly audio: Float32Array;
  /** `config.n_motions` rows a group. */
  readonly coefficients: ReadonlyMap<string, CoefficientRows>;
}

/**
 * Splits a crop into its windows of `n_motions` frames and `n_audio_samples` samples each.
 *
 * The first window begins with the crop and the last one ends with it, as the loader's `[:n]` and `[-n:]`; with more than two, window i
 * starts at frame `i * n_motions`. Throws a `DataError` where a signal is not as long as the configuration says.
 */
export function splitWindows(signals: CropSignals, config: SampleConfig): CropWindow[] {
  requireLength('audio', 'samples', signals.audio.length, config.audio_total_len);
  for (const [group, { rows, width }] of signals.coefficients) {
    requireLength(group, 'values', rows.length, config.coef_total_len * width);
  }
  return planWindows(config).map(({ frames, samples }) => ({
    frames,
    samples,
    audio: signals.audio.subarray(samples[0], samples[1]),
    coefficients: new Map(
      Array.from(signals.coefficients, ([group, { rows, width }]) => [
        group,
        { width, rows: rows.subarray(frames[0] * width, frames[1] * width) },
      ]),
    ),
  }));
}

/** Where the windows lie within their crop. */
export function planWindows(config: SampleConfig): Pick<CropWindow, 'frames' | 'samples'>[] {
  const lastWindow = config.n_windows - 1;
  return Array.from({ length: config.n_windows }, (_, window) => {
    const frame = window * config.n_motions;
    // Counted from the end for the last: with a fractional audio unit the windows' samples need not add up to the crop's.
    const sample =
      window === lastWindow
        ? config.audio_total_len - config.n_audio_samples
        : roundHalfEven(config.audio_unit * frame);
    return { frames: [frame, frame + config.n_motions], samples: [sample, sample + config.n_audio_samples] };
  });
}

function requireLength(name: string, unit: string, found: number, expected: number): void {
  if (found === expected) return;
  throw new DataError({
    code: 'crop-length',
    what: `${name} is not as long as the crop`,
    expected: `${expected} ${unit}`,
    found: `${found} ${unit}`,
    where: 'windows',
  });
}
