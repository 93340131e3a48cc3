import { type FigureScale, toShare } from '../../state/overview/figure-scale.ts';
import type { PlotBox } from './point-plot.tsx';

export interface LoadingLine {
  readonly name: string;
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  readonly textX: number;
  readonly textY: number;
  readonly anchor: 'start' | 'end';
}

/** The longest line, as a share of the nearer edge's distance from the middle. */
const LONGEST_SHARE = 0.62;
const TEXT_PX = 14;

/** Lines of all loadings at one scale of their own, the longest well within the plot; labels are moved apart where they would meet. */
export function layoutLoadings(
  loadings: readonly Float64Array[],
  names: readonly string[],
  constantColumns: readonly number[],
  xScale: FigureScale,
  yScale: FigureScale,
  { widthPx, heightPx }: PlotBox,
): readonly LoadingLine[] {
  const fromX = toShare(xScale, 0) * widthPx;
  const fromY = (1 - toShare(yScale, 0)) * heightPx;
  const ends = names.flatMap((name, column) =>
    constantColumns.includes(column) ? [] : [{ name, x: loadings[0]?.[column] ?? 0, y: loadings[1]?.[column] ?? 0 }],
  );
  const longest = Math.max(...ends.map(({ x, y }) => Math.hypot(x, y)), 1e-9);
  const reachPx = LONGEST_SHARE * Math.max(24, Math.min(fromX, widthPx - fromX, fromY, heightPx - fromY));
  const lines = ends.map(({ name, x, y }): LoadingLine => {
    const toX = fromX + (x / longest) * reachPx;
    const toY = fromY - (y / longest) * reachPx;
    const isLeft = x < 0;
    return {
      name,
      fromX,
      fromY,
      toX,
      toY,
      textX: toX + (isLeft ? -4 : 4),
      textY: toY + 4,
      anchor: isLeft ? 'end' : 'start',
    };
  });
  return [
    ...spread(lines.filter(({ anchor }) => anchor === 'start')),
    ...spread(lines.filter(({ anchor }) => anchor === 'end')),
  ];
}

/** From the top down, each label at least its own height below the one before. */
function spread(lines: readonly LoadingLine[]): readonly LoadingLine[] {
  let lowest = Number.NEGATIVE_INFINITY;
  return [...lines]
    .sort((a, b) => a.textY - b.textY)
    .map((line) => {
      const textY = Math.max(line.textY, lowest + TEXT_PX);
      lowest = textY;
      return { ...line, textY };
    });
}
