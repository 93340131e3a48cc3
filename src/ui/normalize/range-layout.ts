import type { ComparedDimension } from '../../core/statistics/compare-statistics.ts';
import { createValueScale, type ValueScale } from '../lanes/value-scale.ts';

/** Room for tick text left of the plot, under it, and above its highest bar. */
export const RANGE_GUTTER_PX = 44;
export const RANGE_FOOT_PX = 20;
/** Two lines: axes, and the joints that they belong to. */
export const POSE_FOOT_PX = 38;
const INSET_PX = 8;

/** Mean plus and minus std of a group's dimensions as paths: a few elements, however many dimensions. */
export interface RangeShape {
  readonly scale: ValueScale;
  readonly plotHeightPx: number;
  /** Left edge of the first dimension and width of each, px. */
  readonly leftPx: number;
  readonly pitchPx: number;
  /** Wide bars. */
  readonly reference: string;
  /** Thin bars of dimensions that agree, and of those that do not. */
  readonly candidate: string;
  readonly different: string;
  /** Means: a notch in the wide bar, a tick across the thin one. */
  readonly referenceMeans: string;
  readonly candidateMeans: string;
  readonly gridYPx: readonly { readonly yPx: number; readonly label: string; readonly isZero: boolean }[];
  readonly labels: readonly { readonly dim: number; readonly xPx: number }[];
}

export interface RangeRoom {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Lays one group out; `dimensions` are those of the group, in order. */
export function layoutRanges(
  dimensions: readonly ComparedDimension[],
  { widthPx, heightPx }: RangeRoom,
  footPx = RANGE_FOOT_PX,
): RangeShape {
  const plotWidthPx = Math.max(widthPx - RANGE_GUTTER_PX, 1);
  const plotHeightPx = Math.max(heightPx - footPx, 1);
  const scale = createValueScale(extremesOf(dimensions), plotHeightPx);
  const pitchPx = plotWidthPx / Math.max(dimensions.length, 1);
  const toY = (value: number) => yOf(scale, plotHeightPx, value);
  const paths = { reference: '', candidate: '', different: '', referenceMeans: '', candidateMeans: '' };
  const widePx = barWidth(pitchPx, 0.46, 28);
  const thinPx = barWidth(pitchPx, 0.2, 10);
  for (const [at, each] of dimensions.entries()) {
    const center = RANGE_GUTTER_PX + (at + 0.5) * pitchPx;
    paths.reference += bar(center, widePx, toY, each.refMean, each.refStd);
    paths[each.isDifferent ? 'different' : 'candidate'] += bar(center, thinPx, toY, each.candMean, each.candStd);
    paths.referenceMeans += tick(center, widePx, toY(each.refMean), 2);
    paths.candidateMeans += tick(center, Math.min(thinPx + 4, Math.max(pitchPx - 1, 1)), toY(each.candMean), 2);
  }
  return {
    scale,
    plotHeightPx,
    leftPx: RANGE_GUTTER_PX,
    pitchPx,
    ...paths,
    gridYPx: scale.ticks.map(({ value, label }) => ({ yPx: Math.round(toY(value)), label, isZero: value === 0 })),
    labels: labelDimensions(dimensions.length, pitchPx),
  };
}

/** The dimension at a place of the plot, by its place in the group; null beside it. */
export function dimensionAt({ leftPx, pitchPx }: RangeShape, count: number, xPx: number): number | null {
  const at = Math.floor((xPx - leftPx) / pitchPx);
  return at >= 0 && at < count ? at : null;
}

const LABEL_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const LABEL_ROOM_PX = 40;

function labelDimensions(count: number, pitchPx: number): { dim: number; xPx: number }[] {
  const step = LABEL_STEPS.find((each) => each * pitchPx >= LABEL_ROOM_PX) ?? count;
  const labels: { dim: number; xPx: number }[] = [];
  for (let dim = 0; dim < count; dim += step) labels.push({ dim, xPx: RANGE_GUTTER_PX + (dim + 0.5) * pitchPx });
  return labels;
}

function extremesOf(dimensions: readonly ComparedDimension[]): { min: number; max: number } | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const { refMean, refStd, candMean, candStd } of dimensions) {
    for (const end of [refMean - refStd, refMean + refStd, candMean - candStd, candMean + candStd]) {
      if (!Number.isFinite(end)) continue;
      min = Math.min(min, end);
      max = Math.max(max, end);
    }
  }
  return min <= max ? { min, max } : null;
}

function yOf({ min, max }: ValueScale, heightPx: number, value: number): number {
  return INSET_PX + ((max - value) / (max - min)) * (heightPx - 2 * INSET_PX);
}

function barWidth(pitchPx: number, share: number, mostPx: number): number {
  return Math.max(Math.min(Math.round(pitchPx * share), mostPx), 1);
}

/** On whole pixels across, so that equal bars look equal. */
function bar(center: number, widthPx: number, toY: (value: number) => number, mean: number, std: number): string {
  if (!Number.isFinite(mean) || !Number.isFinite(std)) return '';
  const left = Math.round(center - widthPx / 2);
  const [top, bottom] = [toY(mean + std), toY(mean - std)];
  return `M${left} ${round(top)}h${widthPx}V${round(bottom)}h${-widthPx}z`;
}

function tick(center: number, widthPx: number, yPx: number, heightPx: number): string {
  if (!Number.isFinite(yPx)) return '';
  const left = Math.round(center - widthPx / 2);
  return `M${left} ${Math.round(yPx - heightPx / 2)}h${widthPx}v${heightPx}h${-widthPx}z`;
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
