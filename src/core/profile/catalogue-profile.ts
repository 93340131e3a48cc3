import type { SampleConfig } from '../sample/config.ts';
import type { CatalogueSequence, StoredMoments } from '../snapshot/catalogue.ts';
import type { SequenceProfile } from './sequence-profile.ts';

/** What a snapshot's catalogue tells of a profile without a clip being read. */
export type CatalogueProfile = Pick<
  SequenceProfile,
  'entry' | 'n_frames' | 'seconds' | 'loudnessDbfs' | 'level' | 'jawMeanRad' | 'expressionEnergy'
>;

/** Jaw rotation about x. */
const JAW_DIM = 3;

/**
 * The figures of a profile that follow from a catalogue, the same as by reading every frame to within rounding; NaN where the export could not read all of them. Pitch,
 * syllables, ranges, speeds and lag take the frames themselves.
 *
 * @param moments of the sequence by group name.
 */
export function profileFromCatalogue(
  { entry, n_frames, audio, level }: Pick<CatalogueSequence, 'entry' | 'n_frames' | 'audio' | 'level'>,
  moments: ReadonlyMap<string, Pick<StoredMoments, 'width' | 'count' | 'mean' | 'm2'>>,
  config: SampleConfig,
): CatalogueProfile {
  const wholeOrNull = (group: string) => {
    const found = moments.get(group);
    return found?.count === n_frames ? found : null;
  };
  const expression = wholeOrNull('exp');
  return {
    entry,
    n_frames,
    seconds: n_frames / config.fps,
    loudnessDbfs: loudnessOf(audio),
    level,
    jawMeanRad: wholeOrNull('pose')?.mean[JAW_DIM] ?? Number.NaN,
    expressionEnergy:
      expression === null
        ? Number.NaN
        : Math.sqrt(expression.m2.reduce((sum, value) => sum + value, 0) / (expression.count * expression.width)),
  };
}

/** The mean square is the square of the mean and the variance of the population. */
function loudnessOf(audio: CatalogueSequence['audio']): number {
  if (audio === null) return Number.NaN;
  const power = audio.mean ** 2 + (audio.std ** 2 * (audio.samples - 1)) / audio.samples;
  return power > 0 ? 10 * Math.log10(power) : Number.NaN;
}
