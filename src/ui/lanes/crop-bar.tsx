import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { CropState } from '../../state/app-state.ts';
import { cropLength, lastStartFrame } from '../../state/crop-start.ts';
import { Icon } from '../controls/icon.tsx';
import { useAppState, useAppStore } from '../store-context.ts';
import { snapToPixel } from './canvas-layer.tsx';
import { CHARACTER_PX } from './clip-labels.ts';
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
/** Distance of the chip from the crop, and its own sides with it. */
const CHIP_GAP_PX = 8;
const CHIP_MARGIN_PX = 14 + CHIP_GAP_PX;

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
        style={{ left: snapToPixel(startX) - 4 }}
        value={crop.startFrame}
        min={0}
        max={lastStartFrame(crop, n_frames)}
      />
      <Handle
        label="Crop handle B"
        className={hueOf(lastWindow) === 'a' ? styles.handleA : styles.handleB}
        style={{ left: snapToPixel(endX) - 12 }}
        value={crop.startFrame + length}
        min={length}
        max={n_frames}
      />
      <DragChip startFrame={crop.startFrame} startX={startX} endX={endX} widthPx={scale.widthPx} />
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
      style={{ left, width: right - left, paddingLeft: visibleLeft - left + 14 }}
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

interface DragChipProps {
  readonly startFrame: number;
  readonly startX: number;
  readonly endX: number;
  readonly widthPx: number;
}

/** Where the crop came from and where it is, while it is dragged: beside the crop, so that it covers neither letters nor frames. */
function DragChip({ startFrame, startX, endX, widthPx }: DragChipProps) {
  const from = useStore(useLaneSession(), (session) => session.cropDragFrom);
  if (from === null) return null;
  const text = `${from} → ${startFrame}`;
  const roomPx = text.length * CHARACTER_PX + CHIP_MARGIN_PX;
  const isLeft = startX >= roomPx;
  // A crop that fills the plot leaves room for it only at its end, behind the frames.
  const style = isLeft
    ? { right: widthPx - startX + CHIP_GAP_PX }
    : { left: Math.min(endX + CHIP_GAP_PX, widthPx - roomPx) };
  return (
    <output className={styles.chip} style={style}>
      {text}
    </output>
  );
}
