import { type AxisScale, createAxisScale } from './axis-scale.ts';
import { type AxisTick, layoutTicks } from './axis-ticks.ts';
import { drawMark } from './draw-mark.ts';
import type { PlotAxis, PlotPanel } from './plot.ts';
import { PLOT_COLORS, type PlotTheme } from './plot-colors.ts';
import { svgNumber, svgText } from './svg-text.ts';

export interface PanelBox {
  readonly left: number;
  readonly top: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

const TITLE_PX = 22;
const TICK_TEXT_PX = 16;
const AXIS_LABEL_PX = 18;
/** Width of a digit of 11 px in the monospaced fonts. */
const DIGIT_PX = 6.7;
/** One label for so many pixels, along and up. */
const TICK_EVERY_X_PX = 62;
const TICK_EVERY_Y_PX = 36;
/** Labels keep this far apart. */
const LABEL_GAP_PX = 6;

/** One panel: title, plot area with grid, marks, ticks and axis labels. `index` makes the names of its parts its own in the document. */
export function drawPanel(panel: PlotPanel, box: PanelBox, theme: PlotTheme, index: number): string {
  const colors = PLOT_COLORS[theme];
  const right = box.left + box.widthPx;
  const plotTop = box.top + TITLE_PX;
  const plotBottom =
    box.top +
    box.heightPx -
    (panel.x.isBare === true ? 0 : TICK_TEXT_PX) -
    (panel.x.label === undefined ? 0 : AXIS_LABEL_PX);
  const yScale = createAxisScale(panel.y, 'y', panel.marks, plotBottom, plotTop);
  const yTicks = ticksOf(panel.y, yScale, (plotBottom - plotTop) / TICK_EVERY_Y_PX);
  const plotLeft = box.left + gutterPx(panel.y, yTicks);
  const xScale = createAxisScale(panel.x, 'x', panel.marks, plotLeft, right);
  const xTicks = ticksOf(panel.x, xScale, (right - plotLeft) / TICK_EVERY_X_PX);
  const area = { left: plotLeft, top: plotTop, right, bottom: plotBottom };
  const clipName = `plot-area-${index}`;
  const middle = (plotTop + plotBottom) / 2;
  return [
    svgText(box.left, box.top + 13, panel.title, { fill: colors.fg, size: 12, isBold: true }),
    ...(panel.note === undefined
      ? []
      : [svgText(right, box.top + 13, panel.note, { fill: colors.fg2, size: 11, isNumber: true, anchor: 'end' })]),
    `<clipPath id="${clipName}"><rect ${rectOf(area)}/></clipPath>`,
    `<rect ${rectOf(area)} fill="${colors.well}"/>`,
    `<g clip-path="url(#${clipName})">`,
    ...panel.marks.filter(({ kind }) => kind === 'band').map((mark) => drawMark(mark, xScale, yScale, area, theme)),
    ...xTicks.map(({ at }) => gridLine(xScale.toPx(at), plotTop, xScale.toPx(at), plotBottom, at === 0, theme)),
    ...yTicks.map(({ at }) => gridLine(plotLeft, yScale.toPx(at), right, yScale.toPx(at), at === 0, theme)),
    ...panel.marks.filter(({ kind }) => kind !== 'band').map((mark) => drawMark(mark, xScale, yScale, area, theme)),
    '</g>',
    ...tickLabelsBelow(xTicks, xScale, area, colors.fg3),
    ...tickLabelsBeside(yTicks, yScale, area, colors.fg3),
    ...(panel.x.label === undefined
      ? []
      : [svgText((plotLeft + right) / 2, box.top + box.heightPx - 4, panel.x.label, labelStyle(colors.fg3))]),
    ...(panel.y.label === undefined
      ? []
      : [svgText(box.left + 11, middle, panel.y.label, { ...labelStyle(colors.fg3), turn: -90 })]),
  ].join('\n');
}

export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function ticksOf(axis: PlotAxis, scale: AxisScale, wanted: number): readonly AxisTick[] {
  if (axis.isBare === true) return [];
  const ticks = axis.ticks ?? layoutTicks(scale, Math.max(2, Math.floor(wanted)), axis.isCount === true ? 1 : 0);
  return ticks.filter(
    ({ at }) => at >= scale.low - 1e-9 * Math.abs(scale.low) && at <= scale.high + 1e-9 * Math.abs(scale.high),
  );
}

function gutterPx(axis: PlotAxis, ticks: readonly AxisTick[]): number {
  const longest = Math.max(0, ...ticks.map(({ text }) => text?.length ?? 0));
  return (axis.label === undefined ? 0 : AXIS_LABEL_PX) + (longest === 0 ? 0 : longest * DIGIT_PX + LABEL_GAP_PX);
}

function rectOf({ left, top, right, bottom }: PlotArea): string {
  return `x="${svgNumber(left)}" y="${svgNumber(top)}" width="${svgNumber(Math.max(right - left, 0))}" height="${svgNumber(Math.max(bottom - top, 0))}"`;
}

function gridLine(x1: number, y1: number, x2: number, y2: number, isZero: boolean, theme: PlotTheme): string {
  const color = PLOT_COLORS[theme][isZero ? 'line-strong' : 'line'];
  return `<path d="M${svgNumber(x1)} ${svgNumber(y1)}L${svgNumber(x2)} ${svgNumber(y2)}" stroke="${color}"/>`;
}

/** A label that would touch the one before is left out. */
function tickLabelsBelow(ticks: readonly AxisTick[], scale: AxisScale, area: PlotArea, fill: string): string[] {
  let free = Number.NEGATIVE_INFINITY;
  return ticks.flatMap(({ at, text }) => {
    if (text === null) return [];
    const half = (text.length * DIGIT_PX) / 2;
    const x = Math.min(scale.toPx(at), area.right - half + DIGIT_PX);
    if (x - half < free) return [];
    free = x + half + LABEL_GAP_PX;
    return [svgText(x, area.bottom + 13, text, { fill, size: 11, isNumber: true, anchor: 'middle' })];
  });
}

function tickLabelsBeside(ticks: readonly AxisTick[], scale: AxisScale, area: PlotArea, fill: string): string[] {
  let free = Number.POSITIVE_INFINITY;
  return ticks.flatMap(({ at, text }) => {
    const y = Math.min(Math.max(scale.toPx(at), area.top + 5), area.bottom - 4);
    if (text === null || y + 7 > free) return [];
    free = y - 7;
    return [svgText(area.left - LABEL_GAP_PX, y + 4, text, { fill, size: 11, isNumber: true, anchor: 'end' })];
  });
}

function labelStyle(fill: string) {
  return { fill, size: 11, anchor: 'middle' } as const;
}
