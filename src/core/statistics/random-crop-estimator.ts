import type { Dataset } from '../dataset/dataset.ts';
import { within } from '../errors.ts';
import type { CoefficientStatistics, GroupWidth } from './coefficient-statistics.ts';
import { describeFloat32Columns } from './float32-columns.ts';
import { GroupFold, RandomCropFold } from './random-crop-fold.ts';
import {
  type DrawnSequence,
  estimatorError,
  planRandomCrops,
  type RandomCropDraws,
  type RandomCropSettings,
  sequencesOfBatch,
  startsOfSequence,
} from './random-crop-plan.ts';
import { describeWindows } from './window-descriptions.ts';

/** What {@link estimateByRandomCrops} draws from, and how often. */
export interface RandomCropPlan extends RandomCropSettings {
  /** In the split's order, which decides what is drawn for whom. */
  readonly entries: readonly DrawnSequence[];
  /** Rows `[startFrame, endFrame)` of a group, row-major (frames, width). */
  readonly readRows: (entry: string, group: string, startFrame: number, endFrame: number) => Float32Array;
  readonly groups: readonly GroupWidth[];
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
  const { sequences, windowFrames, startFrames } = planRandomCrops(plan.entries, plan);
  const folds = plan.groups.map(({ name, width }) => ({ name, width, fold: new GroupFold(width, startFrames.length) }));
  for (const [window, startFrame] of startFrames.entries()) {
    const { entry } = sequences[window % sequences.length] as DrawnSequence;
    for (const { name, width, fold } of folds) {
      const rows = plan.readRows(entry, name, startFrame, startFrame + windowFrames);
      within(entry, () => requireRows(name, rows, windowFrames * width));
      const { mean, std, min, max } = describeFloat32Columns(rows, width);
      fold.note({ means: mean, stds: std, min, max });
      fold.add(mean, std);
    }
    plan.onProgress?.(window + 1, startFrames.length);
  }
  return new Map(folds.map(({ name, fold }) => [name, fold.finish()]));
}

/** The same over the records of a dataset, sequence by sequence, so that each clip is read once a batch and not once a window. */
export function estimateDatasetByRandomCrops(
  dataset: Dataset,
  draws: RandomCropDraws,
  onProgress?: (doneWindows: number, totalWindows: number) => void,
): CoefficientStatistics {
  const fold = new RandomCropFold(draws, dataset.groups);
  for (const [index, batch] of fold.batches.entries()) {
    for (const sequence of sequencesOfBatch(draws, batch)) {
      const { entry } = draws.sequences[sequence] as DrawnSequence;
      const starts = startsOfSequence(draws, batch, sequence);
      fold.add(index, sequence, describeWindows(dataset, entry, starts, draws.windowFrames));
      onProgress?.(fold.doneWindows, fold.totalWindows);
    }
  }
  return fold.finish();
}

function requireRows(group: string, rows: Float32Array, expected: number): void {
  if (rows.length === expected) return;
  throw estimatorError(`A window of ${group} has the wrong size`, `${expected} values`, `${rows.length} values`);
}
