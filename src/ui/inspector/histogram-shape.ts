import type { SampleHistogram } from '../../worker/protocol.ts';
import { formatCount, formatFigure } from '../format/numbers.ts';

/** Width of a bar and of the gap behind it. */
export const BAR_PX = 2;
export const PITCH_PX = 3;

/** A bar so many times as tall as any other would flatten all of them: it is cut. Digital silence makes such bars. */
const CUT_RATIO = 3;
/** Height at which the others are then drawn, as a share of the whole. */
const CUT_SHARE = 0.6;
/** Where the break in a cut bar begins and ends, from the top. */
const BREAK_PX = [4, 7] as const;

/** Paths of a histogram `heightPx` high, a bar every `PITCH_PX`; y grows downwards. */
export interface HistogramShape {
  readonly widthPx: number;
  readonly bars: string;
  /** The standard normal density at the same scale, or null where it is not asked for. */
  readonly normalCurve: string | null;
}

/**
 * Lays a histogram out. The curve shows the counts that as many samples of N(0, 1) would give, so bars and curve can be compared. One bar that
 * towers above all others is drawn to the top with a break in it.
 */
export function layoutHistogram(
  { edges, counts, outsideCount }: SampleHistogram,
  heightPx: number,
  hasNormalCurve: boolean,
): HistogramShape {
  const expected = hasNormalCurve ? normalCounts(edges, sumOf(counts) + outsideCount) : [];
  const top = topCount(counts, expected);
  const toY = (count: number) => round(heightPx * Math.max(1 - count / top, 0));
  let bars = '';
  counts.forEach((count, bin) => {
    if (count === 0) return;
    const x = bin * PITCH_PX;
    // A single sample must not vanish.
    const y = Math.min(toY(count), heightPx - 0.5);
    const from = count > top ? BREAK_PX[1] : y;
    if (count > top) bars += `M${x} ${BREAK_PX[0]}V0h${BAR_PX}V${BREAK_PX[0]}z`;
    bars += `M${x} ${heightPx}V${from}h${BAR_PX}V${heightPx}z`;
  });
  const points = expected.map((count, bin) => `${round(bin * PITCH_PX + BAR_PX / 2)} ${toY(count)}`);
  return {
    widthPx: (counts.length - 1) * PITCH_PX + BAR_PX,
    bars,
    normalCurve: hasNormalCurve ? `M${points.join('L')}` : null,
  };
}

/** The count that reaches the top. */
function topCount(counts: Float64Array, expected: readonly number[]): number {
  const [tallest = 0, second = 0] = counts.toSorted().reverse();
  const others = Math.max(second, ...expected);
  const isCut = others > 0 && tallest > CUT_RATIO * others;
  return Math.max(isCut ? others / CUT_SHARE : Math.max(tallest, others), Number.MIN_VALUE);
}

/** The histogram in one sentence. */
export function describeHistogram(
  name: string,
  { edges, counts, outsideCount, nonFiniteCount }: SampleHistogram,
): string {
  const insideCount = sumOf(counts);
  const low = formatFigure(edges[0] ?? Number.NaN);
  const high = formatFigure(edges.at(-1) ?? Number.NaN);
  const tallest = counts.indexOf(Math.max(...counts));
  const from = formatFigure(edges[tallest] ?? Number.NaN);
  const to = formatFigure(edges[tallest + 1] ?? Number.NaN);
  const share = insideCount === 0 ? 0 : ((counts[tallest] ?? 0) / (insideCount + outsideCount)) * 100;
  const sentence = `Histogram of the ${name} samples from ${low} to ${high}: ${share.toFixed(0)} % lie from ${from} to ${to}`;
  const notFinite = nonFiniteCount === 0 ? '' : `, ${formatCount(nonFiniteCount)} are not finite`;
  return `${sentence}, ${formatCount(outsideCount)} of ${formatCount(insideCount + outsideCount)} beyond the ends${notFinite}`;
}

function normalCounts(edges: Float64Array, sampleCount: number): number[] {
  return Array.from({ length: edges.length - 1 }, (_, bin) => {
    const from = edges[bin] as number;
    const to = edges[bin + 1] as number;
    const middle = (from + to) / 2;
    return (sampleCount * (to - from) * Math.exp((-middle * middle) / 2)) / Math.sqrt(2 * Math.PI);
  });
}

function sumOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}
