import { memo } from 'react';
import { Line, LineChart, XAxis, YAxis } from 'recharts';
import type { FrameRange } from '../../state/app-state.ts';
import type { CurvePoint } from './curve-points.ts';

export interface CurveChartProps {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Room above and below the value axis. */
  readonly insetPx: number;
  /** Ends of the x axis; the plot area is as wide as the chart. */
  readonly zoom: FrameRange;
  readonly minValue: number;
  readonly maxValue: number;
  readonly points: readonly CurvePoint[];
  /** One to three. */
  readonly seriesCount: number;
}

const STROKES = [
  { key: 'v0', color: 'var(--c1)', dashes: undefined },
  { key: 'v1', color: 'var(--c2)', dashes: '5 2.5' },
  { key: 'v2', color: 'var(--c3)', dashes: undefined },
] as const;

/** Up to three curves and nothing else: axes, legend, playhead and hover are drawn around it, so only new data or a zoom renders it. */
export const CurveChart = memo(function CurveChart(props: CurveChartProps) {
  const { widthPx, heightPx, insetPx, zoom, minValue, maxValue, points, seriesCount } = props;
  return (
    <LineChart
      width={widthPx}
      height={heightPx}
      data={points as CurvePoint[]}
      margin={{ top: insetPx, right: 0, bottom: insetPx, left: 0 }}
      accessibilityLayer={false}
      // The lanes have their own hover; recharts' would dispatch on every move of the pointer.
      style={{ pointerEvents: 'none' }}
    >
      <XAxis
        dataKey="frame"
        type="number"
        domain={[zoom.startFrame, zoom.endFrame]}
        allowDataOverflow={true}
        hide={true}
      />
      <YAxis type="number" domain={[minValue, maxValue]} allowDataOverflow={true} hide={true} width={0} />
      {STROKES.slice(0, seriesCount).map(({ key, color, dashes }) => (
        <Line
          key={key}
          dataKey={key}
          type="linear"
          stroke={color}
          strokeWidth={1.5}
          strokeLinecap="round"
          strokeLinejoin="round"
          {...(dashes === undefined ? {} : { strokeDasharray: dashes })}
          dot={false}
          activeDot={false}
          connectNulls={false}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
});
