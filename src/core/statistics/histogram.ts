import { DataError } from '../errors.ts';
import type { Column } from './decimation.ts';

/** Counts in equally wide bins of `[low, high]`, and what fell outside. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  /** `binCount + 1` bounds. A bin holds its lower bound; the last one also its upper, as numpy's. */
  readonly edges: Float64Array;
  readonly counts: Float64Array;
  /** Finite values below `low`. */
  underflow: number;
  /** Finite values above `high`. */
  overflow: number;
  /** NaN and infinities. */
  nonFiniteCount: number;
}

/** An empty histogram. Throws a `DataError` unless `low < high`, both finite, and there are 1 to 65536 bins. */
export function createHistogram(low: number, high: number, binCount: number): Histogram {
  if (!(low < high) || !Number.isFinite(high - low) || !Number.isFinite(binCount / (high - low))) {
    throw histogramError('finite bounds, the lower one well below the higher', `[${low}, ${high}]`);
  }
  if (!Number.isInteger(binCount) || binCount < 1 || binCount > 65536) {
    throw histogramError('1 to 65536 bins', String(binCount));
  }
  const step = (high - low) / binCount;
  const edges = Float64Array.from({ length: binCount + 1 }, (_, bin) => (bin === binCount ? high : bin * step + low));
  return { low, high, edges, counts: new Float64Array(binCount), underflow: 0, overflow: 0, nonFiniteCount: 0 };
}

/**
 * Adds values, or one column of row-major rows, to `histogram`, which changes. Each value goes to the bin whose float64 edges enclose it, as in
 * `np.histogram` of float64 data.
 */
export function addToHistogram(
  histogram: Histogram,
  values: Float32Array | Float64Array,
  { width, dim }: Column = { width: 1, dim: 0 },
): void {
  if (!Number.isInteger(width) || !Number.isInteger(dim) || dim < 0 || dim >= width) {
    throw histogramError('a dimension within its row', `dimension ${dim} of ${width}`);
  }
  const { low, high, edges, counts } = histogram;
  const lastBin = counts.length - 1;
  const binsAUnit = counts.length / (high - low);
  for (let i = dim; i < values.length; i += width) {
    const value = values[i] as number;
    if (value >= low && value <= high) {
      let bin = Math.min(Math.floor((value - low) * binsAUnit), lastBin);
      // The product may round across an edge; the edges decide.
      if (value < (edges[bin] as number)) bin--;
      else if (bin < lastBin && value >= (edges[bin + 1] as number)) bin++;
      counts[bin] = (counts[bin] as number) + 1;
    } else if (!Number.isFinite(value)) histogram.nonFiniteCount++;
    else if (value < low) histogram.underflow++;
    else histogram.overflow++;
  }
}

/** Both together; neither argument changes. Throws a `DataError` where the bins differ. */
export function mergeHistograms(a: Histogram, b: Histogram): Histogram {
  if (a.low !== b.low || a.high !== b.high || a.counts.length !== b.counts.length) {
    throw histogramError(binsText(a), binsText(b));
  }
  return {
    ...a,
    counts: a.counts.map((count, bin) => count + (b.counts[bin] as number)),
    underflow: a.underflow + b.underflow,
    overflow: a.overflow + b.overflow,
    nonFiniteCount: a.nonFiniteCount + b.nonFiniteCount,
  };
}

function binsText({ low, high, counts }: Histogram): string {
  return `${counts.length} bins of [${low}, ${high}]`;
}

function histogramError(expected: string, found: string): DataError {
  return new DataError({
    code: 'histogram-bins',
    what: 'The histogram cannot be made',
    expected,
    found,
    where: 'histogram',
  });
}
