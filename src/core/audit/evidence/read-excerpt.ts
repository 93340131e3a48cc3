import type { Dataset } from '../../dataset/dataset.ts';
import { readFrameCount } from '../../dataset/sequence.ts';
import type { SampleConfig } from '../../sample/config.ts';
import { roundHalfEven } from '../../sample/round-half-even.ts';
import { measureFrameRms } from '../../signal/frame-rms.ts';
import { attemptRead } from '../attempt-read.ts';
import type { WaveExcerpt } from '../evidence-types.ts';
import { type AuditClip, readAuditClip } from '../read-clip.ts';

/** Frames of a sequence with their sound and coefficients, read for a picture. */
export interface Excerpt {
  /** Half-open, of the sequence. */
  readonly frames: readonly [number, number];
  /** NaN where the audio cannot be read. */
  readonly samples: Float32Array;
  /** First sample of `samples`, counted from the sequence's. */
  readonly startSample: number;
  /** Level of each frame, dBFS; -200 for digital silence, NaN where unknown. */
  readonly levelDb: Float32Array;
  /** Row-major (frames, width) by group; NaN where unknown. */
  readonly coef: ReadonlyMap<string, Float32Array>;
}

/** Longest excerpt, 40 s at 25 fps. */
const MOST_FRAMES = 1000;
const SILENCE_DB = -200;

/** Length of a sequence; null where it cannot be read. */
export function frameCountOrNull(dataset: Dataset, entry: string): number | null {
  const read = attemptRead(() => readFrameCount(dataset.store, entry));
  return 'value' in read ? read.value : null;
}

/** Reads the clips that `wanted` touches. The excerpt ends with the sequence, and after 1,000 frames. Null where nothing of it is there. */
export function readExcerpt(
  dataset: Dataset,
  entry: string,
  wanted: readonly [number, number],
  config: SampleConfig,
): Excerpt | null {
  const n_frames = frameCountOrNull(dataset, entry);
  if (n_frames === null) return null;
  const start = Math.max(Math.floor(wanted[0]), 0);
  const end = Math.min(Math.ceil(wanted[1]), n_frames, start + MOST_FRAMES);
  if (end <= start) return null;
  const unit = config.audio_unit;
  const startSample = roundHalfEven(start * unit);
  const samples = new Float32Array(roundHalfEven(end * unit) - startSample).fill(Number.NaN);
  const coef = new Map(
    dataset.groups.map(({ name, width }) => [name, new Float32Array((end - start) * width).fill(Number.NaN)]),
  );
  const levelDb = new Float32Array(end - start).fill(Number.NaN);
  const { seg_len } = dataset;
  for (let clip = Math.floor(start / seg_len); clip * seg_len < end; clip++) {
    const read = readAuditClip(dataset, entry, clip, n_frames, config);
    copyPart(read.audio, samples, roundHalfEven(read.startFrame * unit) - startSample);
    for (const { name, width } of dataset.groups) {
      copyPart(read.coef.get(name) ?? null, coef.get(name), (read.startFrame - start) * width);
    }
    copyPart(levelsOf(read, unit), levelDb, read.startFrame - start);
  }
  return { frames: [start, end], samples, startSample, levelDb, coef };
}

/** The first and last frames of an excerpt around what was found, `margin` frames on either side. */
export function framesAround(frames: readonly [number, number], margin: number): readonly [number, number] {
  return [Math.max(frames[0] - margin, 0), frames[1] + margin];
}

/** Minimum and maximum of equal parts of each frame, as many as a picture has room for. */
export function waveOf({ frames, samples, startSample }: Excerpt, audioUnit: number): WaveExcerpt {
  const frameCount = frames[1] - frames[0];
  const binsPerFrame = Math.min(Math.max(Math.floor(WAVE_BINS / frameCount), 1), MOST_BINS_A_FRAME);
  const minMax = new Float32Array(frameCount * binsPerFrame * 2);
  const boundOf = (bin: number) => roundHalfEven((frames[0] + bin / binsPerFrame) * audioUnit) - startSample;
  for (let bin = 0; bin < frameCount * binsPerFrame; bin++) {
    const end = Math.min(boundOf(bin + 1), samples.length);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = boundOf(bin); i < end; i++) {
      const value = samples[i] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    minMax[2 * bin] = low <= high ? low : Number.NaN;
    minMax[2 * bin + 1] = low <= high ? high : Number.NaN;
  }
  return { frames, binsPerFrame, minMax };
}

/** Two device pixels of a picture 600 wide. */
const WAVE_BINS = 600;
const MOST_BINS_A_FRAME = 16;

function levelsOf({ audio, frameCount }: AuditClip, audioUnit: number): Float32Array | null {
  if (audio === null) return null;
  return measureFrameRms(audio, frameCount, audioUnit).map((rms) =>
    rms === 0 ? SILENCE_DB : Math.max(20 * Math.log10(rms), SILENCE_DB),
  );
}

/** Copies what of `values`, which begin at `at`, lies within `target`. */
function copyPart(values: Float32Array | null, target: Float32Array | undefined, at: number): void {
  if (values === null || target === undefined) return;
  const first = Math.max(-at, 0);
  const end = Math.min(values.length, target.length - at);
  if (end > first) target.set(values.subarray(first, end), at + first);
}
