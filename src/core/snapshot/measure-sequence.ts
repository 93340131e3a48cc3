import { type ClipRecord, decodeClipAudio, readCoefficients } from '../dataset/clip-record.ts';
import { attempt, type Dataset } from '../dataset/dataset.ts';
import { clipKey } from '../dataset/keys.ts';
import { type Problem, within } from '../errors.ts';
import type { SampleConfig } from '../sample/config.ts';
import { roundHalfEven } from '../sample/round-half-even.ts';
import { addRows, createMoments, type Moments } from '../statistics/moments.ts';

/** Bytes of a sequence's `level`, each the loudness of an equal part of it. */
export const LEVEL_PARTS = 16;
/** Loudness that `level` writes as 0; quieter is 0 too. */
export const LEVEL_FLOOR_DB = -60;
/** Loudness of digital silence in the overview, below anything that 24 bits can hold. */
const SILENCE_DB = -200;

/** Figures of a sequence's whole audio; only where every clip could be decoded. */
export interface AudioSummary {
  readonly samples: number;
  readonly mean: number;
  /** Sample standard deviation (n - 1). */
  readonly std: number;
  readonly min: number;
  readonly max: number;
}

/** What the catalogue of a snapshot keeps of one sequence, so that nothing has to be decoded to list and draw it. */
export interface SequenceMeasure {
  readonly audio: AudioSummary | null;
  readonly level: Uint8Array | null;
  /** int16 pairs [min, max] a frame; 0 where the audio could not be decoded. */
  readonly waveform: Int16Array;
  /** dBFS of each frame's root mean square; NaN where the audio could not be decoded. */
  readonly loudness: Float32Array;
  readonly moments: ReadonlyMap<string, Moments>;
  readonly problems: readonly Problem[];
}

/** Measures a sequence clip by clip; what cannot be read becomes a problem and leaves a gap. */
export class SequenceMeasurer {
  readonly #dataset: Dataset;
  readonly #entry: string;
  readonly #n_frames: number;
  readonly #config: SampleConfig;
  readonly #waveform: Int16Array;
  readonly #loudness: Float32Array;
  readonly #moments: Map<string, Moments>;
  readonly #problems: Problem[] = [];
  readonly #audio = createMoments(1);
  #isAudioWhole = true;

  constructor(dataset: Dataset, sequence: { readonly entry: string; readonly n_frames: number }, config: SampleConfig) {
    this.#dataset = dataset;
    this.#entry = sequence.entry;
    this.#n_frames = sequence.n_frames;
    this.#config = config;
    this.#waveform = new Int16Array(sequence.n_frames * 2);
    this.#loudness = new Float32Array(sequence.n_frames).fill(Number.NaN);
    this.#moments = new Map(dataset.groups.map(({ name, width }) => [name, createMoments(width)]));
  }

  /** Adds a problem found outside the clips, or a clip whose record could not be read. */
  addProblem(problem: Problem): void {
    this.#problems.push(problem);
    this.#isAudioWhole = false;
  }

  addClip(clip: number, record: ClipRecord): void {
    const { seg_len, groups } = this.#dataset;
    const where = `clip ${clipKey(this.#entry, clip)}`;
    const frameCount = Math.min(seg_len, this.#n_frames - clip * seg_len);
    for (const group of groups) {
      const rows = attempt(() => within(where, () => readCoefficients(record, group, frameCount, frameCount)));
      const moments = this.#moments.get(group.name);
      if ('problem' in rows) this.#problems.push(rows.problem);
      else if (moments !== undefined) addRows(moments, rows.value.subarray(0, frameCount * group.width), group.width);
    }
    const sampleCount = roundHalfEven(frameCount * this.#config.audio_unit);
    const range = { startSample: 0, endSample: sampleCount };
    const wanted = { rate: this.#config.rate, sampleCount };
    const audio = attempt(() =>
      within(where, () => decodeClipAudio(record, range, wanted, this.#dataset.audioFormats)),
    );
    if ('problem' in audio) this.addProblem(audio.problem);
    else this.#addAudio(clip * seg_len, frameCount, audio.value);
  }

  finish(): SequenceMeasure {
    const { count, mean, m2, min, max } = this.#audio;
    const isUsable = this.#isAudioWhole && count > 1;
    return {
      audio: isUsable
        ? {
            samples: count,
            mean: mean[0] as number,
            std: Math.sqrt((m2[0] as number) / (count - 1)),
            min: min[0] as number,
            max: max[0] as number,
          }
        : null,
      level: isUsable ? levelOf(this.#loudness) : null,
      waveform: this.#waveform,
      loudness: this.#loudness,
      moments: this.#moments,
      problems: this.#problems,
    };
  }

  #addAudio(startFrame: number, frameCount: number, samples: Float32Array): void {
    addRows(this.#audio, samples, 1);
    for (let frame = 0; frame < frameCount; frame++) {
      const first = roundHalfEven(frame * this.#config.audio_unit);
      const end = Math.min(roundHalfEven((frame + 1) * this.#config.audio_unit), samples.length);
      let min = samples[first] as number;
      let max = min;
      let squares = 0;
      for (let i = first; i < end; i++) {
        const value = samples[i] as number;
        if (value < min) min = value;
        if (value > max) max = value;
        squares += value * value;
      }
      this.#waveform[(startFrame + frame) * 2] = toInt16(min);
      this.#waveform[(startFrame + frame) * 2 + 1] = toInt16(max);
      this.#loudness[startFrame + frame] =
        squares === 0 ? SILENCE_DB : Math.max(10 * Math.log10(squares / (end - first)), SILENCE_DB);
    }
  }
}

function toInt16(value: number): number {
  return Math.min(Math.max(Math.round(value * 32768), -32768), 32767);
}

/** Mean power of each part in dBFS, from the floor (0) to full scale (255). */
export function levelOf(loudness: Float32Array): Uint8Array {
  const level = new Uint8Array(LEVEL_PARTS);
  for (let part = 0; part < LEVEL_PARTS; part++) {
    const first = Math.floor((part * loudness.length) / LEVEL_PARTS);
    const end = Math.max(first + 1, Math.floor(((part + 1) * loudness.length) / LEVEL_PARTS));
    let power = 0;
    for (let frame = first; frame < end; frame++) power += 10 ** ((loudness[frame] as number) / 10);
    const db = 10 * Math.log10(power / (end - first));
    level[part] = Math.round(255 * Math.min(Math.max(1 - db / LEVEL_FLOOR_DB, 0), 1));
  }
  return level;
}
