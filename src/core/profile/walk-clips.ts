import { isSourceFault } from '../bytes/source-fault.ts';
import type { ClipPart, ClipReader, WantedClip } from '../dataset/clip-reader.ts';
import { decodeClipAudio, readCoefficients } from '../dataset/clip-record.ts';
import { attempt, type Dataset, readClipRecord } from '../dataset/dataset.ts';
import { clipKey } from '../dataset/keys.ts';
import { DataError, type Problem, within } from '../errors.ts';
import type { SampleConfig } from '../sample/config.ts';
import { roundHalfEven } from '../sample/round-half-even.ts';

/** Told what the clips of a sequence hold, in their order. What could not be read is left out: `startFrame` tells where a gap was. */
export interface ClipVisitor {
  /** Samples of frames `[startFrame, startFrame + frameCount)`, all of them. */
  addSound(startFrame: number, frameCount: number, samples: Float32Array): void;
  /** Rows of the same frames by group name, row-major. */
  addMotion(startFrame: number, frameCount: number, coef: ReadonlyMap<string, Float32Array>): void;
  addProblem(problem: Problem): void;
}

/**
 * Reads every clip of a sequence once, from the first to the last. A clip that is unreadable becomes a problem; where only its sound or only its coefficients are, the rest
 * still counts. Throws where the source itself fails (a lost connection): what lies there is not bad, and may be read later.
 */
export function walkClips(
  dataset: Dataset,
  reader: ClipReader,
  sequence: { readonly entry: string; readonly n_frames: number },
  config: SampleConfig,
  visitor: ClipVisitor,
): void {
  const { entry, n_frames } = sequence;
  const clipCount = Math.ceil(n_frames / dataset.seg_len);
  // No store holds more clips than records, whatever a length claims.
  const walkedCount = Math.min(clipCount, dataset.store.count());
  for (let clip = 0; clip < walkedCount; clip++) {
    const startFrame = clip * dataset.seg_len;
    const frameCount = Math.min(dataset.seg_len, n_frames - startFrame);
    const sampleCount = roundHalfEven(frameCount * config.audio_unit);
    const part: ClipPart = { clip, frames: [0, frameCount], samples: [0, sampleCount] };
    const wanted: WantedClip = { rate: config.rate, sampleCount, frameCount, audio_unit: config.audio_unit };
    const read = attempt(() => reader.read(entry, part, wanted));
    if ('value' in read) {
      visitor.addSound(startFrame, frameCount, read.value.audio);
      visitor.addMotion(startFrame, frameCount, read.value.coef);
      continue;
    }
    if (isSourceFault(read.problem)) throw new DataError(read.problem);
    visitor.addProblem(read.problem);
    readWhatIsLeft(dataset, entry, part, wanted, visitor);
  }
  if (walkedCount < clipCount) {
    visitor.addProblem({
      code: 'clips-missing',
      what: 'The sequence has more clips than the store has records',
      expected: `${clipCount} clips for ${n_frames} frames`,
      found: `${walkedCount} records in the whole store`,
      where: entry,
    });
  }
}

/** The sound or the coefficients of a clip whose whole is unreadable. The first fault has been told; another of the same clip is, too. */
function readWhatIsLeft(
  dataset: Dataset,
  entry: string,
  { clip, frames, samples }: ClipPart,
  wanted: WantedClip,
  visitor: ClipVisitor,
): void {
  const record = attempt(() => readClipRecord(dataset, entry, clip));
  if (!('value' in record)) return;
  const where = `clip ${clipKey(entry, clip)}`;
  const startFrame = clip * dataset.seg_len;
  const range = { startSample: samples[0], endSample: samples[1] };
  const sound = attempt(() => within(where, () => decodeClipAudio(record.value, range, wanted, dataset.audioFormats)));
  const motion = attempt(() =>
    within(where, () => {
      const coef = new Map<string, Float32Array>();
      for (const group of dataset.groups) {
        const rows = readCoefficients(record.value, group, frames[1], wanted.frameCount);
        coef.set(group.name, rows.subarray(0, frames[1] * group.width));
      }
      return coef;
    }),
  );
  if ('value' in sound) visitor.addSound(startFrame, wanted.frameCount, sound.value);
  if ('value' in motion && dataset.groups.length > 0) visitor.addMotion(startFrame, wanted.frameCount, motion.value);
  // The reader decodes the coefficients first, so its fault was theirs.
  if ('problem' in sound && 'problem' in motion) visitor.addProblem(sound.problem);
}
