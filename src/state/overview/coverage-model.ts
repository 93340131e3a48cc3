import {
  countReads,
  describeReads,
  drawEpochs,
  expectedReads,
  type ReadsProfile,
  startsOfSequence,
} from '../../core/sample/coverage.ts';
import type { SequenceRow } from '../../worker/protocol.ts';
import type { AppState } from '../app-state.ts';
import { cropLength } from '../crop-start.ts';
import { MAX_DRAWS } from './coverage-limits.ts';
import { chosenEntryOf, lengthsOf, rowOfEntry, sequencesOf } from './overview-selectors.ts';
import type { CoverageChoice } from './overview-state.ts';
import { remember } from './remember.ts';

/** How often crops read each frame of one sequence in an epoch. */
export interface SequenceCoverage {
  readonly kind: 'sequence';
  readonly entry: string;
  readonly n_frames: number;
  readonly cropFrames: number;
  readonly strategy: CoverageChoice['strategy'];
  /** Exact. */
  readonly expected: Float64Array;
  /** Mean reads an epoch of the simulated epochs; null where the stream cannot be followed to this sequence. */
  readonly simulated: Float64Array | null;
  readonly shape: ReadsProfile;
  /** Mean reads of the first 25 frames, as a share of those of the most read frames. */
  readonly edgeShare: number;
  /** Split whose epochs were simulated; null where no split lists the sequence, so it stands alone. */
  readonly split: string | null;
}

/** How often crops read the frames of all sequences of one split, or of all, in an epoch. */
export interface DatasetCoverage {
  readonly kind: 'dataset';
  readonly split: string | null;
  readonly sequences: number;
  /** Sequences shorter than a crop: none of their frames is ever read. */
  readonly tooShort: number;
  readonly unknownLengths: number;
  readonly frames: number;
  /** Frames by expected reads, in tenths of a read: bin i holds [i/10, (i+1)/10), the last one 1 as well. */
  readonly counts: Float64Array;
  /** The same of the simulated mean reads; null where there are too many to simulate on the page. */
  readonly simulatedCounts: Float64Array | null;
  /** Frames never read, and read less than once in ten epochs. */
  readonly neverFrames: number;
  readonly hardlyFrames: number;
}

export type Coverage = SequenceCoverage | DatasetCoverage | { readonly kind: 'none'; readonly why: string };

/** Frames that are counted one by one without being noticed. */
const MAX_COUNTED_FRAMES = 8_000_000;
export const READ_BINS = 10;
const HARDLY_READS = 0.1;
const EDGE_FRAMES = 25;

/** The coverage that the choice asks for. */
export function coverageOf(state: Pick<AppState, 'dataset' | 'overview' | 'sequence' | 'crop'>): Coverage {
  const { overview, crop } = state;
  const { scope, strategy, epochs, seed } = overview.coverage;
  const lengths = lengthsOf(state);
  const sequences = sequencesOf(state);
  const row = rowOfEntry(state, chosenEntryOf(state));
  const split = row === -1 ? (sequences[0]?.splits[0] ?? null) : (sequences[row]?.splits[0] ?? null);
  const rows = rowsOfSplit(sequences, split);
  const drawn = drawSplit(lengths, rows, strategy, cropLength(crop), seed, epochs);
  return scope === 'dataset'
    ? coverDataset(lengths, rows, split, strategy, cropLength(crop), drawn)
    : coverSequence(sequences, lengths, rows, row, split, strategy, cropLength(crop), drawn);
}

const rowsOfSplit = remember((sequences: readonly SequenceRow[], split: string | null) =>
  Uint32Array.from(sequences.flatMap(({ splits }, row) => (split === null || splits.includes(split) ? [row] : []))),
);

/** Starts of every epoch; null where lengths are missing, since all draws after them would be other ones, or where there are too many. */
const drawSplit = remember(
  (
    lengths: Float64Array,
    rows: Uint32Array,
    strategy: CoverageChoice['strategy'],
    cropFrames: number,
    seed: number,
    epochs: number,
  ): Int32Array | null => {
    if (rows.length * epochs > MAX_DRAWS) return null;
    const nFrames = Float64Array.from(rows, (row) => lengths[row] as number);
    if (nFrames.some(Number.isNaN)) return null;
    return drawEpochs({ nFrames, strategy, cropFrames, seed, epochs });
  },
);

const coverSequence = remember(
  (
    sequences: readonly SequenceRow[],
    lengths: Float64Array,
    rows: Uint32Array,
    row: number,
    split: string | null,
    strategy: CoverageChoice['strategy'],
    cropFrames: number,
    drawn: Int32Array | null,
  ): Coverage => {
    const entry = sequences[row]?.entry;
    const n_frames = lengths[row] ?? Number.NaN;
    if (entry === undefined) return { kind: 'none', why: 'No sequence is chosen.' };
    if (Number.isNaN(n_frames)) return { kind: 'none', why: `The length of ${entry} is not known yet.` };
    const expected = expectedReads(strategy, n_frames, cropFrames);
    const shape = describeReads(strategy, n_frames, cropFrames);
    if (expected === null || shape === null) {
      return {
        kind: 'none',
        why: `${entry} has ${n_frames} frames, fewer than the ${cropFrames} of a crop: never read.`,
      };
    }
    return {
      kind: 'sequence',
      entry,
      n_frames,
      cropFrames,
      strategy,
      expected,
      simulated: drawn === null ? null : meanReads(drawn, rows.length, rows.indexOf(row), n_frames, cropFrames),
      shape,
      edgeShare: meanOf(expected.subarray(0, EDGE_FRAMES)) / shape.middleReads,
      split,
    };
  },
);

function meanReads(
  drawn: Int32Array,
  sequenceCount: number,
  place: number,
  n_frames: number,
  cropFrames: number,
): Float64Array | null {
  if (place === -1) return null;
  const starts = startsOfSequence(drawn, sequenceCount, place);
  return Float64Array.from(countReads(starts, n_frames, cropFrames), (count) => count / starts.length);
}

const coverDataset = remember(
  (
    lengths: Float64Array,
    rows: Uint32Array,
    split: string | null,
    strategy: CoverageChoice['strategy'],
    cropFrames: number,
    drawn: Int32Array | null,
  ): DatasetCoverage => {
    const counts = new Float64Array(READ_BINS);
    let [tooShort, unknownLengths, frames, neverFrames, hardlyFrames] = [0, 0, 0, 0, 0];
    // Sequences of one length are covered alike.
    for (const [n_frames, sequenceCount] of countLengths(lengths, rows)) {
      if (Number.isNaN(n_frames)) {
        unknownLengths += sequenceCount;
        continue;
      }
      frames += n_frames * sequenceCount;
      const expected = expectedReads(strategy, n_frames, cropFrames);
      if (expected === null) {
        tooShort += sequenceCount;
        neverFrames += n_frames * sequenceCount;
        hardlyFrames += n_frames * sequenceCount;
        counts[0] = (counts[0] as number) + n_frames * sequenceCount;
        continue;
      }
      for (const reads of expected) {
        const bin = Math.min(Math.floor(reads * READ_BINS), READ_BINS - 1);
        counts[bin] = (counts[bin] as number) + sequenceCount;
        if (reads === 0) neverFrames += sequenceCount;
        if (reads < HARDLY_READS) hardlyFrames += sequenceCount;
      }
    }
    const isCountable = drawn !== null && frames <= MAX_COUNTED_FRAMES;
    return {
      kind: 'dataset',
      split,
      sequences: rows.length,
      tooShort,
      unknownLengths,
      frames,
      counts,
      simulatedCounts: isCountable ? simulateCounts(lengths, rows, cropFrames, drawn) : null,
      neverFrames,
      hardlyFrames,
    };
  },
);

function countLengths(lengths: Float64Array, rows: Uint32Array): Map<number, number> {
  const countByLength = new Map<number, number>();
  for (const row of rows) {
    const n_frames = lengths[row] as number;
    countByLength.set(n_frames, (countByLength.get(n_frames) ?? 0) + 1);
  }
  return countByLength;
}

function simulateCounts(lengths: Float64Array, rows: Uint32Array, cropFrames: number, drawn: Int32Array): Float64Array {
  const counts = new Float64Array(READ_BINS);
  for (const [place, row] of rows.entries()) {
    const starts = startsOfSequence(drawn, rows.length, place);
    for (const count of countReads(starts, lengths[row] as number, cropFrames)) {
      const bin = Math.min(Math.floor((count * READ_BINS) / starts.length), READ_BINS - 1);
      counts[bin] = (counts[bin] as number) + 1;
    }
  }
  return counts;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
