import type { WaveExcerpt } from '../../core/audit/evidence.ts';
import styles from './evidence.module.css';
import { Well } from './evidence-axes.tsx';
import { envelopePath, frameScale, linearScale } from './evidence-scale.ts';

/** The sound over some frames. Quiet sound is drawn larger, up to full height for a peak of -40 dBFS. */
export function Wave({
  wave,
  topPx,
  heightPx,
  label = 'sound',
}: {
  readonly wave: WaveExcerpt;
  readonly topPx: number;
  readonly heightPx: number;
  readonly label?: string;
}) {
  const xOf = frameScale(wave.frames);
  const peak = Math.max(0.01, ...wave.minMax.filter(Number.isFinite).map(Math.abs));
  const yOf = linearScale([-peak, peak], [topPx + heightPx - 2, topPx + 2]);
  const partX = (part: number) => xOf(wave.frames[0] + (part + 0.5) / wave.binsPerFrame);
  return (
    <>
      <Well topPx={topPx} heightPx={heightPx} />
      <text className={styles.label} x={0} y={topPx + heightPx / 2 + 4}>
        {label}
      </text>
      <path className={styles.wave} d={envelopePath(wave.minMax, partX, yOf)} />
    </>
  );
}
