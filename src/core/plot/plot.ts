/**
 * Plots as SVG text, for files: no DOM, no fonts measured, the same text for the same values.
 *
 *     const svg = drawPlot(
 *       [{ title: 'Duration', note: 'median 71.3', x: { label: 's', scale: 'log' }, y: { isBare: true },
 *          marks: [{ kind: 'bars', edges, heights, color: 'context' }] }],
 *       { columns: 3, panelWidthPx: 320, panelHeightPx: 220, theme: 'dark', title: 'HDTF_TFHP, 1,052 sequences' });
 *
 * Marks are drawn in their order, the later over the earlier, and are cut off at the panel's plot area. A mark's value that is not finite, or not positive on a log
 * axis, is left out: it breaks a line and drops a point. An axis without a `range` shows all of its marks' values.
 */
import { drawPanel } from './draw-panel.ts';
import { PLOT_COLORS, type PlotColor, type PlotTheme } from './plot-colors.ts';
import { svgNumber, svgText } from './svg-text.ts';

export type { PlotColor, PlotTheme } from './plot-colors.ts';

export interface PlotAxis {
  /** e.g. `jaw opening, mean, rad`; absent: none. */
  readonly label?: string;
  /** `linear` where absent. */
  readonly scale?: 'linear' | 'log';
  /** Both ends, the lower one first; absent: the extent of the marks, and a little more. */
  readonly range?: readonly [number, number];
  /** Places to label; absent: round numbers. */
  readonly ticks?: readonly { readonly at: number; readonly text: string }[];
  /** Labels whole numbers alone. */
  readonly isCount?: boolean;
  /** Leaves out ticks and grid, e.g. for the height of a small distribution. */
  readonly isBare?: boolean;
}

export interface PlotPanel {
  readonly title: string;
  /** At the right of the title, e.g. a median. */
  readonly note?: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly marks: readonly PlotMark[];
}

interface MarkStyle {
  /** `fg` where absent; `context` is for all values behind a subset. */
  readonly color?: PlotColor;
}

/** All lists of one mark have one length, `edges` one more than `heights`. */
export type PlotMark = MarkStyle &
  (
    | { readonly kind: 'bars'; readonly edges: ArrayLike<number>; readonly heights: ArrayLike<number> }
    /** The outline of bars. */
    | { readonly kind: 'steps'; readonly edges: ArrayLike<number>; readonly heights: ArrayLike<number> }
    | {
        readonly kind: 'line';
        readonly x: ArrayLike<number>;
        readonly y: ArrayLike<number>;
        readonly isDashed?: boolean;
        /** Stroke width, px; 1.5 where absent. */
        readonly widthPx?: number;
      }
    | {
        readonly kind: 'points';
        readonly x: ArrayLike<number>;
        readonly y: ArrayLike<number>;
        /** `dot` where absent; a square is hollow. */
        readonly shape?: 'dot' | 'triangle' | 'square';
        /** Diameter, px; 4 where absent. */
        readonly sizePx?: number;
      }
    /** Upright bars from `low` to `high`, e.g. mean less and plus std, with a dot at `middle`. */
    | {
        readonly kind: 'ranges';
        readonly x: ArrayLike<number>;
        readonly low: ArrayLike<number>;
        readonly high: ArrayLike<number>;
        readonly middle?: ArrayLike<number>;
        /** Width of a bar, px; 1.5 where absent. */
        readonly widthPx?: number;
      }
    /** A dashed line across the panel, at a value of the axis named. */
    | {
        readonly kind: 'rule';
        readonly axis: 'x' | 'y';
        readonly at: number;
        readonly text?: string;
        readonly isSolid?: boolean;
      }
    /** A shaded area across the panel between two values of the axis named, under everything. */
    | { readonly kind: 'band'; readonly axis: 'x' | 'y'; readonly from: number; readonly to: number }
    /** The area between two curves over the same x. */
    | {
        readonly kind: 'area';
        readonly x: ArrayLike<number>;
        readonly low: ArrayLike<number>;
        readonly high: ArrayLike<number>;
      }
    /** Text beside a place of the plot: at its right, or at its left with `isLeft` or where it would not fit. */
    | {
        readonly kind: 'text';
        readonly x: number;
        readonly y: number;
        readonly text: string;
        readonly isLeft?: boolean;
      }
  );

export interface PlotLayout {
  /** Panels a row. */
  readonly columns: number;
  readonly panelWidthPx: number;
  readonly panelHeightPx: number;
  readonly theme: PlotTheme;
  /** Above all panels. */
  readonly title?: string;
  /** Under the title, smaller, a line each. */
  readonly lines?: readonly string[];
}

const MARGIN_PX = 16;
const GAP_PX = 16;
const TITLE_PX = 22;
const LINE_PX = 16;

/** The panels row by row, as one SVG document. */
export function drawPlot(panels: readonly PlotPanel[], layout: PlotLayout): string {
  const { panelWidthPx, panelHeightPx, theme, title, lines = [] } = layout;
  const columns = Math.max(1, Math.min(layout.columns, panels.length));
  const rows = Math.ceil(panels.length / columns);
  const headPx = (title === undefined ? 0 : TITLE_PX) + lines.length * LINE_PX;
  const topPx = MARGIN_PX + (headPx === 0 ? 0 : headPx + GAP_PX / 2);
  const widthPx = 2 * MARGIN_PX + columns * panelWidthPx + (columns - 1) * GAP_PX;
  const heightPx = topPx + rows * panelHeightPx + Math.max(rows - 1, 0) * GAP_PX + MARGIN_PX;
  const colors = PLOT_COLORS[theme];
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${svgNumber(widthPx)}" height="${svgNumber(heightPx)}" viewBox="0 0 ${svgNumber(widthPx)} ${svgNumber(heightPx)}">`,
    `<rect width="100%" height="100%" fill="${colors.app}"/>`,
  ];
  if (title !== undefined) {
    parts.push(svgText(MARGIN_PX, MARGIN_PX + 13, title, { fill: colors.fg, size: 13, isBold: true }));
  }
  for (const [index, line] of lines.entries()) {
    const y = MARGIN_PX + (title === undefined ? 0 : TITLE_PX) + index * LINE_PX + 11;
    parts.push(svgText(MARGIN_PX, y, line, { fill: colors.fg3, size: 11 }));
  }
  for (const [index, panel] of panels.entries()) {
    const left = MARGIN_PX + (index % columns) * (panelWidthPx + GAP_PX);
    const top = topPx + Math.floor(index / columns) * (panelHeightPx + GAP_PX);
    parts.push(drawPanel(panel, { left, top, widthPx: panelWidthPx, heightPx: panelHeightPx }, theme, index));
  }
  parts.push('</svg>');
  return `${parts.join('\n')}\n`;
}
