import type { Dataset } from '../dataset/dataset.ts';
import { readFrameCount } from '../dataset/sequence.ts';
import { DataError } from '../errors.ts';
import { visitFrameRows } from './clip-rows.ts';
import { type CoefficientStatistics, finalizePooled } from './coefficient-statistics.ts';
import type { MomentsByGroup } from './moments.ts';
import { MomentsAccumulator } from './moments-accumulator.ts';
import { countRows, createNormalHistogram, type NormalBins, type NormalHistogram } from './normal-histogram.ts';

/** Half-open range of frames of a sequence. */
export interface FrameRange {
  readonly startFrame: number;
  readonly endFrame: number;
}

/**
 * Moments of the frames of one sequence, all of them where `range` is absent. Clips that the range does not touch are not read. Throws a `DataError` where
 * the range does not lie within the sequence, or a clip of it is missing, unreadable or too short.
 */
export function measureFrames(dataset: Dataset, entry: string, range?: FrameRange): MomentsByGroup {
  const moments = dataset.groups.map(({ width }) => new MomentsAccumulator(width));
  visitFrameRows(dataset, entry, checkedRange(dataset, entry, range), (rows) => {
    for (const [index, accumulator] of moments.entries()) {
      const values = rows[index];
      if (values !== undefined) accumulator.add(values);
    }
  });
  return new Map(moments.map((accumulator, index) => [dataset.groups[index]?.name ?? '', accumulator.finish()]));
}

/**
 * float64 statistics of one sequence, or of one crop of it; `ddof` as numpy's: 0 of the population, 1 of a sample. Same errors as {@link measureFrames}.
 */
export function describeFrames(
  dataset: Dataset,
  entry: string,
  ddof: 0 | 1,
  range?: FrameRange,
): CoefficientStatistics {
  return finalizePooled(measureFrames(dataset, entry, range), ddof);
}

/** Histograms of every dimension of the groups that have bins, over all frames of a sequence. Same errors as {@link measureFrames}. */
export function countSequence(
  dataset: Dataset,
  entry: string,
  binsByGroup: ReadonlyMap<string, NormalBins>,
): Map<string, NormalHistogram> {
  const histograms = new Map(Array.from(binsByGroup, ([group, bins]) => [group, createNormalHistogram(bins)]));
  visitFrameRows(dataset, entry, checkedRange(dataset, entry), (rows) => {
    for (const [index, { name, width }] of dataset.groups.entries()) {
      const histogram = histograms.get(name);
      const values = rows[index];
      if (histogram !== undefined && values !== undefined) countRows(histogram, values, width);
    }
  });
  return histograms;
}

function checkedRange({ store }: Dataset, entry: string, range?: FrameRange): FrameRange {
  const n_frames = readFrameCount(store, entry);
  const { startFrame, endFrame } = range ?? { startFrame: 0, endFrame: n_frames };
  const isWhole = Number.isInteger(startFrame) && Number.isInteger(endFrame);
  if (isWhole && 0 <= startFrame && startFrame < endFrame && endFrame <= n_frames) return { startFrame, endFrame };
  throw new DataError({
    code: 'frames-out-of-range',
    what: 'The sequence has no such frames',
    expected: `frames within 0 to ${n_frames}`,
    found: `${startFrame} to ${endFrame}`,
    where: entry,
  });
}
