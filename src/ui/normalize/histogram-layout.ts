import type { ComparedDimension } from '../../core/statistics/compare-statistics.ts';
import {
  countsOfDimension,
  edgesInOtherStd,
  edgesInUnits,
  type NormalHistogram,
} from '../../core/statistics/normal-histogram.ts';
import { standardNormalDensity } from '../../core/statistics/standard-normal.ts';
import { createValueScale } from '../lanes/value-scale.ts';

/** Ends of the normalised picture, deviations. */
export const NORMAL_REACH = 4;
/** Room over the bars for the two ranges. */
const RANGES_PX = 24;
/** Deviations of the bins' own statistics that the raw picture shows. */
const RAW_REACH = 4;

export interface RawShape {
  readonly bars: string;
  readonly ticks: readonly { readonly label: string; readonly xPx: number }[];
  /** Mean plus and minus std with the mean marked. */
  readonly reference: string;
  readonly candidate: string;
  /** Values beyond the ends, of all. */
  readonly outsideCount: number;
  readonly valueCount: number;
  readonly nonFiniteCount: number;
}

/** Counts of one dimension in dataset units, with both ranges above. */
export function layoutRaw(
  histogram: NormalHistogram,
  dimension: ComparedDimension,
  widthPx: number,
  heightPx: number,
): RawShape {
  const counts = countsOfDimension(histogram, dimension.dim);
  const edges = edgesInUnits(histogram, dimension.dim);
  const mean = histogram.mean[dimension.dim] ?? 0;
  const scale = histogram.scale[dimension.dim] ?? 1;
  const [low, high] = [mean - RAW_REACH * scale, mean + RAW_REACH * scale];
  const toX = (value: number) => ((value - low) / (high - low)) * widthPx;
  const top = Math.max(...counts, 1);
  let bars = '';
  let shown = 0;
  for (const [bin, count] of counts.entries()) {
    const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 0];
    if ((from + to) / 2 < low || (from + to) / 2 > high) continue;
    shown += count;
    if (count === 0) continue;
    const left = toX(from);
    const right = Math.max(toX(to) - 0.8, left + 0.5);
    bars += `M${round(left)} ${heightPx}V${round(heightPx - (count / top) * (heightPx - RANGES_PX))}H${round(right)}V${heightPx}z`;
  }
  const nonFiniteCount = histogram.nonFinite[dimension.dim] ?? 0;
  const { refMean, refStd, candMean, candStd } = dimension;
  return {
    bars,
    ticks: createValueScale({ min: low, max: high }, Math.max(widthPx * 0.55, 60))
      .ticks.map(({ value, label }) => ({ label, xPx: toX(value) }))
      .filter(({ xPx }) => xPx > 12 && xPx < widthPx - 12),
    reference: rangePath(toX, widthPx, refMean, refStd, 7),
    candidate: rangePath(toX, widthPx, candMean, candStd, 16),
    outsideCount: histogram.frameCount - nonFiniteCount - shown,
    valueCount: histogram.frameCount,
    nonFiniteCount,
  };
}

export interface NormalizedShape {
  readonly reference: string;
  readonly candidate: string;
  readonly normal: string;
  /** Shares of the values whose z lies beyond the ends, by either side; null where the bins do not reach so far. */
  readonly beyond: { readonly reference: number | null; readonly candidate: number | null };
  readonly ticks: readonly { readonly label: string; readonly xPx: number }[];
}

/** Densities of z by each side's statistics, and N(0, 1) at the same scale. */
export function layoutNormalized(
  histogram: NormalHistogram,
  { dim, refMean, refStd, candMean, candStd }: ComparedDimension,
  widthPx: number,
  heightPx: number,
): NormalizedShape {
  const counts = countsOfDimension(histogram, dim);
  const finite = histogram.frameCount - (histogram.nonFinite[dim] ?? 0);
  const sides = [
    { mean: refMean, std: refStd },
    { mean: candMean, std: candStd },
  ].map((side) => densitiesOf(edgesInOtherStd(histogram, dim, side), counts, finite));
  const peak = Math.max(standardNormalDensity(0), ...sides.flatMap(({ densities }) => visiblePeak(densities)));
  const toX = (z: number) => ((z + NORMAL_REACH) / (2 * NORMAL_REACH)) * widthPx;
  const toY = (density: number) => heightPx - 1 - (density / peak) * (heightPx - 6);
  const [reference = '', candidate = ''] = sides.map(({ edges, densities }) => stepsPath(edges, densities, toX, toY));
  const points = Array.from({ length: 81 }, (_, at) => {
    const z = (at / 80) * 2 * NORMAL_REACH - NORMAL_REACH;
    return `${round(toX(z))} ${round(toY(standardNormalDensity(z)))}`;
  });
  return {
    reference,
    candidate,
    normal: `M${points.join('L')}`,
    beyond: { reference: shareBeyond(sides[0], counts, finite), candidate: shareBeyond(sides[1], counts, finite) },
    ticks: [-3, -2, -1, 0, 1, 2, 3].map((z) => ({ label: String(z).replace('-', '\u2212'), xPx: toX(z) })),
  };
}

interface Densities {
  readonly edges: Float64Array;
  readonly densities: Float64Array;
}

function densitiesOf(edges: Float64Array, counts: Float64Array, finite: number): Densities {
  const densities = counts.map((count, bin) => {
    const width = (edges[bin + 1] ?? 0) - (edges[bin] ?? 0);
    return finite > 0 && width > 0 ? count / finite / width : 0;
  });
  return { edges, densities };
}

function shareBeyond(side: Densities | undefined, counts: Float64Array, finite: number): number | null {
  if (side === undefined || finite === 0) return null;
  const { edges } = side;
  let inside = 0;
  let counted = 0;
  for (const [bin, count] of counts.entries()) {
    counted += count;
    const middle = ((edges[bin] ?? 0) + (edges[bin + 1] ?? 0)) / 2;
    if (Math.abs(middle) <= NORMAL_REACH) inside += count;
  }
  const isReached = (edges[0] ?? 0) <= -NORMAL_REACH && (edges.at(-1) ?? 0) >= NORMAL_REACH;
  return isReached || counted === finite ? 1 - inside / finite : null;
}

/** A spike of a constant dimension would flatten everything else: it is cut off at the top. */
function visiblePeak(densities: Float64Array): number {
  return Math.min(Math.max(...densities, 0), 2 * standardNormalDensity(0));
}

function stepsPath(
  edges: Float64Array,
  densities: Float64Array,
  toX: (z: number) => number,
  toY: (density: number) => number,
): string {
  let path = '';
  for (const [bin, density] of densities.entries()) {
    const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 0];
    if (!(to >= -NORMAL_REACH && from <= NORMAL_REACH)) continue;
    const y = round(Math.max(toY(density), 1));
    const left = round(toX(Math.max(from, -NORMAL_REACH)));
    const right = round(toX(Math.min(to, NORMAL_REACH)));
    path += `${path === '' ? 'M' : 'L'}${left} ${y}H${right}`;
  }
  return path;
}

function rangePath(toX: (value: number) => number, widthPx: number, mean: number, std: number, yPx: number): string {
  if (!Number.isFinite(mean) || !Number.isFinite(std)) return '';
  const clip = (xPx: number) => round(Math.min(Math.max(xPx, 0), widthPx));
  const middle = clip(toX(mean));
  return `M${clip(toX(mean - std))} ${yPx}H${clip(toX(mean + std))}M${middle} ${yPx - 4}v8`;
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
