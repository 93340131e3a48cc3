import { DataError } from '../errors.ts';
import { roundHalfEven } from './round-half-even.ts';

/** What a user may set; everything absent is the published default. Field names are those of the training loader. */
export interface SampleConfigInput {
  /** Frames a second. */
  readonly fps?: number;
  /** Audio samples a second, Hz. */
  readonly rate?: number;
  /** Frames a window. */
  readonly n_motions?: number;
  /** Only `aa` (axis-angle) is known. */
  readonly rot_repr?: string;
  /** Windows a crop; the training loader has 2. */
  readonly n_windows?: number;
}

/** Sizes of one training sample, as `Loader.__init__` derives them. */
export interface SampleConfig {
  readonly fps: number;
  readonly rate: number;
  readonly n_motions: number;
  readonly n_windows: number;
  readonly rot_repr: 'aa';
  /** Audio samples a frame, `rate / fps`; may have a fraction (11025 Hz at 50 fps: 220.5). */
  readonly audio_unit: number;
  /** Audio samples a window, `round(audio_unit * n_motions)`. */
  readonly n_audio_samples: number;
  /** Frames a crop, `n_motions * n_windows`. */
  readonly coef_total_len: number;
  /** Audio samples a crop, `round(audio_unit * coef_total_len)`. */
  readonly audio_total_len: number;
}

/** Longest crop that is planned: 11.6 hours at 25 fps. Keeps a mistyped length from asking for all memory. */
const MAX_CROP_FRAMES = 2 ** 20;
/** 1 GiB of float32 samples. */
const MAX_CROP_SAMPLES = 2 ** 28;

const DEFAULTS = { fps: 25, rate: 16000, n_motions: 100, n_windows: 2, rot_repr: 'aa' } as const;

/** Fills in the defaults and derives the sizes. Throws a `DataError` on a value that no loader could use. */
export function createSampleConfig(input: SampleConfigInput = {}): SampleConfig {
  const rotation = input.rot_repr ?? DEFAULTS.rot_repr;
  if (rotation !== 'aa') {
    throw configError('rot-repr-unknown', 'Unknown rotation representation', 'aa', rotation);
  }
  const fps = requireCount('fps', 'frames a second', input.fps ?? DEFAULTS.fps);
  const rate = requireCount('rate', 'Hz', input.rate ?? DEFAULTS.rate);
  const windowFrames = requireCount('n_motions', 'frames a window', input.n_motions ?? DEFAULTS.n_motions);
  const windowCount = requireCount('n_windows', 'windows a crop', input.n_windows ?? DEFAULTS.n_windows);
  const audioUnit = rate / fps;
  const cropFrames = windowFrames * windowCount;
  requireAtMost(cropFrames, MAX_CROP_FRAMES, 'frames');
  requireAtMost(audioUnit * cropFrames, MAX_CROP_SAMPLES, 'audio samples');
  const windowSamples = roundHalfEven(audioUnit * windowFrames);
  if (windowSamples === 0) {
    throw configError('config-no-audio', 'A window has no audio', '1 sample or more', `${rate} Hz at ${fps} fps`);
  }
  return {
    fps,
    rate,
    n_motions: windowFrames,
    n_windows: windowCount,
    rot_repr: rotation,
    audio_unit: audioUnit,
    n_audio_samples: windowSamples,
    coef_total_len: cropFrames,
    audio_total_len: roundHalfEven(audioUnit * cropFrames),
  };
}

function requireCount(name: string, unit: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw configError('config-not-positive', `${name} is no positive whole number`, `1 or more ${unit}`, String(value));
}

function requireAtMost(found: number, limit: number, unit: string): void {
  if (found <= limit) return;
  throw configError('config-crop-too-long', 'The crop is too long', `${limit} ${unit} at most`, `${found} ${unit}`);
}

function configError(code: string, what: string, expected: string, found: string): DataError {
  return new DataError({ code, what, expected, found, where: 'sample configuration' });
}
