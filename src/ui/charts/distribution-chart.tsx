import { memo, useMemo } from 'react';
import { Bar, BarChart, XAxis, YAxis } from 'recharts';

/** Bars of a histogram and nothing else, from edge to edge: axis, brush and the step line of a subset are drawn around it, so a brush renders no chart. */
export const DistributionChart = memo(function DistributionChart({
  widthPx,
  heightPx,
  counts,
}: {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Values a bin. */
  readonly counts: ArrayLike<number>;
}) {
  const data = useMemo(() => Array.from(counts, (count, bin) => ({ bin, count })), [counts]);
  const mostCount = data.reduce((most, { count }) => Math.max(most, count), 1);
  return (
    <BarChart
      width={widthPx}
      height={heightPx}
      data={data}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      barCategoryGap={1}
      accessibilityLayer={false}
      style={{ pointerEvents: 'none' }}
    >
      <XAxis dataKey="bin" type="category" hide={true} />
      <YAxis type="number" domain={[0, mostCount]} hide={true} width={0} />
      <Bar dataKey="count" fill="var(--fg3)" fillOpacity="var(--context-share)" isAnimationActive={false} />
    </BarChart>
  );
});
