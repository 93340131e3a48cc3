import type { PointerEvent } from 'react';
import type { ProfileFigureKey } from '../../core/profile/profile-figures.ts';
import { type Brush, brushOf } from '../../state/overview/brush.ts';
import { type FigureScale, fromShare, toShare } from '../../state/overview/figure-scale.ts';
import { useActions } from '../store-context.ts';
import { clampShare, dragInterval, type IntervalGrip, type ShareInterval } from './drag-interval.ts';
import { IntervalHandle } from './interval-handle.tsx';
import { usePlotDrag } from './plot-drag.ts';
import type { PlotBox } from './point-plot.tsx';
import styles from './scatter-brush.module.css';

/** One axis of the scatter. */
export interface BrushedAxis {
  readonly figure: ProfileFigureKey;
  readonly scale: FigureScale;
}

/** Both intervals as shares; an axis without one is taken from end to end. Null where neither has one. */
export function scatterIntervals(
  brushes: readonly Brush[],
  x: BrushedAxis,
  y: BrushedAxis,
): { readonly x: ShareInterval; readonly y: ShareInterval } | null {
  const [ofX, ofY] = [brushOf(brushes, x.figure), brushOf(brushes, y.figure)];
  if (ofX === null && ofY === null) return null;
  return { x: sharesOf(ofX, x.scale), y: sharesOf(ofY, y.scale) };
}

function sharesOf(brush: Brush | null, scale: FigureScale): ShareInterval {
  if (brush === null) return [0, 1];
  return [shareWithin(scale, brush.low), shareWithin(scale, brush.high)];
}

/** On a log axis an end of 0 or less lies at its low end. */
function shareWithin(scale: FigureScale, value: number): number {
  const share = toShare(scale, value);
  return Number.isNaN(share) ? 0 : clampShare(share);
}

/** The area, beneath the points. */
export function ScatterArea({
  box,
  intervals,
}: {
  readonly box: PlotBox;
  readonly intervals: { readonly x: ShareInterval; readonly y: ShareInterval };
}) {
  const { x, y } = intervals;
  const place = {
    left: Math.round(x[0] * box.widthPx),
    top: Math.round((1 - y[1]) * box.heightPx),
    width: Math.max(1, Math.round((x[1] - x[0]) * box.widthPx)),
    height: Math.max(1, Math.round((y[1] - y[0]) * box.heightPx)),
  };
  return (
    <div className={styles.area} style={place}>
      <i />
      <i />
      <i />
      <i />
    </div>
  );
}

/** The ends of both intervals, above the points; the area itself can be moved where it has one. */
export function ScatterHandles(props: {
  readonly box: PlotBox;
  readonly frame: () => HTMLElement | null;
  readonly x: BrushedAxis;
  readonly y: BrushedAxis;
  readonly brushes: readonly Brush[];
}) {
  const { box, frame, x, y, brushes } = props;
  const { overview } = useActions();
  const beginDrag = usePlotDrag();
  const brushX = brushOf(brushes, x.figure);
  const brushY = brushOf(brushes, y.figure);
  const intervals = scatterIntervals(brushes, x, y) ?? { x: [0, 1] as const, y: [0, 1] as const };
  const middleX = ((intervals.x[0] + intervals.x[1]) / 2) * box.widthPx;
  const middleY = (1 - (intervals.y[0] + intervals.y[1]) / 2) * box.heightPx;

  function dragEnd(event: PointerEvent<HTMLElement>, direction: 'x' | 'y', grip: IntervalGrip) {
    const axis = direction === 'x' ? x : y;
    const start = intervals[direction];
    beginDrag(event, frame(), {
      onDrag: (from, to) => {
        const [low, high] = dragInterval(grip, start, from[direction], to[direction]);
        overview.brush(axis.figure, fromShare(axis.scale, low), fromShare(axis.scale, high));
      },
    });
  }

  const handle = (direction: 'x' | 'y', end: 'low' | 'high') => {
    const axis = direction === 'x' ? x : y;
    const share = intervals[direction][end === 'low' ? 0 : 1];
    return (
      <IntervalHandle
        place="Scatter, "
        figure={axis.figure}
        end={end}
        scale={axis.scale}
        brush={direction === 'x' ? brushX : brushY}
        orientation={direction === 'x' ? 'horizontal' : 'vertical'}
        leftPx={direction === 'x' ? share * box.widthPx : middleX}
        topPx={direction === 'x' ? middleY : (1 - share) * box.heightPx}
        onChange={(low, high) => overview.brush(axis.figure, low, high)}
        onRemove={() => overview.removeBrush(axis.figure)}
        onPointerDown={(event) => dragEnd(event, direction, end)}
      />
    );
  };

  return (
    <>
      {handle('x', 'low')}
      {handle('x', 'high')}
      {x.figure !== y.figure && handle('y', 'low')}
      {x.figure !== y.figure && handle('y', 'high')}
    </>
  );
}
