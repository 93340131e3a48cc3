import type { SequenceHead } from '../../worker/protocol.ts';
import { placeFrame } from '../crop/crop-plan.ts';
import { selectPlayheadFrame } from '../crop/open-sequence.ts';
import { formatClip, formatClock } from '../format/positions.ts';
import { hueOf, type WindowName } from '../lanes/crop-windows.ts';
import { useAppState } from '../store-context.ts';
import styles from './transport.module.css';

/** The playhead in frames, in time, and as places in its window and its clip. All speak of the same whole frame. */
export function PositionReadout({ head }: { readonly head: SequenceHead }) {
  const frame = useAppState(selectPlayheadFrame);
  const crop = useAppState((state) => state.crop);
  const { window, clip, clipIndex } = placeFrame(frame, head, crop);
  return (
    // Spoken on request only: 25 announcements a second would drown everything else.
    <output aria-label="Frame" aria-live="off" className={styles.position}>
      <span className={styles.frame}>
        {frame} <span className={styles.total}>/ {head.n_frames}</span>
      </span>
      <span className={styles.clock}>{formatClock(frame / head.fps)}</span>
      <span className={styles.place}>
        <span aria-hidden="true" className={`${styles.mark} ${markClass(window?.name)}`} />
        {window !== null && `${window.name}[${window.index}] · `}
        {formatClip(clip)}[{clipIndex}]
      </span>
    </output>
  );
}

function markClass(window: WindowName | undefined): string | undefined {
  if (window === undefined) return styles.outside;
  return styles[hueOf(window)];
}
