import { endLabel, planAxis } from './axis-ticks.ts';
import { onPixel, type PlotArea, PLOT_STYLES as styles } from './svg-plot.tsx';

const LABEL_DROP_PX = 15;

/** Grid lines and labels of a horizontal axis from 0 to `end`, which carries the unit. */
export function HorizontalAxis({
  area,
  end,
  unit,
  minGapPx,
  strongValue = null,
}: {
  readonly area: PlotArea;
  readonly end: number;
  readonly unit: string;
  /** Least distance of two ticks. */
  readonly minGapPx: number;
  /** Value whose label stands out. */
  readonly strongValue?: number | null;
}) {
  const bottom = area.top + area.height;
  const y = bottom + LABEL_DROP_PX;
  return (
    <g>
      {planAxis(end, unit, area.width, minGapPx).map(({ value, share, label }) => {
        const x = onPixel(area.left + share * area.width);
        return (
          <g key={value}>
            {value > 0 && <path className={styles.grid} d={`M${x} ${area.top}V${bottom}`} />}
            {label !== null && (
              <text
                className={`${styles.tick} ${value === strongValue ? styles.tickStrong : ''}`}
                x={value === 0 ? area.left : x}
                y={y}
                textAnchor={value === 0 ? 'start' : 'middle'}
              >
                {label}
              </text>
            )}
          </g>
        );
      })}
      <text className={styles.tick} x={area.left + area.width} y={y} textAnchor="end">
        {endLabel(end, unit)}
      </text>
    </g>
  );
}
