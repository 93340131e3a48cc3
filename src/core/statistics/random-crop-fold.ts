import type { CoefficientStatistics, GroupStatistics, GroupWidth } from './coefficient-statistics.ts';
import { dividedBy, lowerTo, raiseTo, sumFloat32Columns } from './float32-columns.ts';
import {
  BATCH_BYTES,
  estimatorError,
  planBatches,
  type RandomCropDraws,
  type WindowBatch,
  windowsOfSequence,
} from './random-crop-plan.ts';
import type { GroupWindows, WindowDescriptions } from './window-descriptions.ts';

/**
 * Adds up the windows of {@link planRandomCrops} as `np.mean`, `np.max` and `np.min` over the stack of their results do, in float32 and in the order in which
 * they were drawn, whatever the order in which they arrive: results of a batch are held until it is complete. So any number of workers gives the same bits.
 *
 * Memory: 8 bytes a value for the windows of the batches that are under way ({@link planBatches} bounds each), and, of a group one wide, which numpy adds
 * pairwise, 8 bytes for every window.
 */
export class RandomCropFold {
  readonly batches: readonly WindowBatch[];
  readonly #draws: RandomCropDraws;
  readonly #groups: readonly GroupWidth[];
  readonly #folds: readonly GroupFold[];
  readonly #pending = new Map<number, HeldBatch>();
  #nextBatch = 0;
  #doneWindows = 0;

  constructor(draws: RandomCropDraws, groups: readonly GroupWidth[], batchBytes = BATCH_BYTES) {
    this.#draws = draws;
    this.#groups = groups;
    this.#folds = groups.map(({ width }) => new GroupFold(width, draws.startFrames.length));
    this.batches = planBatches(draws, groups, batchBytes);
  }

  get totalWindows(): number {
    return this.#draws.startFrames.length;
  }

  get doneWindows(): number {
    return this.#doneWindows;
  }

  /** Takes the windows of one sequence, described in the order of `startsOfSequence`; each batch and sequence once. */
  add(batch: number, sequence: number, described: WindowDescriptions): void {
    const range = this.batches[batch];
    if (range === undefined || batch < this.#nextBatch) throw new Error(`batch ${batch} is not under way`);
    const windows = windowsOfSequence(this.#draws, range, sequence);
    this.#requireShape(described, windows.length);
    const held = this.#pending.get(batch) ?? new HeldBatch(range, this.#groups);
    this.#pending.set(batch, held);
    for (const [index, group] of described.groups.entries()) {
      held.set(index, windows, group);
      this.#folds[index]?.note(group);
    }
    held.missingWindows -= windows.length;
    this.#doneWindows += windows.length;
    this.#foldCompleteBatches();
  }

  /**
   * The mean over the windows that have arrived, in whatever order: provisional until all have. Null before the first one. Minima and maxima are those of
   * the windows seen.
   */
  provisional(): CoefficientStatistics | null {
    if (this.#doneWindows === 0) return null;
    return this.#statistics((fold) => fold.provisional(this.#doneWindows));
  }

  /** The estimate, float32. Every window must have arrived. */
  finish(): CoefficientStatistics {
    if (this.#doneWindows !== this.totalWindows) {
      throw new Error(`${this.totalWindows - this.#doneWindows} of ${this.totalWindows} windows have not arrived`);
    }
    return this.#statistics((fold) => fold.finish());
  }

  #statistics(of: (fold: GroupFold) => GroupStatistics): CoefficientStatistics {
    const entries: [string, GroupStatistics][] = [];
    for (const [index, fold] of this.#folds.entries()) entries.push([this.#groups[index]?.name ?? '', of(fold)]);
    return new Map(entries);
  }

  #foldCompleteBatches(): void {
    for (
      let held = this.#pending.get(this.#nextBatch);
      held?.missingWindows === 0;
      held = this.#pending.get(this.#nextBatch)
    ) {
      for (const [index, fold] of this.#folds.entries()) held.foldInto(fold, index);
      this.#pending.delete(this.#nextBatch);
      this.#nextBatch++;
    }
  }

  #requireShape({ windowCount, groups }: WindowDescriptions, wanted: number): void {
    const widths = (all: readonly { readonly width: number }[]) => all.map(({ width }) => width).join(', ');
    if (windowCount === wanted && widths(groups) === widths(this.#groups)) return;
    throw estimatorError(
      'The windows of a sequence are not those that were drawn',
      `${wanted} windows of groups ${widths(this.#groups)} wide`,
      `${windowCount} of groups ${widths(groups)} wide`,
    );
  }
}

/** Means and deviations of a batch's windows, by group, until all are there. */
class HeldBatch {
  missingWindows: number;
  readonly #firstWindow: number;
  readonly #means: readonly Float32Array[];
  readonly #stds: readonly Float32Array[];

  constructor({ firstWindow, endWindow }: WindowBatch, groups: readonly GroupWidth[]) {
    const windowCount = endWindow - firstWindow;
    this.missingWindows = windowCount;
    this.#firstWindow = firstWindow;
    this.#means = groups.map(({ width }) => new Float32Array(windowCount * width));
    this.#stds = groups.map(({ width }) => new Float32Array(windowCount * width));
  }

  set(group: number, windows: readonly number[], { width, means, stds }: GroupWindows): void {
    for (const [at, window] of windows.entries()) {
      const target = (window - this.#firstWindow) * width;
      this.#means[group]?.set(means.subarray(at * width, (at + 1) * width), target);
      this.#stds[group]?.set(stds.subarray(at * width, (at + 1) * width), target);
    }
  }

  foldInto(fold: GroupFold, group: number): void {
    const means = this.#means[group];
    const stds = this.#stds[group];
    if (means !== undefined && stds !== undefined) fold.add(means, stds);
  }
}

/** Sums of one group over the windows in order, and over those that have arrived. */
export class GroupFold {
  readonly #width: number;
  readonly #totalWindows: number;
  /** Running sums of a row a window; of a single column, which numpy adds pairwise, all values. */
  readonly #means: Float32Array;
  readonly #stds: Float32Array;
  readonly #min: Float32Array;
  readonly #max: Float32Array;
  /** Of what has arrived, float64. */
  readonly #noted: { readonly means: Float64Array; readonly stds: Float64Array };
  #windowCount = 0;

  constructor(width: number, totalWindows: number) {
    this.#width = width;
    this.#totalWindows = totalWindows;
    const length = width === 1 ? totalWindows : width;
    this.#means = new Float32Array(length);
    this.#stds = new Float32Array(length);
    this.#min = new Float32Array(width).fill(Number.POSITIVE_INFINITY);
    this.#max = new Float32Array(width).fill(Number.NEGATIVE_INFINITY);
    this.#noted = { means: new Float64Array(width), stds: new Float64Array(width) };
  }

  /** Takes what needs no order: minima, maxima and the sums for provisional values. */
  note({ means, stds, min, max }: Pick<GroupWindows, 'means' | 'stds' | 'min' | 'max'>): void {
    addRowsInto(this.#noted.means, means);
    addRowsInto(this.#noted.stds, stds);
    lowerTo(this.#min, min, 0);
    raiseTo(this.#max, max, 0);
  }

  /** Adds the next windows in the order in which they were drawn, a row each. */
  add(means: Float32Array, stds: Float32Array): void {
    if (this.#width === 1) {
      this.#means.set(means, this.#windowCount);
      this.#stds.set(stds, this.#windowCount);
    } else {
      addRowsInto(this.#means, means);
      addRowsInto(this.#stds, stds);
    }
    this.#windowCount += means.length / this.#width;
  }

  provisional(windowCount: number): GroupStatistics {
    const { means, stds } = this.#noted;
    return {
      mean: means.map((sum) => sum / windowCount),
      std: stds.map((sum) => sum / windowCount),
      min: this.#min.slice(),
      max: this.#max.slice(),
    };
  }

  finish(): GroupStatistics {
    return {
      mean: this.#meanOf(this.#means),
      std: this.#meanOf(this.#stds),
      min: this.#min.slice(),
      max: this.#max.slice(),
    };
  }

  #meanOf(sums: Float32Array): Float32Array {
    return dividedBy(this.#width === 1 ? sumFloat32Columns(sums, 1) : sums.slice(), this.#totalWindows);
  }
}

/** Adds each row of `rows` to `sums`, row after row, rounding as `sums` does. */
function addRowsInto(sums: Float32Array | Float64Array, rows: Float32Array): void {
  for (let row = 0; row < rows.length; row += sums.length) {
    for (let dim = 0; dim < sums.length; dim++) sums[dim] = (sums[dim] as number) + (rows[row + dim] as number);
  }
}
