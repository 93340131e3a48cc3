import { DataError, within } from '../errors.ts';
import { NumpyRandomState } from '../sample/numpy-random.ts';
import type { CoefficientStatistics, GroupStatistics, GroupWidth } from './coefficient-statistics.ts';
import { describeFloat32Columns, dividedBy, lowerTo, raiseTo, sumFloat32Columns } from './float32-columns.ts';

/** What {@link estimateByRandomCrops} draws from, and how often. */
export interface RandomCropPlan {
  /** In the split's order, which decides what is drawn for whom. */
  readonly entries: readonly { readonly entry: string; readonly nFrames: number }[];
  /** Rows `[startFrame, endFrame)` of a group, row-major (frames, width). */
  readonly readRows: (entry: string, group: string, startFrame: number, endFrame: number) => Float32Array;
  readonly groups: readonly GroupWidth[];
  /** Windows drawn of each entry. */
  readonly rounds: number;
  /** Frames a window. */
  readonly windowFrames: number;
  /** As for `np.random.seed`. */
  readonly seed: number;
  /** Called after each window with the number done and the number in all. */
  readonly onProgress?: (doneWindows: number, totalWindows: number) => void;
}

/**
 * The published estimator of `stats_train.npz`: in each round one random window of every entry; the mean of the windows' means, the mean of their
 * standard deviations (ddof 0), the largest maximum and the smallest minimum. All in float32 in numpy's order of additions, so that a file made by the
 * dataset's own script is met to the bit. The mean of standard deviations is smaller than the deviation of all frames pooled.
 *
 * Throws a `DataError` where there is nothing to draw from or an entry is shorter than a window.
 */
export function estimateByRandomCrops(plan: RandomCropPlan): CoefficientStatistics {
  requireCounts(plan);
  const { entries, groups, rounds, windowFrames } = plan;
  const totalWindows = rounds * entries.length;
  const random = new NumpyRandomState(plan.seed);
  const folds = groups.map(({ name, width }) => ({ name, width, fold: new WindowFold(width, totalWindows) }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, { entry, nFrames }] of entries.entries()) {
      const startFrame = random.randint(0, nFrames - windowFrames + 1);
      for (const { name, width, fold } of folds) {
        const rows = plan.readRows(entry, name, startFrame, startFrame + windowFrames);
        within(entry, () => requireRows(name, rows, windowFrames * width));
        fold.add(rows);
      }
      plan.onProgress?.(round * entries.length + index + 1, totalWindows);
    }
  }
  return new Map(folds.map(({ name, fold }) => [name, fold.finish()]));
}

/** Folds the windows of one group as `np.mean`, `np.max` and `np.min` over the stack of their results do, without keeping the stack. */
class WindowFold {
  readonly #width: number;
  readonly #totalWindows: number;
  /** Running sums of a row a window; of a single column, which numpy adds pairwise, all values. */
  readonly #means: Float32Array;
  readonly #stds: Float32Array;
  #min: Float32Array = new Float32Array(0);
  #max: Float32Array = new Float32Array(0);
  #windowCount = 0;

  constructor(width: number, totalWindows: number) {
    this.#width = width;
    this.#totalWindows = totalWindows;
    this.#means = new Float32Array(width === 1 ? totalWindows : width);
    this.#stds = new Float32Array(width === 1 ? totalWindows : width);
  }

  add(rows: Float32Array): void {
    const { mean, std, min, max } = describeFloat32Columns(rows, this.#width);
    if (this.#windowCount === 0) {
      this.#min = min;
      this.#max = max;
    }
    lowerTo(this.#min, min, 0);
    raiseTo(this.#max, max, 0);
    if (this.#width === 1) {
      this.#means.set(mean, this.#windowCount);
      this.#stds.set(std, this.#windowCount);
    } else {
      addInto(this.#means, mean);
      addInto(this.#stds, std);
    }
    this.#windowCount++;
  }

  finish(): GroupStatistics {
    return { mean: this.#meanOf(this.#means), std: this.#meanOf(this.#stds), min: this.#min, max: this.#max };
  }

  #meanOf(sums: Float32Array): Float32Array {
    return dividedBy(this.#width === 1 ? sumFloat32Columns(sums, 1) : sums, this.#totalWindows);
  }
}

function addInto(sums: Float32Array, values: Float32Array): void {
  for (let dim = 0; dim < sums.length; dim++) sums[dim] = (sums[dim] as number) + (values[dim] as number);
}

function requireCounts({ entries, rounds, windowFrames }: RandomCropPlan): void {
  requireCount('rounds', rounds);
  requireCount('frames a window', windowFrames);
  requireCount('windows in all', rounds * Math.max(entries.length, 1));
  if (entries.length === 0) throw estimatorError('There is nothing to draw windows from', '1 sequence or more', '0');
  for (const { entry, nFrames } of entries) {
    if (Number.isSafeInteger(nFrames) && nFrames >= windowFrames) continue;
    throw new DataError({
      code: 'sequence-too-short',
      what: 'The sequence is shorter than one window',
      expected: `${windowFrames} frames or more`,
      found: `${nFrames} frames`,
      where: entry,
    });
  }
}

function requireCount(unit: string, value: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= 2 ** 24) return;
  throw estimatorError(`The number of ${unit} is not usable`, `1 to ${2 ** 24}`, String(value));
}

function requireRows(group: string, rows: Float32Array, expected: number): void {
  if (rows.length === expected) return;
  throw estimatorError(`A window of ${group} has the wrong size`, `${expected} values`, `${rows.length} values`);
}

function estimatorError(what: string, expected: string, found: string): DataError {
  return new DataError({ code: 'random-crop-estimate', what, expected, found, where: 'random-crop statistics' });
}
