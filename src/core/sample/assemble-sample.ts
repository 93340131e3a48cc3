import type { ClipReader } from '../dataset/clip-reader.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { type FrameMoments, mergeFrames } from '../dataset/frame-moments.ts';
import { DataError, within } from '../errors.ts';
import type { SampleConfig } from './config.ts';
import { drawStartFrame } from './crop.ts';
import { type AudioMoments, measureAudio } from './normalize.ts';
import { roundHalfEven } from './round-half-even.ts';
import { type ClipSlice, planClipSlices } from './slices.ts';

/** One crop as read, before normalisation. */
export interface RawSample {
  readonly entry: string;
  readonly n_frames: number;
  readonly start_frame: number;
  readonly parts: readonly ClipSlice[];
  /** `audio_total_len` samples. */
  readonly audio: Float32Array;
  /** Row-major (coef_total_len, width) by group name. */
  readonly coef: ReadonlyMap<string, Float32Array>;
  /** Mean and sample standard deviation (n - 1) of `audio`. */
  readonly moments: AudioMoments;
}

/**
 * Cuts the crop that starts at `startFrame` out of the clips it overlaps, as the training loader does (loader.py `crop`).
 *
 * @throws DataError where a clip is missing or unusable, or the crop does not fit the sequence.
 */
export function assembleSample(
  dataset: Dataset,
  reader: ClipReader,
  sequence: { readonly entry: string; readonly n_frames: number },
  startFrame: number,
  config: SampleConfig,
): RawSample {
  const { entry, n_frames } = sequence;
  within(entry, () => drawStartFrame('manual', n_frames, config, { startFrame }));
  const parts = planClipSlices(startFrame, config, dataset.seg_len);
  const audio = new Float32Array(config.audio_total_len);
  const coef = new Map(
    dataset.groups.map(({ name, width }) => [name, new Float32Array(config.coef_total_len * width)] as const),
  );
  const frameMoments: FrameMoments[] = [];
  let filledSamples = 0;
  let filledFrames = 0;
  for (const part of parts) {
    const frameCount = Math.min(dataset.seg_len, n_frames - part.clip * dataset.seg_len);
    const signals = reader.read(entry, part, {
      rate: config.rate,
      audio_unit: config.audio_unit,
      frameCount,
      sampleCount: roundHalfEven(frameCount * config.audio_unit),
    });
    const sampleCount = part.samples[1] - part.samples[0];
    if (filledSamples + sampleCount <= audio.length) audio.set(signals.audio, filledSamples);
    filledSamples += sampleCount;
    if (signals.frameMoments !== undefined) frameMoments.push(signals.frameMoments);
    for (const { name, width } of dataset.groups) {
      const rows = signals.coef.get(name);
      if (rows !== undefined) coef.get(name)?.set(rows, filledFrames * width);
    }
    filledFrames += part.frames[1] - part.frames[0];
  }
  // With a fraction of a sample a frame the rounded slices may miss the crop's length: the loader asserts the same.
  if (filledSamples !== config.coef_total_len * config.audio_unit) {
    throw new DataError({
      code: 'audio-length',
      what: 'Invalid audio length: the rounded clip slices do not add up to the crop',
      expected: `${config.coef_total_len * config.audio_unit} samples`,
      found: `${filledSamples} samples`,
      where: `${entry}, frames [${startFrame}, ${startFrame + config.coef_total_len}]`,
    });
  }
  const moments = frameMoments.length === parts.length ? mergeFrames(frameMoments) : measureAudio(audio);
  return { entry, n_frames, start_frame: startFrame, parts, audio, coef, moments };
}
