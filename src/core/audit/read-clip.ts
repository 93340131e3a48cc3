import { type ClipRecord, type CoefficientGroup, readCoefficients } from '../dataset/clip-record.ts';
import { type Dataset, readClipRecord } from '../dataset/dataset.ts';
import { clipKey } from '../dataset/keys.ts';
import { type Problem, within } from '../errors.ts';
import type { AudioFormat, AudioInfo } from '../formats/audio-format.ts';
import { findAudioFormat } from '../formats/audio-formats.ts';
import type { SampleConfig } from '../sample/config.ts';
import { roundHalfEven } from '../sample/round-half-even.ts';
import { attemptRead } from './attempt-read.ts';
import { quantity } from './audit-text.ts';

/** One clip as far as it can be read. */
export interface AuditClip {
  readonly clip: number;
  /** Of the sequence. */
  readonly startFrame: number;
  /** Frames that the sequence gives it. */
  readonly wantedFrames: number;
  /** Frames that something was read of, at most `wantedFrames`; fewer only where both audio and coefficients are short. */
  readonly frameCount: number;
  /** Samples of its frames at the dataset's rate, fewer where the file is short; null where it cannot be decoded or has another rate. */
  readonly audio: Float32Array | null;
  /** Whether every sample of its frames is there. */
  readonly isAudioWhole: boolean;
  /** Row-major (rows, width) by group, at most `wantedFrames` rows. A group that cannot be read is absent. */
  readonly coef: ReadonlyMap<string, Float32Array>;
  /** Whether every group is there with every row. */
  readonly isCoefWhole: boolean;
  /** Names of coefficients that the dataset's groups lack. */
  readonly unknownGroups: readonly string[];
  readonly problems: readonly ClipProblem[];
}

/** What of a clip could not be read, or is longer than its frames. */
export interface ClipProblem {
  readonly part: 'record' | 'audio' | 'coef';
  readonly problem: Problem;
  /** The coefficients that it is about; absent where it is about none in particular. */
  readonly group?: string;
  readonly numbers: Readonly<Record<string, number>>;
}

/** Reads and decodes a clip once. Bad data becomes problems; a fault of the source throws. */
export function readAuditClip(
  dataset: Dataset,
  entry: string,
  clip: number,
  n_frames: number,
  config: SampleConfig,
): AuditClip {
  const startFrame = clip * dataset.seg_len;
  const wantedFrames = Math.min(dataset.seg_len, n_frames - startFrame);
  const problems: ClipProblem[] = [];
  const read = attemptRead(() => readClipRecord(dataset, entry, clip));
  const base = { clip, startFrame, wantedFrames, problems };
  if ('problem' in read) {
    problems.push({ part: 'record', problem: read.problem, numbers: {} });
    return {
      ...base,
      frameCount: 0,
      audio: null,
      isAudioWhole: false,
      coef: new Map(),
      isCoefWhole: false,
      unknownGroups: [],
    };
  }
  const where = `clip ${clipKey(entry, clip)}`;
  const coef = readGroups(dataset.groups, read.value, wantedFrames, where, problems);
  const sound = readAudio(dataset.audioFormats, read.value, wantedFrames, config, where, problems);
  const rows = [...coef].map(([name, values]) => values.length / widthOf(dataset.groups, name));
  const audioFrames = Math.ceil((sound?.samples.length ?? 0) / config.audio_unit);
  return {
    ...base,
    frameCount: Math.min(wantedFrames, Math.max(0, audioFrames, ...rows)),
    audio: sound?.samples ?? null,
    isAudioWhole: sound?.isWhole ?? false,
    coef,
    unknownGroups: [...read.value.coef.keys()].filter((name) => !dataset.groups.some((group) => group.name === name)),
    isCoefWhole: coef.size === dataset.groups.length && rows.every((count) => count === wantedFrames),
  };
}

function widthOf(groups: readonly CoefficientGroup[], name: string): number {
  return groups.find((group) => group.name === name)?.width ?? 1;
}

function readGroups(
  groups: readonly CoefficientGroup[],
  record: ClipRecord,
  wantedFrames: number,
  where: string,
  problems: ClipProblem[],
): Map<string, Float32Array> {
  const coef = new Map<string, Float32Array>();
  for (const group of groups) {
    // 0 rows are asked for, so that what is there of a short group can be looked at too.
    const rows = attemptRead(() => within(where, () => readCoefficients(record, group, 0, wantedFrames)));
    if ('problem' in rows) {
      problems.push({ part: 'coef', problem: rows.problem, group: group.name, numbers: {} });
      continue;
    }
    const found = rows.value.length / group.width;
    if (found !== wantedFrames) {
      const [code, adjective] = found < wantedFrames ? ['coef-short', 'few'] : ['coef-long', 'many'];
      problems.push({
        part: 'coef',
        problem: {
          code,
          what: `${group.name} has too ${adjective} rows`,
          expected: quantity(wantedFrames, 'row'),
          found: quantity(found, 'row'),
          where,
        },
        group: group.name,
        numbers: { rows: found, wantedRows: wantedFrames },
      });
    }
    coef.set(group.name, rows.value.subarray(0, wantedFrames * group.width));
  }
  return coef;
}

interface ClipSound {
  readonly samples: Float32Array;
  readonly isWhole: boolean;
}

function readAudio(
  formats: readonly AudioFormat[],
  record: ClipRecord,
  wantedFrames: number,
  config: SampleConfig,
  where: string,
  problems: ClipProblem[],
): ClipSound | null {
  const wantedSamples = roundHalfEven(wantedFrames * config.audio_unit);
  const push = (problem: Problem, numbers: ClipProblem['numbers'] = {}): null => {
    problems.push({ part: 'audio', problem, numbers });
    return null;
  };
  const read = attemptRead(() =>
    within(where, () => {
      const format = findAudioFormat(record.audio, formats);
      const info = format.parseInfo(record.audio);
      return { format, info };
    }),
  );
  if ('problem' in read) return push(read.problem);
  const { format, info } = read.value;
  const mismatch = describeMismatch(info, config.rate, where);
  if (mismatch !== null) return push(mismatch.problem, mismatch.numbers);
  // No more than the frames need: minutes of silence past them take few bytes in a file and much memory here.
  const range = { startSample: 0, endSample: Math.min(info.sampleCount ?? 0, wantedSamples) };
  const decoded = attemptRead(() =>
    within(where, () => format.decode(record.audio, info.sampleCount === null ? undefined : range)),
  );
  if ('problem' in decoded) return push(decoded.problem);
  const [mono] = decoded.value.channels;
  if (mono === undefined) throw new Error('a decoder returned no channel');
  const sampleCount = info.sampleCount ?? mono.length;
  const isWhole = sampleCount >= wantedSamples;
  if (sampleCount !== wantedSamples) {
    push(
      {
        code: isWhole ? 'audio-long' : 'audio-short',
        what: `The audio of the clip is too ${isWhole ? 'long' : 'short'}`,
        expected: `${wantedSamples} samples`,
        found: `${sampleCount} samples`,
        where,
      },
      { samples: sampleCount, wantedSamples, frames: Math.abs(sampleCount - wantedSamples) / config.audio_unit },
    );
  }
  return { samples: mono.subarray(0, wantedSamples), isWhole };
}

/** Another rate or another number of channels than the loader takes, which makes the samples useless for every other check. */
function describeMismatch(
  info: AudioInfo,
  rate: number,
  where: string,
): { readonly problem: Problem; readonly numbers: ClipProblem['numbers'] } | null {
  if (info.sampleRate !== rate) {
    return {
      problem: {
        code: 'audio-rate',
        what: 'The audio of the clip has another sampling rate',
        expected: `${rate} Hz`,
        found: `${info.sampleRate} Hz`,
        where,
      },
      numbers: { rate: info.sampleRate, wantedRate: rate },
    };
  }
  if (info.channelCount === 1) return null;
  return {
    problem: {
      code: 'audio-channels',
      what: 'The audio of the clip is not mono',
      expected: '1 channel',
      found: `${info.channelCount} channels`,
      where,
    },
    numbers: { channels: info.channelCount },
  };
}
