import type { AxisScale } from './axis-scale.ts';
import type { PlotArea } from './draw-panel.ts';
import type { PlotMark } from './plot.ts';
import { PLOT_COLORS, type PlotTheme } from './plot-colors.ts';
import { svgNumber, svgText } from './svg-text.ts';

type Mark<K extends PlotMark['kind']> = Extract<PlotMark, { kind: K }>;

const LINE_PX = 1.5;
const POINT_PX = 4;
/** Mean width of a letter of 11 px. */
const LETTER_PX = 6;
const TEXT_GAP_PX = 4;
/** Between bars that are wide enough to be told apart. */
const BAR_GAP_PX = 1;

/** SVG of one mark within a panel; empty where nothing of it can be shown. */
export function drawMark(mark: PlotMark, x: AxisScale, y: AxisScale, area: PlotArea, theme: PlotTheme): string {
  const colors = PLOT_COLORS[theme];
  const color = colors[mark.color ?? 'fg'];
  switch (mark.kind) {
    case 'bars':
      return filled(barsPath(mark, x, y, area), color);
    case 'steps':
      return stroked(stepsPath(mark, x, y, area), color, LINE_PX);
    case 'line':
      return stroked(linePath(mark.x, mark.y, x, y), color, mark.widthPx ?? LINE_PX, mark.isDashed === true);
    case 'points':
      return drawPoints(mark, x, y, color, colors.well);
    case 'ranges':
      return drawRanges(mark, x, y, color);
    case 'rule':
      return drawRule(mark, x, y, area, mark.color === undefined ? colors.fg2 : color);
    case 'band':
      return drawBand(mark, x, y, area, mark.color === undefined ? colors.raised : color);
    case 'area':
      return filled(areaPath(mark, x, y), color, 0.18);
    case 'text':
      return drawText(mark, x, y, area, color, colors.well);
  }
}

/** From the axis's foot: a log axis has no zero to stand on. */
function footOf(y: AxisScale, area: PlotArea): number {
  const zero = y.toPx(0);
  return Number.isNaN(zero) ? area.bottom : Math.min(Math.max(zero, area.top), area.bottom);
}

function barsPath({ edges, heights }: Mark<'bars'>, x: AxisScale, y: AxisScale, area: PlotArea): string {
  const foot = footOf(y, area);
  let path = '';
  for (let bar = 0; bar < heights.length; bar++) {
    const left = x.toPx(edges[bar] as number);
    const right = x.toPx(edges[bar + 1] as number);
    const top = y.toPx(heights[bar] as number);
    const width = right - left;
    if (!Number.isFinite(width + top) || top === foot) continue;
    const gap = width > 3 * BAR_GAP_PX ? BAR_GAP_PX : 0;
    path += `M${svgNumber(left)} ${svgNumber(foot)}V${svgNumber(top)}H${svgNumber(right - gap)}V${svgNumber(foot)}Z`;
  }
  return path;
}

function stepsPath({ edges, heights }: Mark<'steps'>, x: AxisScale, y: AxisScale, area: PlotArea): string {
  const foot = footOf(y, area);
  let path = '';
  let isOpen = false;
  for (let bar = 0; bar < heights.length; bar++) {
    const left = x.toPx(edges[bar] as number);
    const right = x.toPx(edges[bar + 1] as number);
    const top = y.toPx(heights[bar] as number);
    if (!Number.isFinite(left + right + top)) {
      if (isOpen) path += `V${svgNumber(foot)}`;
      isOpen = false;
      continue;
    }
    path += isOpen ? `V${svgNumber(top)}` : `M${svgNumber(left)} ${svgNumber(foot)}V${svgNumber(top)}`;
    path += `H${svgNumber(right)}`;
    isOpen = true;
  }
  return isOpen ? `${path}V${svgNumber(foot)}` : path;
}

function linePath(xs: ArrayLike<number>, ys: ArrayLike<number>, x: AxisScale, y: AxisScale): string {
  let path = '';
  let isOpen = false;
  for (let i = 0; i < xs.length; i++) {
    const px = x.toPx(xs[i] as number);
    const py = y.toPx(ys[i] as number);
    const isShown = Number.isFinite(px + py);
    if (isShown) path += `${isOpen ? 'L' : 'M'}${svgNumber(px)} ${svgNumber(py)}`;
    isOpen = isShown;
  }
  return path;
}

function areaPath({ x: xs, low, high }: Mark<'area'>, x: AxisScale, y: AxisScale): string {
  let path = '';
  for (let start = 0; start < xs.length; start++) {
    const upper: string[] = [];
    const lower: string[] = [];
    for (; start < xs.length; start++) {
      const px = x.toPx(xs[start] as number);
      const top = y.toPx(high[start] as number);
      const bottom = y.toPx(low[start] as number);
      if (!Number.isFinite(px + top + bottom)) break;
      upper.push(`${svgNumber(px)} ${svgNumber(top)}`);
      lower.push(`${svgNumber(px)} ${svgNumber(bottom)}`);
    }
    if (upper.length > 1) path += `M${upper.join('L')}L${lower.reverse().join('L')}Z`;
  }
  return path;
}

function drawPoints(mark: Mark<'points'>, x: AxisScale, y: AxisScale, color: string, background: string): string {
  const size = mark.sizePx ?? POINT_PX;
  const shape = mark.shape ?? 'dot';
  let path = '';
  for (let i = 0; i < mark.x.length; i++) {
    const px = x.toPx(mark.x[i] as number);
    const py = y.toPx(mark.y[i] as number);
    if (Number.isFinite(px + py)) path += POINT_PATHS[shape](px, py, size / 2);
  }
  if (path === '') return '';
  return shape === 'square'
    ? `<path d="${path}" fill="${background}" stroke="${color}" stroke-width="1.25"/>`
    : filled(path, color);
}

/** By half their size; triangle and square are a little larger, so that all weigh alike. */
const POINT_PATHS = {
  dot: (x: number, y: number, half: number) =>
    `M${svgNumber(x - half)} ${svgNumber(y)}a${svgNumber(half)} ${svgNumber(half)} 0 1 0 ${svgNumber(half * 2)} 0a${svgNumber(half)} ${svgNumber(half)} 0 1 0 ${svgNumber(-half * 2)} 0Z`,
  triangle: (x: number, y: number, half: number) =>
    `M${svgNumber(x)} ${svgNumber(y - half * 1.4)}L${svgNumber(x + half * 1.4)} ${svgNumber(y + half)}H${svgNumber(x - half * 1.4)}Z`,
  square: (x: number, y: number, half: number) =>
    `M${svgNumber(x - half * 1.1)} ${svgNumber(y - half * 1.1)}h${svgNumber(half * 2.2)}v${svgNumber(half * 2.2)}h${svgNumber(-half * 2.2)}Z`,
} as const;

function drawRanges(mark: Mark<'ranges'>, x: AxisScale, y: AxisScale, color: string): string {
  let path = '';
  for (let i = 0; i < mark.x.length; i++) {
    const px = x.toPx(mark.x[i] as number);
    const low = y.toPx(mark.low[i] as number);
    const high = y.toPx(mark.high[i] as number);
    if (Number.isFinite(px + low + high)) path += `M${svgNumber(px)} ${svgNumber(low)}V${svgNumber(high)}`;
  }
  const bars = stroked(path, color, mark.widthPx ?? LINE_PX);
  if (mark.middle === undefined) return bars;
  const middles: Mark<'points'> = { kind: 'points', x: mark.x, y: mark.middle, sizePx: (mark.widthPx ?? LINE_PX) + 2 };
  return bars + drawPoints(middles, x, y, color, color);
}

function drawRule(mark: Mark<'rule'>, x: AxisScale, y: AxisScale, area: PlotArea, color: string): string {
  const at = (mark.axis === 'x' ? x : y).toPx(mark.at);
  if (!Number.isFinite(at)) return '';
  const place = svgNumber(at);
  const path =
    mark.axis === 'x'
      ? `M${place} ${svgNumber(area.top)}V${svgNumber(area.bottom)}`
      : `M${svgNumber(area.left)} ${place}H${svgNumber(area.right)}`;
  const line = stroked(path, color, 1, mark.isSolid !== true);
  if (mark.text === undefined) return line;
  const style = { fill: color, size: 11 } as const;
  // Beside the line, on the side that has room.
  const isRight = at < (area.left + area.right) / 2;
  const text =
    mark.axis === 'x'
      ? svgText(at + (isRight ? 4 : -4), area.top + 12, mark.text, { ...style, anchor: isRight ? 'start' : 'end' })
      : svgText(area.right - 4, at < area.top + 16 ? at + 12 : at - 4, mark.text, { ...style, anchor: 'end' });
  return line + text;
}

function drawBand(mark: Mark<'band'>, x: AxisScale, y: AxisScale, area: PlotArea, color: string): string {
  const scale = mark.axis === 'x' ? x : y;
  const from = scale.toPx(mark.from);
  const to = scale.toPx(mark.to);
  if (!Number.isFinite(from + to)) return '';
  const path =
    mark.axis === 'x'
      ? `M${svgNumber(from)} ${svgNumber(area.top)}H${svgNumber(to)}V${svgNumber(area.bottom)}H${svgNumber(from)}Z`
      : `M${svgNumber(area.left)} ${svgNumber(from)}H${svgNumber(area.right)}V${svgNumber(to)}H${svgNumber(area.left)}Z`;
  return filled(path, color);
}

function drawText(
  mark: Mark<'text'>,
  x: AxisScale,
  y: AxisScale,
  area: PlotArea,
  color: string,
  background: string,
): string {
  const px = x.toPx(mark.x);
  const py = y.toPx(mark.y) + 4;
  if (!Number.isFinite(px + py)) return '';
  const widthPx = mark.text.length * LETTER_PX + TEXT_GAP_PX;
  const isLeft = (mark.isLeft === true && px - widthPx > area.left) || px + widthPx > area.right;
  const style = { size: 11, anchor: isLeft ? 'end' : 'start' } as const;
  const at = px + (isLeft ? -TEXT_GAP_PX : TEXT_GAP_PX);
  // Text over lines clears its own background: the same text, with a wide edge, lies under it.
  const edge = svgText(at, py, mark.text, { ...style, fill: background }).replace(
    '<text ',
    `<text stroke="${background}" stroke-width="3" `,
  );
  return edge + svgText(at, py, mark.text, { ...style, fill: color });
}

function filled(path: string, color: string, opacity = 1): string {
  if (path === '') return '';
  return `<path d="${path}" fill="${color}"${opacity === 1 ? '' : ` fill-opacity="${opacity}"`}/>`;
}

function stroked(path: string, color: string, width: number, isDashed = false): string {
  if (path === '') return '';
  return `<path d="${path}" fill="none" stroke="${color}" stroke-width="${svgNumber(width)}"${isDashed ? ' stroke-dasharray="5 2.5"' : ''}/>`;
}
