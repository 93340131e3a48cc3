import type { ClipReader } from '../dataset/clip-reader.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { readFrameCount } from '../dataset/sequence.ts';
import type { Problem } from '../errors.ts';
import { createSampleConfig, type SampleConfig } from '../sample/config.ts';
import { measureSoundJawLag } from '../signal/sound-jaw-lag.ts';
import { MotionMeasurer } from './motion-profile.ts';
import type { MotionStatistics } from './motion-statistics.ts';
import { SoundMeasurer } from './sound-profile.ts';
import { walkClips } from './walk-clips.ts';

/**
 * What one sequence is like, measured over every frame that could be read: plain data, as it passes a message port. A figure that cannot be told is NaN (null in
 * JSON), never 0: `framesMeasured` and `problems` say why.
 */
export interface SequenceProfile {
  readonly entry: string;
  readonly n_frames: number;
  /** Frames of which both the sound and the coefficients went in: all of them where `problems.count` is 0. */
  readonly framesMeasured: number;
  /** Frames whose sound went in. */
  readonly audioFrames: number;
  /** Frames whose coefficients went in. */
  readonly motionFrames: number;
  /** `n_frames / fps`, of the whole sequence, readable or not. */
  readonly seconds: number;
  /** Root mean square of all samples, dB of full scale (a full-scale sine is -3.01); NaN for digital silence. */
  readonly loudnessDbfs: number;
  /** Loudness of 16 equal parts as a snapshot's catalogue has it (0: -60 dBFS or less, 255: 0 dBFS); null where a clip's sound could not be read. */
  readonly level: Uint8Array | null;
  /** Of the voiced frames, Hz; see `createPitchMeter`. */
  readonly pitchMedianHz: number;
  /** 5th percentile. */
  readonly pitchLowHz: number;
  /** 95th percentile. */
  readonly pitchHighHz: number;
  readonly voicedFrames: number;
  /** Mean of the jaw rotation about x (`pose` dimension 3), rad: how far the mouth is open. */
  readonly jawMeanRad: number;
  /** 95th less 5th percentile of it, rad. */
  readonly jawRangeRad: number;
  /** 95th percentile of the angle between a frame's head rotation and the mean rotation, degrees; see `measureHead`. */
  readonly headRangeDeg: number;
  /** Root mean square, over frames and dimensions, of `exp` less its mean over the sequence: the square root of the mean variance. */
  readonly expressionEnergy: number;
  /** Peaks of the sound's envelope a voiced second, a proxy of the speaking rate; see `findSyllables`. */
  readonly syllablesPerSecond: number;
  /** Figures that describe the motion alone, for the map of sequences. */
  readonly motion: MotionStatistics;
  /** Frames by which the jaw trails the sound; see `measureSoundJawLag`. */
  readonly lagFrames: number;
  /** Correlation of sound and jaw at that lag. */
  readonly lagR: number;
  /** What could not be read. */
  readonly problems: { readonly count: number; readonly first: Problem | null };
}

/**
 * Measures a sequence in one pass: every clip is read and decoded once, and every frame counts. What cannot be read is left out and told.
 *
 * Throws a `DataError` where not even the sequence's length can be read, or the source itself fails.
 */
export function profileSequence(
  dataset: Dataset,
  reader: ClipReader,
  entry: string,
  config: SampleConfig = createSampleConfig(),
): SequenceProfile {
  const n_frames = readFrameCount(dataset.store, entry);
  const sound = new SoundMeasurer(config);
  const motion = new MotionMeasurer(dataset.groups, config.fps);
  const problems: Problem[] = [];
  walkClips(dataset, reader, { entry, n_frames }, config, {
    addSound: (startFrame, frameCount, samples) => sound.add(startFrame, frameCount, samples),
    addMotion: (startFrame, frameCount, coef) => motion.add(startFrame, frameCount, coef),
    addProblem: (problem) => problems.push(problem),
  });
  const { rms, nonFiniteFrames: soundGaps, ...soundFigures } = sound.finish(n_frames);
  const { jaw, isMeasured, nonFiniteFrames: motionGaps, ...motionFigures } = motion.finish();
  if (soundGaps > 0) problems.push(nonFiniteProblem('samples', soundGaps, entry));
  if (motionGaps > 0) problems.push(nonFiniteProblem('coefficients', motionGaps, entry));
  const lag = measureSoundJawLag(rms, jaw);
  return {
    entry,
    n_frames,
    framesMeasured: countBoth(rms, isMeasured),
    seconds: n_frames / config.fps,
    ...soundFigures,
    ...motionFigures,
    lagFrames: lag?.lagFrames ?? Number.NaN,
    lagR: lag?.r ?? Number.NaN,
    problems: { count: problems.length, first: problems[0] ?? null },
  };
}

function countBoth(rms: Float32Array, isMeasured: Float32Array): number {
  let count = 0;
  for (const [frame, value] of isMeasured.entries()) {
    if (value === 1 && Number.isFinite(rms[frame] ?? Number.NaN)) count++;
  }
  return count;
}

function nonFiniteProblem(what: string, frames: number, entry: string): Problem {
  return {
    code: 'not-finite',
    what: `Some ${what} are no finite numbers`,
    expected: 'finite values in every frame',
    found: `${frames} ${frames === 1 ? 'frame' : 'frames'} with NaN or infinities, left out`,
    where: entry,
  };
}
