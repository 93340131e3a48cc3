import { createAxisScale } from '../../core/plot/axis-scale.ts';
import { layoutTicks } from '../../core/plot/axis-ticks.ts';
import { type FigureScale, toShare } from '../../state/overview/figure-scale.ts';

export interface PlotTick {
  /** From the low end of the axis. */
  readonly px: number;
  readonly text: string;
}

export interface TickLayout {
  readonly lengthPx: number;
  /** Labels nearer than this to the one before are left out. */
  readonly leastGapPx: number;
  /** Labels nearer than this to an end of the axis are left out. */
  readonly edgePx?: number;
  readonly isSigned?: boolean;
}

/** Round numbers along an axis of so many pixels, no two so near that their labels meet. */
export function layoutPlotTicks(scale: FigureScale, layout: TickLayout): readonly PlotTick[] {
  const { lengthPx, leastGapPx, edgePx = 0, isSigned = false } = layout;
  if (!(lengthPx > 0)) return [];
  const axis = createAxisScale(
    { scale: scale.isLog ? 'log' : 'linear', range: [scale.low, scale.high] },
    'x',
    [],
    0,
    lengthPx,
  );
  const ticks: PlotTick[] = [];
  let lastPx = Number.NEGATIVE_INFINITY;
  for (const { at, text } of layoutTicks(axis, Math.max(2, Math.floor(lengthPx / leastGapPx)))) {
    const px = toShare(scale, at) * lengthPx;
    if (text === null || !(px >= edgePx && px <= lengthPx - edgePx) || px - lastPx < leastGapPx) continue;
    ticks.push({ px, text: isSigned && at > 0 ? `+${text}` : text });
    lastPx = px;
  }
  return ticks;
}
