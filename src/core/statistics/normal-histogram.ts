import { DataError } from '../errors.ts';
import { COEFFICIENT_EPS } from '../sample/normalize.ts';

/**
 * Where the bins of one group lie: `binCount` equal bins a dimension over z from `-reach` to `reach`, with z = (x - mean) / scale. Equal bins can be
 * merged, so workers count a sequence each.
 */
export interface NormalBins {
  readonly width: number;
  readonly binCount: number;
  /** In deviations. */
  readonly reach: number;
  /** One value a dimension, dataset units. */
  readonly mean: Float64Array;
  /** The loader's divisor, `std + eps`, so that a deviation of 0 has bins too. */
  readonly scale: Float64Array;
}

/** Counts of all dimensions of one group. Plain data, as it passes a message port. */
export interface NormalHistogram extends NormalBins {
  /** Frames that were counted; every dimension has a value in each. */
  frameCount: number;
  /** `width * binCount` counts, the bins of a dimension side by side. */
  readonly counts: Float64Array;
  /** Finite values below the first bin, by dimension. */
  readonly below: Float64Array;
  /** Finite values above the last bin. */
  readonly above: Float64Array;
  /** NaN and infinities. */
  readonly nonFinite: Float64Array;
}

export interface NormalBinOptions {
  /** 81 when absent: a bin is a tenth of a deviation wide and the middle one lies on the mean. */
  readonly binCount?: number;
  /** Deviations to either side of the mean; 4 when absent. */
  readonly reach?: number;
  /** What the loader adds to each std; 1e-9 when absent. */
  readonly eps?: number;
}

/** The statistics that place the bins: a value a dimension. */
export interface BinStatistics {
  readonly mean: ArrayLike<number>;
  readonly std: ArrayLike<number>;
}

const MAX_BINS = 4096;

/** Bins over `mean +- reach * (std + eps)`. Throws a `DataError` where a mean is not finite or a std no number of 0 or more. */
export function placeNormalBins({ mean, std }: BinStatistics, options: NormalBinOptions = {}): NormalBins {
  const { binCount = 81, reach = 4, eps = COEFFICIENT_EPS } = options;
  if (!Number.isInteger(binCount) || binCount < 1 || binCount > MAX_BINS) {
    throw binsError(`1 to ${MAX_BINS} bins`, String(binCount));
  }
  if (!(reach > 0 && Number.isFinite(reach))) throw binsError('a reach above 0', String(reach));
  const width = mean.length;
  const scale = Float64Array.from(std, (deviation) => deviation + eps);
  for (let dim = 0; dim < width; dim++) {
    const divisor = scale[dim] ?? Number.NaN;
    if (Number.isFinite(mean[dim]) && divisor > 0 && Number.isFinite(divisor)) continue;
    throw binsError('a finite mean and std', `mean ${mean[dim]} and std ${std[dim]} at dimension ${dim}`);
  }
  return { width, binCount, reach, mean: Float64Array.from(mean), scale };
}

/** A histogram without frames. */
export function createNormalHistogram(bins: NormalBins): NormalHistogram {
  const { width, binCount, reach, mean, scale } = bins;
  return {
    width,
    binCount,
    reach,
    mean,
    scale,
    frameCount: 0,
    counts: new Float64Array(width * binCount),
    below: new Float64Array(width),
    above: new Float64Array(width),
    nonFinite: new Float64Array(width),
  };
}

/** Counts rows, shape (frames, width), row-major, into `histogram`, which changes. A bin holds its lower bound, the last one also its upper. */
export function countRows(histogram: NormalHistogram, rows: Float32Array, width: number): void {
  const { binCount, reach, counts, below, above, nonFinite } = histogram;
  if (width !== histogram.width || rows.length % width !== 0) {
    throw binsError(`rows ${histogram.width} wide`, `${rows.length} values in rows ${width} wide`);
  }
  const binsAStd = binCount / (2 * reach);
  for (let dim = 0; dim < width; dim++) {
    const mean = histogram.mean[dim] as number;
    const binsAUnit = binsAStd / (histogram.scale[dim] as number);
    const firstBin = dim * binCount;
    for (let at = dim; at < rows.length; at += width) {
      const position = ((rows[at] as number) - mean) * binsAUnit + binCount / 2;
      if (position >= 0 && position <= binCount) {
        const bin = firstBin + Math.min(Math.floor(position), binCount - 1);
        counts[bin] = (counts[bin] as number) + 1;
      } else if (!Number.isFinite(rows[at] as number)) nonFinite[dim] = (nonFinite[dim] as number) + 1;
      else if (position < 0) below[dim] = (below[dim] as number) + 1;
      else above[dim] = (above[dim] as number) + 1;
    }
  }
  histogram.frameCount += rows.length / width;
}

/** Both together; neither argument changes. Counts are whole numbers, so the order of merging never matters. Throws where the bins differ. */
export function mergeNormalHistograms(a: NormalHistogram, b: NormalHistogram): NormalHistogram {
  const isSame = (as: Float64Array, bs: Float64Array) => as.every((value, at) => value === bs[at]);
  const isSameSize = a.width === b.width && a.binCount === b.binCount && a.reach === b.reach;
  if (!isSameSize || !isSame(a.mean, b.mean) || !isSame(a.scale, b.scale)) {
    throw binsError('histograms over the same bins', 'others');
  }
  const sum = (as: Float64Array, bs: Float64Array) => as.map((count, at) => count + (bs[at] as number));
  return {
    ...a,
    frameCount: a.frameCount + b.frameCount,
    counts: sum(a.counts, b.counts),
    below: sum(a.below, b.below),
    above: sum(a.above, b.above),
    nonFinite: sum(a.nonFinite, b.nonFinite),
  };
}

/** Counts of one dimension's bins. A view, not to be changed. */
export function countsOfDimension({ counts, binCount }: NormalHistogram, dim: number): Float64Array {
  return counts.subarray(dim * binCount, (dim + 1) * binCount);
}

/** The `binCount + 1` bounds of a dimension's bins in dataset units. */
export function edgesInUnits(bins: NormalBins, dim: number): Float64Array {
  const mean = bins.mean[dim] ?? Number.NaN;
  const scale = bins.scale[dim] ?? Number.NaN;
  return edgesInStd(bins).map((z) => mean + z * scale);
}

/** The bounds as z of the bins' own statistics, the same for all dimensions. */
export function edgesInStd({ binCount, reach }: NormalBins): Float64Array {
  return Float64Array.from({ length: binCount + 1 }, (_, edge) => (2 * reach * edge) / binCount - reach);
}

/** The bounds of a dimension's bins as z of other statistics: the counts stay what they are, so one pass shows any normalisation. */
export function edgesInOtherStd(
  bins: NormalBins,
  dim: number,
  other: { readonly mean: number; readonly std: number },
  eps = COEFFICIENT_EPS,
): Float64Array {
  return edgesInUnits(bins, dim).map((value) => (value - other.mean) / (other.std + eps));
}

function binsError(expected: string, found: string): DataError {
  return new DataError({
    code: 'histogram-bins',
    what: 'The histogram cannot be made',
    expected,
    found,
    where: 'histogram',
  });
}
