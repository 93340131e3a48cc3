import styles from './raster.module.css';
import type { RasterTick } from './raster-ticks.ts';

export interface ScaleBarProps {
  /** Unit and kind of the values, e.g. "kHz, dB". */
  readonly subtitle: string;
  /** CSS gradient from the lowest to the highest value. */
  readonly gradient: string;
  /** Values at equal steps below the bar. */
  readonly labels: readonly string[];
}

/** The colours of a raster lane with their values. */
export function ScaleBar({ subtitle, gradient, labels }: ScaleBarProps) {
  return (
    <div className={styles.legend}>
      <p className={styles.subtitle}>{subtitle}</p>
      <div className={styles.bar} style={{ background: gradient }} />
      <p className={styles.barLabels}>
        {labels.map((label) => (
          <span key={label}>{label}</span>
        ))}
      </p>
    </div>
  );
}

/** Labels at the right edge of the gutter. */
export function RasterTicks({ ticks }: { readonly ticks: readonly RasterTick[] }) {
  return ticks.map(({ y, label }) => (
    <span key={label} className={styles.tick} style={{ top: Math.round(y) - 8 }} aria-hidden="true">
      {label}
    </span>
  ));
}
