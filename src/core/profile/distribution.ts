import { percentileOfSorted } from '../statistics/percentile.ts';

/** How a figure spreads over sequences. */
export interface Distribution {
  /** Finite values. */
  readonly count: number;
  /** Values that could not be told, or that a log scale cannot show. */
  readonly leftOutCount: number;
  readonly min: number;
  /** 5th, 50th and 95th percentile. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly max: number;
  /** Bounds of the bins, evenly apart on the figure's scale; one more than `counts`. Empty where there is no value. */
  readonly edges: Float64Array;
  readonly counts: Float64Array;
}

/** Bins from the least to the greatest value, or over `range`, so that a subset can be counted in the bins of all. */
export function describeDistribution(
  values: ArrayLike<number>,
  scale: 'linear' | 'log',
  binCount: number,
  range?: readonly [number, number],
): Distribution {
  const isShown = (value: number) => Number.isFinite(value) && (scale === 'linear' || value > 0);
  const sorted = Float64Array.from(values).filter(isShown).sort();
  const count = sorted.length;
  const at = (percent: number) => percentileOfSorted(sorted, percent);
  const [low, high] = range ?? widen(at(0), at(100), scale);
  const edges = count === 0 && range === undefined ? new Float64Array() : edgesOf(low, high, scale, binCount);
  return {
    count,
    leftOutCount: values.length - count,
    min: at(0),
    low: at(5),
    median: at(50),
    high: at(95),
    max: at(100),
    edges,
    counts: countInto(edges, sorted),
  };
}

/** A single value lies in the middle of its bins. */
function widen(low: number, high: number, scale: 'linear' | 'log'): readonly [number, number] {
  if (low < high) return [low, high];
  if (scale === 'log') return [low / 2, high * 2];
  const room = low === 0 ? 1 : Math.abs(low) / 2;
  return [low - room, high + room];
}

function edgesOf(low: number, high: number, scale: 'linear' | 'log', binCount: number): Float64Array {
  const place = (edge: number) => {
    const share = edge / binCount;
    return scale === 'log' ? low * (high / low) ** share : low + (high - low) * share;
  };
  // Both ends exactly, so that the least and the greatest value lie within.
  return Float64Array.from({ length: binCount + 1 }, (_, edge) =>
    edge === 0 ? low : edge === binCount ? high : place(edge),
  );
}

/** As `np.histogram`: a bin holds its lower edge, the last one also its upper. */
function countInto(edges: Float64Array, sorted: Float64Array): Float64Array {
  const counts = new Float64Array(Math.max(edges.length - 1, 0));
  let bin = 0;
  for (const value of sorted) {
    if (value < (edges[0] as number) || value > (edges.at(-1) as number)) continue;
    while (bin < counts.length - 1 && value >= (edges[bin + 1] as number)) bin++;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}
