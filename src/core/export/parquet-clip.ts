import { type ClipRecord, decodeClipAudio, parseClipRecord, readCoefficients } from '../dataset/clip-record.ts';
import { attempt, type Dataset } from '../dataset/dataset.ts';
import { type Problem, within } from '../errors.ts';
import type { AudioInfo } from '../formats/audio-format.ts';
import { findAudioFormat } from '../formats/audio-formats.ts';
import type { SampleConfig } from '../sample/config.ts';
import { roundHalfEven } from '../sample/round-half-even.ts';
import { addRows, createMoments, std } from '../statistics/moments.ts';
import { float32Bytes } from './parquet-float32-bytes.ts';

/** Figures of a clip's samples, as far as its frames reach; full scale is 1. */
export interface ClipAudioFigures {
  readonly mean: number;
  /** Sample standard deviation (n - 1). */
  readonly std: number;
  /** Largest magnitude of the samples that are numbers. */
  readonly peak: number;
  /** The first two samples and the last two, in their order: what a seam between two clips is judged by. */
  readonly headSamples: readonly [number, number];
  readonly tailSamples: readonly [number, number];
  /** Largest second difference, |x[n] - 2 x[n - 1] + x[n - 2]|, within the first and the last 40 ms. */
  readonly headBend: number;
  readonly tailBend: number;
  /** Root mean square of each frame's samples. */
  readonly loudness: Float64Array;
  /** Mean of each frame's samples. */
  readonly frameMean: Float64Array;
  /** Digest of the samples as float32, little-endian: the same however they were compressed. */
  readonly digest: string;
}

/** What a clip's record holds, as far as it can be read. */
export interface ClipContents {
  /** Rows by group: the first of the clip's frames, all of them where the clip is whole; a group that cannot be read is absent. */
  readonly rows: ReadonlyMap<string, { readonly values: Float32Array; readonly rowCount: number }>;
  /** The audio file as stored; null where the record itself cannot be read. */
  readonly audioFile: { readonly sizeBytes: number; readonly digest: string } | null;
  /** Null where the audio is of no known format or its header is damaged. */
  readonly info: AudioInfo | null;
  /** Null where the loader could not read the clip's audio whole. */
  readonly audio: ClipAudioFigures | null;
  /** What the training loader would stumble over. */
  readonly problems: readonly Problem[];
  /** Coefficients that the tables have no column for. */
  readonly strayGroups: readonly string[];
}

export interface WantedContents {
  /** Frames that the sequence gives the clip, 1 or more. */
  readonly frameCount: number;
  readonly config: SampleConfig;
  /** For messages, e.g. "clip SPK04/000/001". */
  readonly where: string;
  /** Of bytes, as the tables give it. */
  readonly digest: (bytes: Uint8Array) => string;
}

/** More than two periods of any voice. */
const SEAM_SECONDS = 0.04;

/** Reads all that can be read of a clip's record. */
export function readClipContents(dataset: Dataset, bytes: Uint8Array, wanted: WantedContents): ClipContents {
  const problems: Problem[] = [];
  const read = <T>(attempted: () => T): T | null => {
    const result = attempt(() => within(wanted.where, attempted));
    if ('value' in result) return result.value;
    problems.push(result.problem);
    return null;
  };
  const record = read(() => parseClipRecord(bytes));
  if (record === null) {
    return { rows: new Map(), audioFile: null, info: null, audio: null, problems, strayGroups: [] };
  }
  const rows = new Map<string, { values: Float32Array; rowCount: number }>();
  for (const group of dataset.groups) {
    // A group that is too short is a problem, and the rows that it has are rows.
    const rowCount = Math.min(record.coef.get(group.name)?.shape[0] ?? 0, wanted.frameCount);
    const values = read(() => readCoefficients(record, group, wanted.frameCount, wanted.frameCount));
    const kept = values ?? valueOrNull(() => readCoefficients(record, group, rowCount, wanted.frameCount));
    if (kept !== null && rowCount > 0) rows.set(group.name, { values: kept, rowCount });
  }
  const info = valueOrNull(() => findAudioFormat(record.audio, dataset.audioFormats).parseInfo(record.audio));
  const audio = read(() => measureAudio(dataset, record, wanted));
  const known = new Set(dataset.groups.map(({ name }) => name));
  const strayGroups = [...record.coef.keys()].filter((name) => !known.has(name));
  const audioFile = { sizeBytes: record.audio.length, digest: wanted.digest(record.audio) };
  return { rows, audioFile, info, audio, problems, strayGroups };
}

function measureAudio(dataset: Dataset, record: ClipRecord, wanted: WantedContents): ClipAudioFigures {
  const { frameCount, config, digest } = wanted;
  const sampleCount = roundHalfEven(frameCount * config.audio_unit);
  const range = { startSample: 0, endSample: sampleCount };
  const samples = decodeClipAudio(record, range, { rate: config.rate, sampleCount }, dataset.audioFormats);
  const moments = createMoments(1);
  addRows(moments, samples, 1);
  const seamSamples = Math.round(SEAM_SECONDS * config.rate);
  return {
    mean: moments.mean[0] ?? Number.NaN,
    std: std(moments, 1)[0] ?? Number.NaN,
    peak: measurePeak(samples),
    headSamples: [samples[0] ?? Number.NaN, samples[1] ?? Number.NaN],
    tailSamples: [samples[sampleCount - 2] ?? Number.NaN, samples[sampleCount - 1] ?? Number.NaN],
    headBend: largestBend(samples.subarray(0, seamSamples)),
    tailBend: largestBend(samples.subarray(Math.max(samples.length - seamSamples, 0))),
    digest: digest(float32Bytes(samples)),
    ...measureFrames(samples, frameCount, config.audio_unit),
  };
}

function measurePeak(samples: Float32Array): number {
  let peak = 0;
  for (let i = 0; i < samples.length; i++) {
    const magnitude = Math.abs(samples[i] as number);
    if (magnitude > peak) peak = magnitude;
  }
  return peak;
}

function largestBend(samples: Float32Array): number {
  let largest = 0;
  for (let n = 2; n < samples.length; n++) {
    const bend = Math.abs((samples[n] as number) - 2 * (samples[n - 1] as number) + (samples[n - 2] as number));
    if (bend > largest) largest = bend;
  }
  return largest;
}

function measureFrames(
  samples: Float32Array,
  frameCount: number,
  audioUnit: number,
): { readonly loudness: Float64Array; readonly frameMean: Float64Array } {
  const loudness = new Float64Array(frameCount);
  const frameMean = new Float64Array(frameCount);
  for (let frame = 0; frame < frameCount; frame++) {
    const first = roundHalfEven(frame * audioUnit);
    const end = Math.min(roundHalfEven((frame + 1) * audioUnit), samples.length);
    let sum = 0;
    let squares = 0;
    for (let i = first; i < end; i++) {
      const sample = samples[i] as number;
      sum += sample;
      squares += sample * sample;
    }
    loudness[frame] = Math.sqrt(squares / (end - first));
    frameMean[frame] = sum / (end - first);
  }
  return { loudness, frameMean };
}

function valueOrNull<T>(read: () => T): T | null {
  const result = attempt(read);
  return 'value' in result ? result.value : null;
}
