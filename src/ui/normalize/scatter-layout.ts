import type { ComparedDimension } from '../../core/statistics/compare-statistics.ts';
import { NEAR_ZERO_STD } from '../../core/statistics/near-zero-std.ts';

/** Room left of and under the log axes: axis title, tick text, and the strip for a std near 0. */
export const SCATTER_LEFT_PX = 68;
export const SCATTER_FOOT_PX = 54;
/** Width of the strip within that room. */
const STRIP_PX = 18;
const RIGHT_PX = 12;
const TOP_PX = 4;
const LABEL_COUNT = 4;

export type MarkShape = 'dot' | 'triangle' | 'square' | 'diamond';

/** A dimension in the scatter, px. */
export interface ScatterMark {
  readonly dimension: ComparedDimension;
  readonly xPx: number;
  readonly yPx: number;
  readonly shape: MarkShape;
}

export interface ScatterLabel {
  readonly text: string;
  readonly xPx: number;
  readonly yPx: number;
  readonly anchor: 'start' | 'end';
  /** Where the line to its mark begins; null where the text is beside it. */
  readonly leader: string | null;
}

export interface ScatterShape {
  readonly plot: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly ticks: readonly { readonly label: string; readonly xPx: number; readonly yPx: number }[];
  readonly marks: readonly ScatterMark[];
  /** Where equal stds lie, and around it those that differ by 10 % at most. */
  readonly diagonal: string;
  readonly band: string;
  /** Middles of the strips for a std near 0; null where no dimension is there. */
  readonly strip: { readonly xPx: number; readonly yPx: number } | null;
  readonly labels: readonly ScatterLabel[];
}

const SHAPES: readonly MarkShape[] = ['dot', 'triangle', 'square', 'diamond'];
const KNOWN_SHAPES: Readonly<Record<string, MarkShape>> = { exp: 'dot', pose: 'triangle', shape: 'square' };

/** The marks of the groups: those of the reference layout as in the design, others in turn. */
export function shapesOfGroups(groups: readonly string[]): ReadonlyMap<string, MarkShape> {
  let next = 0;
  return new Map(
    groups.map((group) => [group, KNOWN_SHAPES[group] ?? SHAPES[(3 + next++) % SHAPES.length] ?? 'diamond']),
  );
}

/** Both stds on log axes. `chosen` is labelled in any case. */
export function layoutScatter(
  dimensions: readonly ComparedDimension[],
  largest: readonly ComparedDimension[],
  chosen: ComparedDimension | null,
  widthPx: number,
  heightPx: number,
): ScatterShape {
  const plot = {
    left: SCATTER_LEFT_PX,
    top: TOP_PX,
    right: Math.max(widthPx - RIGHT_PX, SCATTER_LEFT_PX + 1),
    bottom: Math.max(heightPx - SCATTER_FOOT_PX, TOP_PX + 1),
  };
  const [low, high] = logDomain(dimensions);
  const toX = (log: number) => plot.left + ((log - low) / (high - low)) * (plot.right - plot.left);
  const toY = (log: number) => plot.bottom - ((log - low) / (high - low)) * (plot.bottom - plot.top);
  const stripX = plot.left - STRIP_PX / 2;
  const stripY = plot.bottom + STRIP_PX / 2;
  const place = (std: number, to: (log: number) => number, strip: number) =>
    std < NEAR_ZERO_STD ? strip : to(Math.log10(std));
  const shapes = shapesOfGroups([...new Set(dimensions.map(({ group }) => group))]);
  const marks = dimensions.flatMap((dimension): ScatterMark[] => {
    const { refStd, candStd } = dimension;
    if (!(Number.isFinite(refStd) && Number.isFinite(candStd) && refStd >= 0 && candStd >= 0)) return [];
    const shape = shapes.get(dimension.group) ?? 'dot';
    return [{ dimension, xPx: place(refStd, toX, stripX), yPx: place(candStd, toY, stripY), shape }];
  });
  const [narrower, wider] = [Math.log10(0.9), Math.log10(1.1)];
  return {
    plot,
    ticks: logTicks(low, high, (plot.right - plot.left) / (high - low)).map(({ log, label }) => ({
      label,
      xPx: toX(log),
      yPx: toY(log),
    })),
    marks,
    diagonal: `M${toX(low)} ${toY(low)}L${toX(high)} ${toY(high)}`,
    band: `M${toX(low)} ${toY(low + narrower)}L${toX(high)} ${toY(high + narrower)}V${toY(high + wider)}L${toX(low)} ${toY(low + wider)}z`,
    strip: dimensions.some(({ isNearZero }) => isNearZero) ? { xPx: stripX, yPx: stripY } : null,
    labels: placeLabels(marks, labelled(largest, chosen), plot),
  };
}

/** The mark nearest to a place, within reach of a finger. */
export function markAt({ marks }: ScatterShape, xPx: number, yPx: number): ScatterMark | null {
  let nearest: ScatterMark | null = null;
  let nearestPx = 16;
  for (const mark of marks) {
    const distance = Math.hypot(mark.xPx - xPx, mark.yPx - yPx);
    if (distance >= nearestPx) continue;
    nearest = mark;
    nearestPx = distance;
  }
  return nearest;
}

/** A mark as a path. */
export function markPath(shape: MarkShape, x: number, y: number, sizePx: number): string {
  const r = sizePx / 2;
  const at = (dx: number, dy: number) => `${round(x + dx)} ${round(y + dy)}`;
  switch (shape) {
    case 'dot':
      return `M${at(-r, 0)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    case 'triangle':
      return `M${at(0, -r)}L${at(r, r)}L${at(-r, r)}z`;
    case 'square':
      return `M${at(-r, -r)}h${2 * r}v${2 * r}h${-2 * r}z`;
    case 'diamond':
      return `M${at(0, -r - 1)}L${at(r + 1, 0)}L${at(0, r + 1)}L${at(-r - 1, 0)}z`;
  }
}

/** Both axes have one extent, so that equal stds lie on the diagonal. */
function logDomain(dimensions: readonly ComparedDimension[]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { refStd, candStd } of dimensions) {
    for (const std of [refStd, candStd]) {
      if (!(std >= NEAR_ZERO_STD && Number.isFinite(std))) continue;
      low = Math.min(low, Math.log10(std));
      high = Math.max(high, Math.log10(std));
    }
  }
  if (!(low <= high)) return [-1, 0];
  const margin = Math.max((high - low) * 0.06, 0.08);
  return [low - margin, high + margin];
}

const MIN_TICK_PX = 40;

function logTicks(low: number, high: number, decadePx: number): { log: number; label: string }[] {
  const factors = decadePx > 3.4 * MIN_TICK_PX ? [1, 2, 5] : decadePx > MIN_TICK_PX ? [1] : [];
  const skip = decadePx > MIN_TICK_PX ? 1 : Math.ceil(MIN_TICK_PX / decadePx);
  const ticks: { log: number; label: string }[] = [];
  for (let decade = Math.floor(low); decade <= Math.ceil(high); decade++) {
    if (decade % skip !== 0) continue;
    for (const factor of factors.length === 0 ? [1] : factors) {
      const log = decade + Math.log10(factor);
      if (log >= low && log <= high) ticks.push({ log, label: formatStd(factor, decade) });
    }
  }
  return ticks;
}

function formatStd(factor: number, decade: number): string {
  if (decade < -3 || decade > 3) return `${factor}e${decade}`.replaceAll('-', '\u2212');
  return String(Number((factor * 10 ** decade).toPrecision(1)));
}

function labelled(largest: readonly ComparedDimension[], chosen: ComparedDimension | null): ComparedDimension[] {
  const different = largest.filter(({ isDifferent }) => isDifferent).slice(0, LABEL_COUNT);
  return chosen === null || different.includes(chosen) ? different : [chosen, ...different];
}

const CHARACTER_PX = 6.4;
const LABEL_HEIGHT_PX = 14;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Names beside their marks where there is room, farther away with a line where there is none, and not at all where they would cover another. */
function placeLabels(
  marks: readonly ScatterMark[],
  wanted: readonly ComparedDimension[],
  plot: ScatterShape['plot'],
): ScatterLabel[] {
  const taken: Box[] = [];
  const labels: ScatterLabel[] = [];
  for (const dimension of wanted) {
    const mark = marks.find((each) => each.dimension === dimension);
    if (mark === undefined) continue;
    const widthPx = dimension.name.length * CHARACTER_PX;
    for (const [dx, dy] of OFFSETS) {
      const anchor = dx < 0 ? 'end' : 'start';
      const xPx = mark.xPx + dx;
      const yPx = mark.yPx + dy;
      const left = anchor === 'end' ? xPx - widthPx : xPx;
      const box = { left, right: left + widthPx, top: yPx - LABEL_HEIGHT_PX + 3, bottom: yPx + 3 };
      const isInside =
        box.left >= plot.left && box.right <= plot.right && box.top >= plot.top && box.bottom <= plot.bottom;
      if (!isInside || taken.some((other) => isOverlapping(box, other)) || marks.some((other) => isCovered(box, other)))
        continue;
      const isFar = Math.abs(dx) > 12;
      if (isFar && taken.some((other) => isCrossed(other, mark, xPx, yPx - 4))) continue;
      taken.push(box);
      const leader = isFar
        ? `M${round(mark.xPx)} ${round(mark.yPx)}L${round(xPx - Math.sign(dx) * 3)} ${round(yPx - 4)}`
        : null;
      labels.push({ text: dimension.name, xPx, yPx, anchor, leader });
      break;
    }
  }
  return labels;
}

const OFFSETS = [
  [10, 4],
  [-10, 4],
  [10, -8],
  [-10, -8],
  [10, 16],
  [-10, 16],
  [24, 26],
  [-24, -22],
  [36, 44],
  [-36, -40],
  [48, 64],
  [-48, -60],
  [60, 20],
  [-60, -20],
] as const;

function isOverlapping(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether the line from a mark to a place runs over a box. */
function isCrossed(box: Box, mark: ScatterMark, toXPx: number, toYPx: number): boolean {
  for (let step = 0; step <= 12; step++) {
    const x = mark.xPx + ((toXPx - mark.xPx) * step) / 12;
    const y = mark.yPx + ((toYPx - mark.yPx) * step) / 12;
    if (x > box.left && x < box.right && y > box.top && y < box.bottom) return true;
  }
  return false;
}

function isCovered({ left, right, top, bottom }: Box, { xPx, yPx }: ScatterMark): boolean {
  return xPx > left - 3 && xPx < right + 3 && yPx > top - 2 && yPx < bottom + 2;
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
