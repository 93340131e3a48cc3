import { DataError } from '../errors.ts';
import { NumpyRandomState } from '../sample/numpy-random.ts';
import type { GroupWidth } from './coefficient-statistics.ts';

/** A sequence that windows are drawn from. */
export interface DrawnSequence {
  readonly entry: string;
  readonly nFrames: number;
}

export interface RandomCropSettings {
  /** Windows drawn of each entry. */
  readonly rounds: number;
  /** Frames a window. */
  readonly windowFrames: number;
  /** As for `np.random.seed`. */
  readonly seed: number;
}

/**
 * Every window that the estimator draws, before any is read. Window `round * sequences.length + sequence` is the one that numpy's stream gives the sequence
 * in that round; this is also the order in which results are added.
 */
export interface RandomCropDraws {
  /** In the split's order, which decides what is drawn for whom. */
  readonly sequences: readonly DrawnSequence[];
  readonly rounds: number;
  readonly windowFrames: number;
  /** First frame of each window. */
  readonly startFrames: Uint32Array;
}

/** Draws all windows. Throws a `DataError` where there is nothing to draw from or a sequence is shorter than a window. */
export function planRandomCrops(
  sequences: readonly DrawnSequence[],
  { rounds, windowFrames, seed }: RandomCropSettings,
): RandomCropDraws {
  requireCount('rounds', rounds);
  requireCount('frames a window', windowFrames);
  requireCount('windows in all', rounds * Math.max(sequences.length, 1));
  if (sequences.length === 0) throw estimatorError('There is nothing to draw windows from', '1 sequence or more', '0');
  for (const sequence of sequences) requireLength(sequence, windowFrames);
  const random = new NumpyRandomState(seed);
  const startFrames = new Uint32Array(rounds * sequences.length);
  for (let window = 0; window < startFrames.length; window++) {
    const { nFrames } = sequences[window % sequences.length] as DrawnSequence;
    startFrames[window] = random.randint(0, nFrames - windowFrames + 1);
  }
  return { sequences, rounds, windowFrames, startFrames };
}

/** Windows `[firstWindow, endWindow)`, which are described before any later one. */
export interface WindowBatch {
  readonly firstWindow: number;
  readonly endWindow: number;
}

/** Results of a batch that are held until they can be added in order: 50 rounds of HDTF_TFHP's 842 training sequences fit into one. */
export const BATCH_BYTES = 64 * 2 ** 20;

/**
 * Cuts the windows into batches whose results take at most `batchBytes`, however many sequences there are: whole rounds as long as one fits, parts of a
 * round where none does. A sequence is read once a batch.
 */
export function planBatches(
  { sequences, startFrames }: RandomCropDraws,
  groups: readonly GroupWidth[],
  batchBytes = BATCH_BYTES,
): WindowBatch[] {
  const windowBytes = 8 * groups.reduce((values, { width }) => values + width, 0);
  const most = Math.max(Math.floor(batchBytes / Math.max(windowBytes, 1)), 1);
  const windows = most >= sequences.length ? most - (most % sequences.length) : most;
  const batches: WindowBatch[] = [];
  for (let firstWindow = 0; firstWindow < startFrames.length; firstWindow += windows) {
    batches.push({ firstWindow, endWindow: Math.min(firstWindow + windows, startFrames.length) });
  }
  return batches;
}

/** The sequences that a batch draws from, by index, in the order of their first windows. */
export function sequencesOfBatch({ sequences }: RandomCropDraws, { firstWindow, endWindow }: WindowBatch): number[] {
  const count = Math.min(endWindow - firstWindow, sequences.length);
  return Array.from({ length: count }, (_, at) => (firstWindow + at) % sequences.length);
}

/** Numbers of a sequence's windows in a batch, ascending. */
export function windowsOfSequence(
  { sequences }: RandomCropDraws,
  { firstWindow, endWindow }: WindowBatch,
  sequence: number,
): number[] {
  const windows: number[] = [];
  const ahead = (sequence - firstWindow) % sequences.length;
  const first = firstWindow + (ahead < 0 ? ahead + sequences.length : ahead);
  for (let window = first; window < endWindow; window += sequences.length) windows.push(window);
  return windows;
}

/** First frames of a sequence's windows in a batch, in the same order. */
export function startsOfSequence(draws: RandomCropDraws, batch: WindowBatch, sequence: number): number[] {
  return windowsOfSequence(draws, batch, sequence).map((window) => draws.startFrames[window] as number);
}

export function estimatorError(what: string, expected: string, found: string): DataError {
  return new DataError({ code: 'random-crop-estimate', what, expected, found, where: 'random-crop statistics' });
}

function requireLength({ entry, nFrames }: DrawnSequence, windowFrames: number): void {
  if (Number.isSafeInteger(nFrames) && nFrames >= windowFrames && nFrames < 2 ** 32) return;
  throw new DataError({
    code: 'sequence-too-short',
    what: 'The sequence is shorter than one window',
    expected: `${windowFrames} frames or more`,
    found: `${nFrames} frames`,
    where: entry,
  });
}

function requireCount(unit: string, value: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= 2 ** 24) return;
  throw estimatorError(`The number of ${unit} is not usable`, `1 to ${2 ** 24}`, String(value));
}
