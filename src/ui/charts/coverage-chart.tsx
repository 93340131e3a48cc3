import { memo } from 'react';
import { Area, ComposedChart, Line, XAxis, YAxis } from 'recharts';

/** A place of the x axis with what was expected and what was simulated there. */
export interface CoveragePoint {
  readonly x: number;
  readonly expected: number;
  readonly simulated?: number;
}

/** Simulated values filled, expected ones as a dashed line; axes are drawn around it. */
export const CoverageChart = memo(function CoverageChart(props: {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly points: readonly CoveragePoint[];
  readonly xEnd: number;
  readonly yEnd: number;
  /** Whether each value holds until the next place; else the expected ones are joined by straight lines. */
  readonly isStepped: boolean;
}) {
  const { widthPx, heightPx, points, xEnd, yEnd, isStepped } = props;
  return (
    <ComposedChart
      width={widthPx}
      height={heightPx}
      data={points as CoveragePoint[]}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      style={{ pointerEvents: 'none' }}
    >
      <XAxis dataKey="x" type="number" domain={[0, xEnd]} allowDataOverflow={true} hide={true} />
      <YAxis type="number" domain={[0, yEnd]} allowDataOverflow={true} hide={true} width={0} />
      <Area
        dataKey="simulated"
        type="stepAfter"
        stroke="none"
        fill="var(--fg3)"
        fillOpacity="var(--context-share)"
        activeDot={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="expected"
        type={isStepped ? 'stepAfter' : 'linear'}
        stroke="var(--fg)"
        strokeWidth={1.5}
        strokeDasharray="4 2.5"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
    </ComposedChart>
  );
});
