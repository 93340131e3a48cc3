import { storedMoments } from '../known-sequences.ts';
import type { JobContext, SequenceJob } from './sequence-job.ts';

export interface CatalogueFiguresOptions {
  /** Whose figures are wanted: a part of a large dataset, so that other calls get their turn in between. */
  readonly entries: readonly string[];
}

/** Figures that a snapshot's export took over every frame, one value an entry; NaN where its catalogue does not have it, or a record has a problem. */
export interface CatalogueFigures {
  readonly frames: Float64Array;
  /** Root mean square of all samples, dB of full scale. */
  readonly loudnessDbfs: Float64Array;
  readonly jawMeanRad: Float64Array;
  readonly expressionEnergy: Float64Array;
}

const POSE = 'pose';
const JAW_DIM = 3;
const EXPRESSION = 'exp';

/** What a snapshot tells of its sequences without a clip being decoded. Null for a raw LMDB. */
export const catalogueFiguresJob: SequenceJob<CatalogueFiguresOptions, CatalogueFigures | null> = {
  keys: () => [],
  run: (context, _entry, { entries }) => {
    if (context.known === null) return null;
    const unknown = () => new Float64Array(entries.length).fill(Number.NaN);
    const figures = {
      frames: unknown(),
      loudnessDbfs: unknown(),
      jawMeanRad: unknown(),
      expressionEnergy: unknown(),
    };
    for (const [row, entry] of entries.entries()) readFigures(context, entry, row, figures);
    return figures;
  },
};

function readFigures({ dataset, known }: JobContext, entry: string, row: number, figures: CatalogueFigures): void {
  const sequence = known?.byEntry.get(entry);
  if (known === null || sequence === undefined) return;
  figures.frames[row] = sequence.n_frames;
  if (sequence.problems.length > 0) return;
  const { audio } = sequence;
  if (audio !== null && audio.samples > 1) {
    // The std is of n - 1: what it leaves out of the mean square is put back.
    const meanSquare = audio.mean ** 2 + (audio.std ** 2 * (audio.samples - 1)) / audio.samples;
    if (meanSquare > 0) figures.loudnessDbfs[row] = 10 * Math.log10(meanSquare);
  }
  const moments = storedMoments(known, dataset, entry);
  const jaw = moments?.[POSE]?.mean[JAW_DIM];
  if (jaw !== undefined) figures.jawMeanRad[row] = jaw;
  const expression = moments?.[EXPRESSION];
  if (expression !== undefined && expression.count > 0) {
    const sum = expression.m2.reduce((total, m2) => total + m2, 0);
    figures.expressionEnergy[row] = Math.sqrt(sum / (expression.count * expression.width));
  }
}
