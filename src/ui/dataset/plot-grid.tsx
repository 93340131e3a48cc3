import styles from './plot-grid.module.css';
import type { PlotTick } from './plot-ticks.ts';

/** Lines and labels of a plot's axes. x is counted from the left, y from below; both labels lie outside the box. */
export function PlotGrid({
  widthPx,
  heightPx,
  xTicks,
  yTicks,
  xZeroPx = null,
  yZeroPx = null,
}: {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly xTicks: readonly PlotTick[];
  readonly yTicks: readonly PlotTick[];
  /** Where an axis is 0, drawn stronger. */
  readonly xZeroPx?: number | null;
  readonly yZeroPx?: number | null;
}) {
  const lineAt = (px: number) => Math.min(Math.round(px), Math.max(widthPx, heightPx)) + 0.5;
  return (
    <svg aria-hidden="true" width={widthPx} height={heightPx} className={styles.grid}>
      {xTicks.map(({ px, text }) => (
        <g key={text}>
          <path d={`M${lineAt(px)} 0V${heightPx}`} className={px === xZeroPx ? styles.zero : styles.line} />
          <text x={px} y={heightPx + 14} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {yTicks.map(({ px, text }) => (
        <g key={text}>
          <path d={`M0 ${lineAt(heightPx - px)}H${widthPx}`} className={px === yZeroPx ? styles.zero : styles.line} />
          <text x={-6} y={heightPx - px + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
    </svg>
  );
}
