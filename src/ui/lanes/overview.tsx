import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import type { FrameRange, SequenceSignals } from '../../state/app-state.ts';
import { formatClip } from '../format/positions.ts';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import { CanvasLayer, snapToPixel, useDevicePixelRatio } from './canvas-layer.tsx';
import { NAME_MIN_PX } from './clip-labels.ts';
import { cropRange, cropWindows, hueOf } from './crop-windows.ts';
import { createFrameScale, type FrameScale } from './frame-scale.ts';
import { createKeptPicture, type KeptPicture } from './kept-picture.ts';
import styles from './overview.module.css';
import type { Palette } from './palette.ts';
import { usePalette } from './palette.ts';
import { columnsFromPeaks, extremesOf, type PeakColumns } from './peak-columns.ts';
import { useFrameScale } from './scale-context.ts';
import { usePictureSignals } from './use-picture.ts';
import { dragZoom, stepZoom, type ZoomPart } from './zoom-window.ts';

const HEIGHT_PX = 47;
const WAVE_TOP_PX = 18;
const WAVE_BOTTOM_PX = 42;
const CROP_BAR_PX = 3;

/** The whole sequence: its clips, its sound, the crop, and the window that says what the lanes show. */
export function Overview() {
  const signals = usePictureSignals();
  return (
    <div className={styles.overview}>
      <div className={styles.gutter}>Overview</div>
      <div className={styles.plot}>{signals !== null && <OverviewPlot signals={signals} />}</div>
    </div>
  );
}

function OverviewPlot({ signals }: { readonly signals: SequenceSignals }) {
  const { widthPx, zoom } = useFrameScale();
  const crop = useAppState((state) => state.crop);
  const { n_frames, seg_len, fps } = signals.head;
  const scale = useMemo(() => createFrameScale({ startFrame: 0, endFrame: n_frames }, widthPx), [n_frames, widthPx]);
  const pictures = useOverviewPictures(signals, scale);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, ratio: number) => {
      const windows = cropRange(crop, n_frames) === null ? [] : cropWindows(crop);
      const copy = (picture: KeptPicture, { startFrame, endFrame }: FrameRange) =>
        picture.copy(context, scale.toX(startFrame) * ratio, scale.toX(endFrame) * ratio);
      const whole = { startFrame: 0, endFrame: n_frames };
      copy(pictures.names, whole);
      const cropEnd = windows.at(-1)?.endFrame ?? crop.startFrame;
      if (cropEnd > crop.startFrame) {
        const startFrame = Math.floor(crop.startFrame / seg_len) * seg_len;
        copy(pictures.markedNames, { startFrame, endFrame: Math.ceil(cropEnd / seg_len) * seg_len });
      }
      copy(pictures.outside, whole);
      copy(pictures.inView, zoom);
      for (const window of windows) copy(pictures[hueOf(window.name)], window);
    },
    [pictures, scale, zoom, crop, n_frames, seg_len],
  );
  return (
    <>
      <CanvasLayer className={styles.canvas} widthPx={widthPx} heightPx={HEIGHT_PX} draw={draw} isOpaque />
      <OverviewPlayhead scale={scale} />
      <ZoomWindow scale={scale} n_frames={n_frames} fps={fps} />
    </>
  );
}

/** The whole overview in each of its colours: as view and crop move, only pieces of these are put together anew. */
function useOverviewPictures(signals: SequenceSignals, scale: FrameScale) {
  const palette = usePalette();
  const pixelRatio = useDevicePixelRatio();
  const { n_frames, seg_len, rate, fps } = signals.head;
  const columns = useMemo(() => {
    const count = Math.max(Math.round(scale.widthPx * pixelRatio), 1);
    return columnsFromPeaks(signals.peaks, scale.zoom, rate / fps, count);
  }, [signals, scale, rate, fps, pixelRatio]);
  return useMemo(() => {
    const names = (color: string) =>
      createKeptPicture((context) => {
        context.fillStyle = palette.well;
        context.fillRect(0, 0, context.canvas.width, context.canvas.height);
        context.scale(pixelRatio, pixelRatio);
        drawClips(context, scale, seg_len, n_frames, palette, color);
      });
    const wave = (color: string, hasBar = false) =>
      createKeptPicture((context) => {
        drawWave(context, columns, color, pixelRatio);
        if (!hasBar) return;
        const barPx = Math.round(CROP_BAR_PX * pixelRatio);
        context.fillRect(0, context.canvas.height - barPx, context.canvas.width, barPx);
      });
    return {
      names: names(palette.fg3),
      markedNames: names(palette.fg),
      outside: wave(palette['line-strong']),
      inView: wave(palette.fg3),
      a: wave(palette.a, true),
      b: wave(palette.b, true),
    };
  }, [columns, scale, palette, pixelRatio, n_frames, seg_len]);
}

function OverviewPlayhead({ scale }: { readonly scale: FrameScale }) {
  const store = useAppStore();
  const lineRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const update = () => {
      const x = snapToPixel(scale.toX(store.getState().playheadFrame));
      if (lineRef.current !== null) lineRef.current.style.transform = `translateX(${x}px)`;
    };
    update();
    return store.subscribe(update);
  }, [store, scale]);
  return <div className={styles.playhead} ref={lineRef} />;
}

/** The range in view: its body moves it, its edges resize it, by pointer and by keys. */
function ZoomWindow({
  scale,
  n_frames,
  fps,
}: {
  readonly scale: FrameScale;
  readonly n_frames: number;
  readonly fps: number;
}) {
  const { zoom } = useFrameScale();
  const { setZoom } = useActions();
  const left = scale.toX(zoom.startFrame);
  const right = scale.toX(zoom.endFrame);
  const isWhole = zoom.startFrame <= 0 && zoom.endFrame >= n_frames;

  function centreOn(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    const frame = scale.toFrame(event.clientX - event.currentTarget.getBoundingClientRect().left);
    const half = (zoom.endFrame - zoom.startFrame) / 2;
    setZoom({ startFrame: frame - half, endFrame: frame + half });
  }

  const startFrame = Math.round(zoom.startFrame);
  const endFrame = Math.round(zoom.endFrame);
  const axis = { scale, n_frames, fps };
  return (
    // The sliders below do the same by keys.
    <div className={styles.ground} onPointerDown={centreOn}>
      <ZoomSlider
        {...axis}
        part="body"
        label="Zoom window"
        value={startFrame}
        valueText={`Frames ${startFrame} to ${endFrame}`}
        className={isWhole ? `${styles.window} ${styles.whole}` : styles.window}
        style={{ left, width: Math.max(right - left, 2) }}
      />
      <ZoomSlider
        {...axis}
        part="start"
        label="View from"
        value={startFrame}
        valueText={`Frame ${startFrame}`}
        className={styles.edge}
        style={{ left: left - 4 }}
      />
      <ZoomSlider
        {...axis}
        part="end"
        label="View to"
        value={endFrame}
        valueText={`Frame ${endFrame}`}
        className={styles.edge}
        style={{ left: right - 4 }}
      />
    </div>
  );
}

interface ZoomSliderProps {
  readonly part: ZoomPart;
  readonly label: string;
  readonly value: number;
  readonly valueText: string;
  readonly scale: FrameScale;
  readonly n_frames: number;
  readonly fps: number;
  readonly className: string | undefined;
  readonly style: CSSProperties;
}

/** The window's body or one of its edges. */
function ZoomSlider({ part, label, value, valueText, scale, n_frames, fps, className, style }: ZoomSliderProps) {
  const store = useAppStore();
  const { setZoom } = store.actions;
  const grab = useRef<{ readonly zoom: FrameRange; readonly clientX: number } | null>(null);

  function handleDown(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    grab.current = { zoom: store.getState().zoom, clientX: event.clientX };
  }

  function handleMove(event: PointerEvent<HTMLElement>) {
    if (grab.current === null) return;
    const movedFrames = (event.clientX - grab.current.clientX) / scale.pxPerFrame;
    setZoom(dragZoom(part, grab.current.zoom, movedFrames, n_frames));
  }

  function release() {
    grab.current = null;
  }

  function handleKey(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = stepZoom(part, event.key, event.shiftKey, store.getState().zoom, n_frames, fps);
    if (next === null) return;
    event.preventDefault();
    setZoom(next);
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={n_frames}
      aria-valuenow={value}
      aria-valuetext={valueText}
      className={className}
      style={style}
      onPointerDown={handleDown}
      onPointerMove={handleMove}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={handleKey}
    />
  );
}

function drawClips(
  context: CanvasRenderingContext2D,
  scale: FrameScale,
  seg_len: number,
  n_frames: number,
  palette: Palette,
  color: string,
): void {
  const hasNames = seg_len * scale.pxPerFrame >= NAME_MIN_PX;
  context.font = `400 11px ${palette['font-mono']}`;
  context.textBaseline = 'alphabetic';
  // Boundaries closer than 4 px would fill the lane.
  const step = Math.max(Math.ceil(4 / (seg_len * scale.pxPerFrame)), 1);
  for (let clip = 0; clip * seg_len < n_frames; clip += step) {
    const x = snapToPixel(scale.toX(clip * seg_len));
    context.fillStyle = palette.line;
    if (clip > 0) context.fillRect(x, 0, 1, HEIGHT_PX);
    if (!hasNames || scale.widthPx - x < NAME_MIN_PX / 1.5) continue;
    context.fillStyle = color;
    context.fillText(formatClip(clip), x + 4, 12);
  }
}

/** The whole wave in one colour; the context's unit is the device's pixel. */
function drawWave(context: CanvasRenderingContext2D, columns: PeakColumns, color: string, ratio: number): void {
  context.fillStyle = color;
  const extremes = extremesOf(columns);
  if (extremes === null) return;
  const peak = Math.max(Math.abs(extremes.min), Math.abs(extremes.max), 1e-6);
  const middle = ((WAVE_TOP_PX + WAVE_BOTTOM_PX) / 2) * ratio;
  const half = ((WAVE_BOTTOM_PX - WAVE_TOP_PX) / 2) * ratio;
  context.beginPath();
  for (let column = 0; column < columns.min.length; column++) {
    const top = Math.floor(middle - ((columns.max[column] as number) / peak) * half);
    const bottom = Math.ceil(middle - ((columns.min[column] as number) / peak) * half);
    if (bottom >= top) context.rect(column, top, 1, Math.max(bottom - top, 1));
  }
  context.fill();
}
