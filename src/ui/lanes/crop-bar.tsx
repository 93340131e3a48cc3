import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { CropState } from '../../state/app-state.ts';
import { cropLength, lastStartFrame } from '../../state/crop-start.ts';
import { Icon } from '../controls/icon.tsx';
import { useAppState, useAppStore } from '../store-context.ts';
import { snapToPixel } from './canvas-layer.tsx';
import styles from './crop-bar.module.css';
import { attachCropDrag, moveCropByKey } from './crop-pointer.ts';
import { type CropWindow, cropRange, cropWindows, hueOf } from './crop-windows.ts';
import type { FrameScale } from './frame-scale.ts';
import { useLaneSession } from './lane-session.ts';
import { useFrameScale } from './scale-context.ts';
import { useSignals } from './sequence-view.ts';

/** Least widths of a bar with its letter, and with its frames too. */
const LETTER_MIN_PX = 32;
const FRAMES_MIN_PX = 110;
/** Room that the chip needs to the left of the crop. */
const CHIP_PX = 92;

/** The crop's windows as solid bars. Dragging anywhere in the lane moves the whole crop; so do arrow keys on the handles. */
export function CropBar() {
  const store = useAppStore();
  const session = useLaneSession();
  const scale = useFrameScale();
  const crop = useAppState((state) => state.crop);
  const n_frames = useSignals()?.head.n_frames ?? null;
  const plotRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const plot = plotRef.current;
    if (plot === null) return;
    return attachCropDrag(plot, {
      store,
      session,
      frameAt: (clientX) => scale.toFrame(clientX - plot.getBoundingClientRect().left),
    });
  }, [store, session, scale]);

  const isTooShort = n_frames !== null && cropRange(crop, n_frames) === null;
  return (
    <div className={styles.lane}>
      <div className={styles.gutter}>Crop</div>
      <div className={styles.plot} ref={plotRef}>
        {n_frames !== null && !isTooShort && <CropBars crop={crop} n_frames={n_frames} scale={scale} />}
        {isTooShort && (
          <p className={styles.short}>
            <Icon name="warning" sizePx={12} />
            {`A crop needs ${cropLength(crop)} frames, the sequence has ${n_frames}`}
          </p>
        )}
      </div>
    </div>
  );
}

function CropBars({
  crop,
  n_frames,
  scale,
}: {
  readonly crop: CropState;
  readonly n_frames: number;
  readonly scale: FrameScale;
}) {
  const windows = cropWindows(crop);
  const length = cropLength(crop);
  const startX = scale.toX(crop.startFrame);
  const endX = scale.toX(crop.startFrame + length);
  const lastWindow = windows.at(-1)?.name ?? 'A';
  return (
    <>
      {windows.map((window, index) => (
        <WindowBar
          key={window.name}
          window={window}
          scale={scale}
          isFirst={index === 0}
          isLast={index === windows.length - 1}
        />
      ))}
      <Handle
        label="Crop handle A"
        className={styles.handleA}
        style={{ transform: `translateX(${snapToPixel(startX) - 4}px)` }}
        value={crop.startFrame}
        min={0}
        max={lastStartFrame(crop, n_frames)}
      />
      <Handle
        label="Crop handle B"
        className={hueOf(lastWindow) === 'a' ? styles.handleA : styles.handleB}
        style={{ transform: `translateX(${snapToPixel(endX) - 12}px)` }}
        value={crop.startFrame + length}
        min={length}
        max={n_frames}
      />
      <DragChip startFrame={crop.startFrame} startX={startX} />
    </>
  );
}

function WindowBar({
  window: { name, startFrame, endFrame },
  scale,
  isFirst,
  isLast,
}: {
  readonly window: CropWindow;
  readonly scale: FrameScale;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}) {
  const left = snapToPixel(scale.toX(startFrame));
  // A pixel of the ground is left at the seam.
  const right = snapToPixel(scale.toX(endFrame)) - (isLast ? 0 : 1);
  const visibleLeft = Math.max(left, 0);
  const visiblePx = Math.min(right, scale.widthPx) - visibleLeft;
  return (
    <div
      className={[hueOf(name) === 'a' ? styles.barA : styles.barB, isFirst && styles.first, isLast && styles.last]
        .filter(Boolean)
        .join(' ')}
      style={{ transform: `translateX(${left}px)`, width: right - left, paddingLeft: visibleLeft - left + 14 }}
    >
      {visiblePx >= LETTER_MIN_PX && <b>{name}</b>}
      {visiblePx >= FRAMES_MIN_PX && <span>{`[${startFrame},${endFrame}]`}</span>}
    </div>
  );
}

interface HandleProps {
  readonly label: string;
  readonly className: string | undefined;
  readonly style: CSSProperties;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

function Handle({ label, className, style, value, min, max }: HandleProps) {
  const store = useAppStore();
  function handleKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (moveCropByKey(store, event.key, event.shiftKey)) event.preventDefault();
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={`Frame ${value}`}
      className={`${styles.handle} ${className}`}
      style={style}
      onKeyDown={handleKey}
    />
  );
}

/** Where the crop came from and where it is, while it is dragged. */
function DragChip({ startFrame, startX }: { readonly startFrame: number; readonly startX: number }) {
  const from = useStore(useLaneSession(), (session) => session.cropDragFrom);
  if (from === null) return null;
  const x = startX >= CHIP_PX ? startX - CHIP_PX : Math.max(startX, 0) + 16;
  return (
    <output className={styles.chip} style={{ transform: `translateX(${x}px)` }}>
      {`${from} → ${startFrame}`}
    </output>
  );
}
