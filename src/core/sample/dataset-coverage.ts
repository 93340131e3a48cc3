import {
  type CoverageStrategy,
  countReads,
  describeReads,
  type EpochPlan,
  expectedReads,
  startsOfSequence,
} from './coverage.ts';

/** How often the frames of a dataset are read in one epoch. */
export interface DatasetCoverage {
  /** Sequences at least as long as a crop. */
  readonly sequences: number;
  /** Their frames. */
  readonly frames: number;
  /** Sequences that are too short, of which no frame is ever read, and their frames. */
  readonly tooShort: number;
  readonly tooShortFrames: number;
  /** Mean reads of a frame in an epoch, those of sequences that are too short left out. */
  readonly meanReads: number;
  /** Frames by their reads in an epoch, in equal bins of [0, 1]: `edges` has one value more than `counts`. A bin holds its lower edge, the last one both. */
  readonly edges: Float64Array;
  readonly counts: Float64Array;
  /** Frames that are never read, in sequences that are long enough. */
  readonly neverRead: number;
  /** Frames that are read less than `rareShare` of the most read ones of their sequence, those never read among them. */
  readonly rarelyRead: number;
  readonly rareShare: number;
  /**
   * Reads of the first frames, as a share of the most read ones of their sequence, mean over the sequences: value f is of frame f, as many as a crop has frames.
   * A random crop treats the last frames alike.
   */
  readonly edgeReads: Float64Array;
}

export interface CoverageOptions {
  readonly strategy: CoverageStrategy;
  readonly cropFrames: number;
  /** Share of a sequence's most read frames below which a frame counts as rarely read; 0.1 where absent. */
  readonly rareShare?: number;
  /** Bins of the histogram; 50 where absent. */
  readonly binCount?: number;
}

const DEFAULT_RARE_SHARE = 0.1;
const DEFAULT_BIN_COUNT = 50;

/**
 * Exact coverage of all sequences, without looking at single frames: sequences of one length are alike, and the reads of a random crop rise by equal steps to a level
 * middle and fall again.
 *
 * @param nFrames of each sequence.
 */
export function measureCoverage(nFrames: ArrayLike<number>, options: CoverageOptions): DatasetCoverage {
  const { strategy, cropFrames } = options;
  const gatherer = new CoverageGatherer(options);
  for (const [length, sequences] of countLengths(nFrames)) {
    const profile = describeReads(strategy, length, cropFrames);
    if (profile === null) {
      gatherer.addTooShort(length, sequences);
    } else if (strategy === 'random') {
      gatherer.addRamp(length, sequences, profile.startCount);
    } else {
      gatherer.addFrames({ reads: 1, shareOfMost: 1 }, cropFrames * sequences);
      gatherer.addFrames({ reads: 0, shareOfMost: 0 }, (length - cropFrames) * sequences);
      const reads = expectedReads(strategy, length, cropFrames);
      if (reads !== null) gatherer.addEdge(reads, 1, sequences);
    }
  }
  return gatherer.finish();
}

/** The same by the crops of a number of epochs: reads are counted, and divided by the epochs. */
export function simulateCoverage(starts: Int32Array, plan: EpochPlan, options: CoverageOptions): DatasetCoverage {
  const { nFrames, cropFrames, epochs } = plan;
  const gatherer = new CoverageGatherer(options);
  for (let sequence = 0; sequence < nFrames.length; sequence++) {
    const length = nFrames[sequence] as number;
    if (!(length >= cropFrames)) {
      gatherer.addTooShort(length, 1);
      continue;
    }
    const reads = countReads(startsOfSequence(starts, nFrames.length, sequence), length, cropFrames);
    const framesByReads = new Uint32Array(epochs + 1);
    for (let frame = 0; frame < length; frame++) {
      const count = reads[frame] as number;
      framesByReads[count] = (framesByReads[count] as number) + 1;
    }
    const most = framesByReads.findLastIndex((frames) => frames > 0);
    for (let count = 0; count <= most; count++) {
      const frames = framesByReads[count] as number;
      gatherer.addFrames({ reads: count / epochs, shareOfMost: count / most }, frames);
    }
    gatherer.addEdge(reads, most, 1);
  }
  return gatherer.finish();
}

class CoverageGatherer {
  readonly #cropFrames: number;
  readonly #rareShare: number;
  readonly #edges: Float64Array;
  readonly #counts: Float64Array;
  readonly #edgeReads: Float64Array;
  #sequences = 0;
  #frames = 0;
  #tooShort = 0;
  #tooShortFrames = 0;
  #neverRead = 0;
  #rarelyRead = 0;

  constructor({ cropFrames, rareShare = DEFAULT_RARE_SHARE, binCount = DEFAULT_BIN_COUNT }: CoverageOptions) {
    this.#cropFrames = cropFrames;
    this.#rareShare = rareShare;
    this.#edges = Float64Array.from({ length: binCount + 1 }, (_, edge) => edge / binCount);
    this.#counts = new Float64Array(binCount);
    this.#edgeReads = new Float64Array(cropFrames);
  }

  addTooShort(length: number, sequences: number): void {
    this.#tooShort += sequences;
    this.#tooShortFrames += length * sequences;
  }

  /** Adds `frames` frames that are read alike, also when set against the most read ones of their sequence. */
  addFrames({ reads, shareOfMost }: { readonly reads: number; readonly shareOfMost: number }, frames: number): void {
    if (frames === 0) return;
    const bin = this.#binOf(reads);
    this.#counts[bin] = (this.#counts[bin] as number) + frames;
    this.#frames += frames;
    if (reads === 0) this.#neverRead += frames;
    if (shareOfMost < this.#rareShare) this.#rarelyRead += frames;
  }

  /** Adds random crops' sequences of one length: k starts of `startCount` reach the k-th frame from either edge, until the middle. */
  addRamp(length: number, sequences: number, startCount: number): void {
    const most = Math.min(this.#cropFrames, startCount);
    this.addFrames({ reads: most / startCount, shareOfMost: 1 }, (length - 2 * (most - 1)) * sequences);
    for (let k = 1; k < most; k++) this.addFrames({ reads: k / startCount, shareOfMost: k / most }, 2 * sequences);
    this.#sequences += sequences;
    for (let frame = 0; frame < this.#cropFrames; frame++) {
      const reach = Math.min(frame + 1, most, length - frame);
      this.#edgeReads[frame] = (this.#edgeReads[frame] as number) + (reach / most) * sequences;
    }
  }

  /** Adds the reads of the first frames of `sequences` sequences that are alike. */
  addEdge(reads: ArrayLike<number>, most: number, sequences: number): void {
    this.#sequences += sequences;
    for (let frame = 0; frame < this.#cropFrames; frame++) {
      this.#edgeReads[frame] = (this.#edgeReads[frame] as number) + ((reads[frame] as number) / most) * sequences;
    }
  }

  finish(): DatasetCoverage {
    return {
      sequences: this.#sequences,
      frames: this.#frames,
      tooShort: this.#tooShort,
      tooShortFrames: this.#tooShortFrames,
      meanReads: (this.#cropFrames * this.#sequences) / this.#frames,
      edges: this.#edges,
      counts: this.#counts,
      neverRead: this.#neverRead,
      rarelyRead: this.#rarelyRead,
      rareShare: this.#rareShare,
      edgeReads: this.#edgeReads.map((sum) => sum / this.#sequences),
    };
  }

  /** By the edges themselves: a product may round across one. */
  #binOf(reads: number): number {
    const lastBin = this.#counts.length - 1;
    const bin = Math.min(Math.floor(reads * this.#counts.length), lastBin);
    if (reads < (this.#edges[bin] as number)) return bin - 1;
    return bin < lastBin && reads >= (this.#edges[bin + 1] as number) ? bin + 1 : bin;
  }
}

function countLengths(nFrames: ArrayLike<number>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < nFrames.length; i++) {
    const length = nFrames[i] as number;
    counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  return counts;
}
