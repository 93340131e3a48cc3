import { type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { useActions, useAppStore } from '../store-context.ts';
import styles from './ruler.module.css';
import { isClearOfFlag, layoutTicks } from './ruler-ticks.ts';
import { useFrameScale } from './scale-context.ts';
import { frameUnder, useSignals } from './sequence-view.ts';

/** Frames and seconds on shared ticks. Dragging in it moves the playhead; its flag is drawn by the overlay. */
export function Ruler() {
  const scale = useFrameScale();
  const store = useAppStore();
  const { setPlayheadFrame } = useActions();
  const head = useSignals()?.head;
  const plotRef = useRef<HTMLDivElement>(null);
  const fps = head?.fps;
  const ticks = useMemo(() => (fps === undefined ? [] : layoutTicks(scale, fps)), [scale, fps]);

  useEffect(() => {
    const labels = [...(plotRef.current?.querySelectorAll<HTMLElement>('[data-frame]') ?? [])];
    const frames = labels.map((label) => Number(label.dataset.frame));
    const update = () => {
      const flagX = scale.toX(store.getState().playheadFrame);
      for (const [index, label] of labels.entries()) {
        const isShown = isClearOfFlag(scale.toX(frames[index] ?? 0), flagX);
        const visibility = isShown ? 'visible' : 'hidden';
        if (label.style.visibility !== visibility) label.style.visibility = visibility;
      }
    };
    if (ticks.length > 0) update();
    return store.subscribe(update);
  }, [store, scale, ticks]);

  function scrub(event: PointerEvent<HTMLDivElement>) {
    if (head === undefined) return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setPlayheadFrame(frameUnder(scale, x, head.n_frames));
  }

  return (
    <div className={styles.ruler}>
      <div className={styles.gutter}>
        <span>frame</span>
        <span>second</span>
      </div>
      <div
        className={styles.plot}
        ref={plotRef}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          scrub(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event);
        }}
      >
        {ticks.map(({ frame, x, isMajor, label }) => (
          <div key={frame} className={styles.tick} style={{ left: Math.round(x) }}>
            <i className={isMajor ? styles.major : styles.minor} />
            {label !== null && (
              <>
                <span className={styles.frame} data-frame={frame}>
                  {label.frame}
                </span>
                <span className={styles.second}>{label.second}</span>
              </>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
