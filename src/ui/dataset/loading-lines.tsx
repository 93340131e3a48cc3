import { MOTION_STATISTICS } from '../../core/profile/motion-statistics.ts';
import type { PrincipalComponents } from '../../core/statistics/pca.ts';
import type { FigureScale } from '../../state/overview/figure-scale.ts';
import { layoutLoadings } from './loading-layout.ts';
import styles from './loading-lines.module.css';
import type { PlotBox } from './point-plot.tsx';

/** How each statistic weighs in the two components: a line from the middle of the map, with its name at the end. */
export function LoadingLines({
  map,
  xScale,
  yScale,
  box,
}: {
  readonly map: PrincipalComponents;
  readonly xScale: FigureScale;
  readonly yScale: FigureScale;
  readonly box: PlotBox;
}) {
  const names = MOTION_STATISTICS.map(({ label }) => label);
  const lines = layoutLoadings(map.loadings, names, map.constantColumns, xScale, yScale, box);
  return (
    <svg aria-hidden="true" width={box.widthPx} height={box.heightPx} className={styles.lines}>
      {lines.map(({ name, fromX, fromY, toX, toY }) => (
        <path key={name} d={`M${fromX} ${fromY}L${toX} ${toY}`} />
      ))}
      {lines.map(({ name, textX, textY, anchor }) => (
        <text key={name} x={textX} y={textY} textAnchor={anchor}>
          {name}
        </text>
      ))}
    </svg>
  );
}
