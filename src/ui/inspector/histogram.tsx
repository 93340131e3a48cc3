import { useMemo } from 'react';
import type { SampleHistogram } from '../../worker/protocol.ts';
import { formatFigure } from '../format/numbers.ts';
import styles from './histogram.module.css';
import { describeHistogram, layoutHistogram } from './histogram-shape.ts';

const HEIGHT_PX = 32;

/** A small histogram of samples with its two ends and zero; `histogram` is null until there are figures, and the room is kept. */
export function Histogram({
  name,
  histogram,
  hasNormalCurve = false,
}: {
  /** What the samples are, e.g. "raw". */
  readonly name: string;
  readonly histogram: SampleHistogram | null;
  /** Whether the standard normal density is drawn over it. */
  readonly hasNormalCurve?: boolean;
}) {
  const shape = useMemo(
    () => (histogram === null ? null : layoutHistogram(histogram, HEIGHT_PX, hasNormalCurve)),
    [histogram, hasNormalCurve],
  );
  if (histogram === null || shape === null) return <div className={styles.histogram} />;
  const text = describeHistogram(name, histogram);
  return (
    <div className={styles.histogram} title={text}>
      <svg role="img" aria-label={text} width={shape.widthPx} height={HEIGHT_PX} className={styles.plot}>
        <path d={shape.bars} className={styles.bars} />
        {shape.normalCurve !== null && <path d={shape.normalCurve} className={styles.curve} />}
      </svg>
      <p aria-hidden="true" className={styles.axis} style={{ width: shape.widthPx }}>
        <span>{formatEnd(histogram.edges[0])}</span>
        <span>0</span>
        <span>{formatEnd(histogram.edges.at(-1))}</span>
      </p>
    </div>
  );
}

/** The bounds have one significant digit: more would be zeros. */
function formatEnd(edge = Number.NaN): string {
  return formatFigure(edge)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}
