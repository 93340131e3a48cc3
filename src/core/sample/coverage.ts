import { DataError } from '../errors.ts';
import type { CropStrategy } from './crop.ts';
import { NumpyRandomState } from './numpy-random.ts';

/** Strategies of the training loader. */
export type CoverageStrategy = Exclude<CropStrategy, 'manual'>;

/**
 * Expected reads of each frame of a sequence in one epoch, where each epoch takes one crop of it: the starts whose crop holds the frame, divided by all starts. Exact.
 * Null where the sequence is shorter than a crop: no frame of it is ever read.
 */
export function expectedReads(strategy: CoverageStrategy, nFrames: number, cropFrames: number): Float64Array | null {
  requireCropFrames(cropFrames);
  const lastStart = nFrames - cropFrames;
  if (!(lastStart >= 0)) return null;
  const reads = new Float64Array(nFrames);
  if (strategy === 'begin') return reads.fill(1, 0, cropFrames);
  if (strategy === 'end') return reads.fill(1, lastStart);
  for (let frame = 0; frame < nFrames; frame++)
    reads[frame] = startsThatReach(frame, nFrames, cropFrames) / (lastStart + 1);
  return reads;
}

/** Starts in `[0, nFrames - cropFrames]` whose crop holds the frame. */
export function startsThatReach(frame: number, nFrames: number, cropFrames: number): number {
  return Math.min(frame, nFrames - cropFrames) - Math.max(0, frame - cropFrames + 1) + 1;
}

/** How the reads of one sequence rise from its edges to its middle. */
export interface ReadsProfile {
  /** Starts that a crop may have. */
  readonly startCount: number;
  /** Expected reads of the most read frames in an epoch. */
  readonly middleReads: number;
  /** The most read frames, half-open. */
  readonly middleFrames: readonly [number, number];
  /** Expected reads of the first frame, and of the last. */
  readonly firstReads: number;
  readonly lastReads: number;
}

/** The shape of {@link expectedReads} in numbers; null where the sequence is shorter than a crop. */
export function describeReads(strategy: CoverageStrategy, nFrames: number, cropFrames: number): ReadsProfile | null {
  requireCropFrames(cropFrames);
  const lastStart = nFrames - cropFrames;
  if (!(lastStart >= 0)) return null;
  if (strategy !== 'random') {
    const first = strategy === 'begin' ? 0 : lastStart;
    const isRead = (frame: number) => (frame >= first && frame < first + cropFrames ? 1 : 0);
    return {
      startCount: 1,
      middleReads: 1,
      middleFrames: [first, first + cropFrames],
      firstReads: isRead(0),
      lastReads: isRead(nFrames - 1),
    };
  }
  const startCount = lastStart + 1;
  const most = Math.min(cropFrames, startCount);
  return {
    startCount,
    middleReads: most / startCount,
    middleFrames: [most - 1, nFrames - most + 1],
    firstReads: 1 / startCount,
    lastReads: 1 / startCount,
  };
}

export interface EpochPlan {
  /** Of each sequence, in the order of the split's file, which decides what is drawn for whom. */
  readonly nFrames: ArrayLike<number>;
  readonly strategy: CoverageStrategy;
  readonly cropFrames: number;
  /** As for `np.random.seed`, once before the first epoch. */
  readonly seed: number;
  readonly epochs: number;
}

/** 512 MB of starts. */
const MAX_CROPS = 2 ** 27;
const TOO_SHORT = -1;

/**
 * First frames of the crops that the loader draws, row-major (epochs, sequences); -1 for a sequence shorter than a crop, which takes no draw (the
 * loader stops there, so whoever trains leaves it out). One crop of each sequence an epoch, in the list's order, from one stream:
 * `np.random.seed(seed)`, then `np.random.randint(0, n_frames - crop + 1)` again and again, as `loader.py` does. A training run that shuffles, or that has
 * several workers, draws the same numbers for other sequences.
 */
export function drawEpochs({ nFrames, strategy, cropFrames, seed, epochs }: EpochPlan): Int32Array {
  requireCropFrames(cropFrames);
  requireEpochs(epochs, nFrames.length);
  const random = new NumpyRandomState(seed);
  const starts = new Int32Array(epochs * nFrames.length);
  for (let i = 0, sequence = 0; i < starts.length; i++, sequence = sequence + 1 === nFrames.length ? 0 : sequence + 1) {
    const lastStart = (nFrames[sequence] as number) - cropFrames;
    if (!(lastStart >= 0)) starts[i] = TOO_SHORT;
    else if (strategy === 'random') starts[i] = random.randint(0, lastStart + 1);
    else starts[i] = strategy === 'begin' ? 0 : lastStart;
  }
  return starts;
}

/** How often each frame of a sequence is read by crops at these starts, shape (nFrames); starts below 0 are no crop. */
export function countReads(starts: Iterable<number>, nFrames: number, cropFrames: number): Uint32Array {
  const steps = new Int32Array(nFrames + 1);
  for (const start of starts) {
    if (start < 0 || start + cropFrames > nFrames) continue;
    steps[start] = (steps[start] as number) + 1;
    steps[start + cropFrames] = (steps[start + cropFrames] as number) - 1;
  }
  const reads = new Uint32Array(nFrames);
  let count = 0;
  for (let frame = 0; frame < nFrames; frame++) {
    count += steps[frame] as number;
    reads[frame] = count;
  }
  return reads;
}

/** Starts of one sequence, an epoch each, out of what {@link drawEpochs} gave for `sequenceCount` of them. */
export function startsOfSequence(starts: Int32Array, sequenceCount: number, sequence: number): Int32Array {
  const own = new Int32Array(sequenceCount === 0 ? 0 : starts.length / sequenceCount);
  for (let epoch = 0; epoch < own.length; epoch++) own[epoch] = starts[epoch * sequenceCount + sequence] as number;
  return own;
}

function requireCropFrames(cropFrames: number): void {
  if (Number.isSafeInteger(cropFrames) && cropFrames > 0) return;
  throw coverageError('A crop has no usable length', '1 frame or more', String(cropFrames));
}

function requireEpochs(epochs: number, sequences: number): void {
  if (!Number.isSafeInteger(epochs) || epochs < 1) {
    throw coverageError('The number of epochs is not usable', '1 or more', String(epochs));
  }
  if (epochs * sequences <= MAX_CROPS) return;
  const found = `${epochs} epochs of ${sequences} sequences`;
  throw coverageError('Too many crops to simulate', `${MAX_CROPS} crops at most`, found);
}

function coverageError(what: string, expected: string, found: string): DataError {
  return new DataError({ code: 'coverage', what, expected, found, where: 'crop coverage' });
}
