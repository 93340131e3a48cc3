import { isSourceFault } from '../core/bytes/source-fault.ts';
import type { ClipReader } from '../core/dataset/clip-reader.ts';
import { type ClipRecord, decodeClipAudio, readCoefficients } from '../core/dataset/clip-record.ts';
import { attempt, type Dataset, readClipRecord } from '../core/dataset/dataset.ts';
import { clipKey } from '../core/dataset/keys.ts';
import { DataError, type Problem, within } from '../core/errors.ts';
import { createSampleConfig } from '../core/sample/config.ts';
import { roundHalfEven } from '../core/sample/round-half-even.ts';
import { type ClipData, PEAK_BUCKET_SAMPLES, type SequenceHead } from './protocol.ts';

/**
 * Reads one clip for the page: what is readable, and a problem for each part that is not. Throws the `DataError` of a source that cannot be read,
 * which says nothing about the clip.
 */
export function readClipData(dataset: Dataset, reader: ClipReader, head: SequenceHead, clip: number): ClipData {
  const wanted = wantedClip(head, clip);
  const base = { clip, startFrame: clip * head.seg_len, frameCount: wanted.frameCount };
  const part = { clip, frames: [0, wanted.frameCount], samples: [0, wanted.sampleCount] } as const;
  const whole = attempt(() => reader.read(head.entry, part, wanted));
  if ('value' in whole) {
    const coef = Object.fromEntries([...whole.value.coef].map(([name, rows]) => [name, rows.slice()]));
    return { ...base, coef, peaks: measurePeaks(whole.value.audio), problems: [] };
  }
  const record = attempt(() => readClipRecord(dataset, head.entry, clip));
  if ('problem' in record && isSourceFault(record.problem)) throw new DataError(record.problem);
  if ('problem' in record) return { ...base, coef: {}, peaks: null, problems: [record.problem] };
  return { ...base, ...readReadableParts(dataset, record.value, head, clip) };
}

/**
 * Raw samples `[startSample, endSample)` of a sequence. Throws a `DataError` where one of its clips cannot be decoded.
 *
 * @param dataset if given, a clip whose coefficients are damaged is no hindrance: its audio is decoded alone.
 */
export function readSequenceAudio(
  reader: ClipReader,
  head: SequenceHead,
  startSample: number,
  endSample: number,
  dataset?: Dataset,
): Float32Array {
  const clipSamples = samplesOfFrames(head, head.seg_len);
  const audio = new Float32Array(endSample - startSample);
  for (let clip = Math.floor(startSample / clipSamples); clip * clipSamples < endSample; clip++) {
    const wanted = wantedClip(head, clip);
    const first = Math.max(startSample - clip * clipSamples, 0);
    const end = Math.min(endSample - clip * clipSamples, wanted.sampleCount);
    if (end <= first) break;
    const part = { clip, frames: [0, wanted.frameCount], samples: [first, end] } as const;
    const whole = attempt(() => reader.read(head.entry, part, wanted));
    const offset = clip * clipSamples + first - startSample;
    if ('value' in whole) audio.set(whole.value.audio, offset);
    else if (dataset === undefined) throw new DataError(whole.problem);
    else audio.set(decodeAudioAlone(dataset, head, clip, [first, end]), offset);
  }
  return audio;
}

function decodeAudioAlone(
  dataset: Dataset,
  head: SequenceHead,
  clip: number,
  [startSample, endSample]: readonly [number, number],
): Float32Array {
  const record = readClipRecord(dataset, head.entry, clip);
  return within(`clip ${clipKey(head.entry, clip)}`, () =>
    decodeClipAudio(record, { startSample, endSample }, wantedClip(head, clip), dataset.audioFormats),
  );
}

/** Clips `[first, end)` that hold samples `[startSample, endSample)` of a sequence. */
export function clipsOfSamples(startSample: number, endSample: number, segLen: number): readonly [number, number] {
  const clipSamples = samplesOfFrames(createSampleConfig(), segLen);
  return [Math.floor(startSample / clipSamples), Math.ceil(endSample / clipSamples)];
}

/** Min and max over each bucket of `PEAK_BUCKET_SAMPLES` samples, interleaved; the last bucket may be shorter. */
export function measurePeaks(samples: Float32Array): Float32Array {
  const bucketCount = Math.ceil(samples.length / PEAK_BUCKET_SAMPLES);
  const peaks = new Float32Array(bucketCount * 2);
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    const end = Math.min((bucket + 1) * PEAK_BUCKET_SAMPLES, samples.length);
    for (let i = bucket * PEAK_BUCKET_SAMPLES; i < end; i++) {
      const value = samples[i] as number;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    peaks[bucket * 2] = min;
    peaks[bucket * 2 + 1] = max;
  }
  return peaks;
}

function readReadableParts(
  dataset: Dataset,
  record: ClipRecord,
  head: SequenceHead,
  clip: number,
): Pick<ClipData, 'coef' | 'peaks' | 'problems'> {
  const where = `clip ${clipKey(head.entry, clip)}`;
  const wanted = wantedClip(head, clip);
  const problems: Problem[] = [];
  const coef: Record<string, Float32Array> = {};
  for (const group of dataset.groups) {
    const rows = attempt(() =>
      within(where, () => readCoefficients(record, group, wanted.frameCount, wanted.frameCount)),
    );
    if ('problem' in rows) problems.push(rows.problem);
    else coef[group.name] = rows.value.slice(0, wanted.frameCount * group.width);
  }
  const range = { startSample: 0, endSample: wanted.sampleCount };
  const audio = attempt(() => within(where, () => decodeClipAudio(record, range, wanted, dataset.audioFormats)));
  if ('problem' in audio) problems.push(audio.problem);
  return { coef, peaks: 'value' in audio ? measurePeaks(audio.value) : null, problems };
}

function wantedClip(head: SequenceHead, clip: number) {
  const frameCount = Math.min(head.seg_len, head.n_frames - clip * head.seg_len);
  return {
    rate: head.rate,
    audio_unit: head.rate / head.fps,
    frameCount,
    sampleCount: samplesOfFrames(head, frameCount),
  };
}

/** Samples of so many frames, rounded as Python's `round` does. */
export function samplesOfFrames(head: Pick<SequenceHead, 'rate' | 'fps'>, frames: number): number {
  return roundHalfEven((frames * head.rate) / head.fps);
}
