import { type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { describeProblem, type Problem } from '../../core/errors.ts';
import { MAX_DECIBELS, MIN_DECIBELS } from '../../core/signal/decibel-levels.ts';
import type { Lane, SequenceSignals } from '../../state/app-state.ts';
import { withMinus } from '../format/numbers.ts';
import { useActions, useAppState, useAppStore } from '../store-context.ts';
import { CanvasLayer, useDevicePixelRatio } from './canvas-layer.tsx';
import { createSpectrogramColors, gradientOf, SPECTROGRAM_STOPS } from './color-maps.ts';
import { useElementSize } from './element-size.ts';
import { FailedParts } from './failed-parts.tsx';
import { createFrameScale, type FrameScale } from './frame-scale.ts';
import { LaneFrame } from './lane-frame.tsx';
import { failedParts } from './lane-problems.ts';
import { useLaneSession } from './lane-session.ts';
import laneStyles from './lane-stack.module.css';
import { RasterPainter } from './paint-raster.ts';
import styles from './raster.module.css';
import { RasterTicks, ScaleBar } from './raster-gutter.tsx';
import { frequencyTicks } from './raster-ticks.ts';
import { createSpectrogramFeed, type SpectrogramFeed } from './spectrogram-feed.ts';
import { findLoudest, readCell, type SpectrogramImage } from './spectrogram-image.ts';
import { usePicture } from './use-picture.ts';

/** More rows than the sound has frequencies would only repeat them. */
const MOST_ROWS = 256;
const LABELS = [withMinus(String(MIN_DECIBELS)), String(MAX_DECIBELS)];

/** The sequence's sound by frequency: one column a device pixel, each the loudest of its samples. */
export function SpectrogramLane({ lane }: { readonly lane: Lane }) {
  const store = useAppStore();
  const theme = useAppState((state) => state.theme);
  const session = useLaneSession();
  const plotRef = useRef<HTMLDivElement>(null);
  const { scale, signals, pictureRef } = usePicture();
  const { widthPx } = scale.view;
  const { heightPx } = useElementSize(plotRef, { widthPx, heightPx: lane.heightPx });
  const { image, problem } = useSpectrogram(signals, scale, lane.isCollapsed ? 0 : heightPx);
  const parts = useMemo(() => (signals === null ? [] : failedParts(signals, lane.content)), [signals, lane.content]);
  const samplesPerFrame = signals === null ? 1 : signals.head.rate / signals.head.fps;

  const colors = useMemo(() => createSpectrogramColors(theme), [theme]);
  const [painter] = useState(() => new RasterPainter());
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      if (image === null) return;
      const left = scale.toX(image.startSample / samplesPerFrame);
      const right = scale.toX(image.endSample / samplesPerFrame);
      const picture = { ...image, bytes: image.levels, isFromBottom: true };
      painter.paint(context, picture, colors, { left, right, bottom: heightPx });
    },
    [painter, image, colors, scale, samplesPerFrame, heightPx],
  );

  const plotText = useMemo(
    () => describeSpectrogram(lane.name, scale.view, signals, image),
    [lane.name, scale, signals, image],
  );

  function readUnder(event: PointerEvent<HTMLDivElement>) {
    if (image === null || signals === null) return;
    const { left, top, height } = event.currentTarget.getBoundingClientRect();
    const share = 1 - (event.clientY - top) / height;
    const shown = createFrameScale(store.getState().zoom, widthPx);
    const cell = readCell(image, shown.toFrame(event.clientX - left) * samplesPerFrame, share);
    session.setState({
      readout: cell && {
        laneId: lane.id,
        title: `${formatKilohertz(share, signals.head.rate)} kHz`,
        values: [{ text: formatDecibels(cell.decibels), unit: 'dB' }],
      },
    });
  }

  return (
    <LaneFrame
      lane={lane}
      legend={
        signals !== null && (
          <>
            <ScaleBar subtitle="kHz, dB" gradient={gradientOf(SPECTROGRAM_STOPS[theme])} labels={LABELS} />
            <RasterTicks ticks={frequencyTicks(signals.head.rate, heightPx)} />
          </>
        )
      }
      plotHeightPx={heightPx}
      plotRef={plotRef}
      plotText={plotText}
    >
      <div className={laneStyles.wave} onPointerMove={readUnder}>
        <div className={laneStyles.picture} ref={pictureRef}>
          <CanvasLayer className={styles.canvas} widthPx={scale.widthPx} heightPx={heightPx} draw={draw} isOpaque />
        </div>
      </div>
      <FailedParts parts={parts} />
      {problem !== null && parts.length === 0 && (
        <p className={laneStyles.failed} title={describeProblem(problem)}>
          {problem.what}
        </p>
      )}
    </LaneFrame>
  );
}

/** The picture of the frames in view as far as it is made; the one before, stretched by the caller, until then. */
function useSpectrogram(
  signals: SequenceSignals | null,
  scale: FrameScale,
  heightPx: number,
): { readonly image: SpectrogramImage | null; readonly problem: Problem | null } {
  const { readSpectrogram } = useActions();
  const pixelRatio = useDevicePixelRatio();
  const [image, setImage] = useState<SpectrogramImage | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const feedRef = useRef<SpectrogramFeed | null>(null);
  const entry = signals?.head.entry ?? null;
  const samplesPerFrame = signals === null ? 1 : signals.head.rate / signals.head.fps;

  // Another dataset may have an entry of the same name; its sequence begins with other arrays.
  const peaks = signals?.peaks ?? null;
  useEffect(() => {
    if (peaks === null) return;
    const feed = createSpectrogramFeed({
      read: readSpectrogram,
      show: (made) => {
        setProblem(null);
        setImage(made);
      },
      fail: setProblem,
    });
    feedRef.current = feed;
    return () => {
      feed.close();
      feedRef.current = null;
      setImage(null);
      setProblem(null);
    };
  }, [peaks, readSpectrogram]);

  useEffect(() => {
    const rows = Math.min(Math.round(heightPx * pixelRatio), MOST_ROWS);
    const columns = Math.round(scale.widthPx * pixelRatio);
    if (peaks === null || entry === null || rows < 1 || columns < 1) return;
    feedRef.current?.want({
      entry,
      startSample: scale.zoom.startFrame * samplesPerFrame,
      endSample: scale.zoom.endFrame * samplesPerFrame,
      columns,
      rows,
    });
  }, [peaks, entry, scale, samplesPerFrame, heightPx, pixelRatio]);

  return { image, problem };
}

function describeSpectrogram(
  name: string,
  { zoom }: FrameScale,
  signals: SequenceSignals | null,
  image: SpectrogramImage | null,
): string {
  const frames = `${name}, frames ${Math.floor(zoom.startFrame)} to ${Math.ceil(zoom.endFrame)}`;
  if (signals === null) return `${frames}: no sound`;
  const { rate, fps } = signals.head;
  const range = `${frames}: 0 to ${rate / 2000} kHz`;
  const samplesPerFrame = rate / fps;
  const inView = { startSample: zoom.startFrame * samplesPerFrame, endSample: zoom.endFrame * samplesPerFrame };
  const loudest = image === null ? null : findLoudest(image, inView);
  if (loudest === null) return `${range}, not known yet`;
  const frame = Math.floor((loudest.sample * fps) / rate);
  return `${range}, loudest ${formatDecibels(loudest.decibels)} dB at ${formatKilohertz(loudest.share, rate)} kHz, frame ${frame}`;
}

/** Whole decibels: a level is known to a third of one. Beyond the range it is only known to be there. */
function formatDecibels(decibels: number): string {
  if (Number.isNaN(decibels)) return 'not readable,';
  if (decibels <= MIN_DECIBELS) return withMinus(`${MIN_DECIBELS} or less`);
  if (decibels >= MAX_DECIBELS) return `${MAX_DECIBELS} or more`;
  return withMinus(decibels.toFixed(0));
}

function formatKilohertz(share: number, rate: number): string {
  return ((Math.min(Math.max(share, 0), 1) * rate) / 2000).toFixed(2);
}
