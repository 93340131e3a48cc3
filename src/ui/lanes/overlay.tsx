import { type RefObject, useLayoutEffect, useRef } from 'react';
import { MAX_WINDOWS } from '../../state/crop-start.ts';
import { signalsOf } from '../../state/selectors.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import { snapToPixel } from './canvas-layer.tsx';
import { cropRange, cropWindows, hueOf } from './crop-windows.ts';
import styles from './overlay.module.css';
import { useFrameScale } from './scale-context.ts';

/** What lies over all lanes at once: dimming, window edges and seam, playhead with its flag, hover line. Moved by transforms only. */
export function Overlay() {
  const rootRef = useRef<HTMLDivElement>(null);
  const playheadRef = useRef<HTMLDivElement>(null);
  const flagRef = useRef<HTMLDivElement>(null);
  const hoverRef = useRef<HTMLDivElement>(null);
  const store = useAppStore();
  const scale = useFrameScale();
  const { widthPx } = scale;
  useCropMarks(rootRef);

  useLayoutEffect(() => {
    const update = () => {
      const { playheadFrame, hoverFrame } = store.getState();
      const x = scale.toX(playheadFrame);
      moveLine(playheadRef.current, x, scale.widthPx);
      if (flagRef.current !== null) writeFlag(flagRef.current, Math.floor(playheadFrame), x, scale.widthPx);
      moveLine(hoverRef.current, hoverFrame === null ? Number.NaN : scale.toX(hoverFrame), scale.widthPx);
    };
    update();
    return store.subscribe(update);
  }, [store, scale]);

  return (
    <div ref={rootRef} aria-hidden="true">
      <div className={styles.ground} style={{ width: widthPx }}>
        <div className={styles.dim} data-mark="dim-left" />
        <div className={styles.dim} data-mark="dim-right" />
      </div>
      <div className={styles.lines} style={{ width: widthPx }}>
        {SEAMS.map((seam) => (
          <div
            key={seam}
            className={`${styles.seam} ${seam % 2 === 0 ? styles.ab : styles.ba}`}
            data-mark={`seam-${seam}`}
          />
        ))}
        <div className={`${styles.edge} ${styles.a}`} data-mark="start" />
        <div className={`${styles.edge} ${styles.b}`} data-mark="end" />
        <div className={styles.hover} ref={hoverRef} />
        <div className={styles.playhead} ref={playheadRef}>
          <div className={styles.flag} ref={flagRef} />
        </div>
      </div>
    </div>
  );
}

/** Places the marks named by `data-mark` whenever the crop or the axis changes. */
function useCropMarks(rootRef: RefObject<HTMLDivElement | null>): void {
  const store = useAppStore();
  const scale = useFrameScale();
  const n_frames = useAppState((state) => signalsOf(state)?.head.n_frames ?? null);
  useLayoutEffect(() => {
    const marks = new Map<string, HTMLElement>();
    for (const mark of rootRef.current?.querySelectorAll<HTMLElement>('[data-mark]') ?? []) {
      marks.set(mark.dataset.mark ?? '', mark);
    }
    const move = (name: string, x: number | null) => {
      const mark = marks.get(name);
      if (mark === undefined) return;
      mark.style.visibility = x === null ? 'hidden' : 'visible';
      if (x !== null) mark.style.transform = `translateX(${x}px)`;
    };
    let shown: unknown = null;
    const update = () => {
      const { crop } = store.getState();
      if (crop === shown) return;
      shown = crop;
      const range = n_frames === null ? null : cropRange(crop, n_frames);
      const windows = range === null ? [] : cropWindows(crop);
      const at = (frame: number | undefined, offset: number) =>
        frame === undefined ? null : snapToPixel(scale.toX(frame)) + offset;
      move('dim-left', at(range?.startFrame, -scale.widthPx));
      move('dim-right', at(range?.endFrame, 0));
      move('start', at(range?.startFrame, 0));
      move('end', at(range?.endFrame, -EDGE_PX));
      for (const seam of SEAMS) {
        move(`seam-${seam}`, at(windows[seam + 1]?.startFrame, -1));
      }
      marks.get('end')?.classList.toggle(styles.endsInA ?? '', hueOf(windows.at(-1)?.name ?? 'B') === 'a');
    };
    update();
    return store.subscribe(update);
  }, [store, scale, n_frames, rootRef]);
}

const EDGE_PX = 2;
/** Seams that a crop can have: after window 0, 1, ... */
const SEAMS = Array.from({ length: MAX_WINDOWS - 1 }, (_, seam) => seam);

/** Half the flag's width: it stays whole at the plot's edges. */
const HALF_FLAG_PX = 19;

function writeFlag(flag: HTMLElement, frame: number, x: number, widthPx: number): void {
  const text = String(frame);
  if (flag.textContent !== text) flag.textContent = text;
  const shift = Math.min(Math.max(x, HALF_FLAG_PX), widthPx - HALF_FLAG_PX) - x;
  flag.style.marginLeft = `${shift}px`;
}

function moveLine(line: HTMLElement | null, x: number, widthPx: number): void {
  if (line === null) return;
  const isShown = x >= 0 && x <= widthPx;
  line.style.visibility = isShown ? 'visible' : 'hidden';
  if (isShown) line.style.transform = `translateX(${snapToPixel(x)}px)`;
}
