import { useLayoutEffect, useMemo, useRef } from 'react';
import { describeProblem } from '../../core/errors.ts';
import type { Lane, SequenceSignals } from '../../state/app-state.ts';
import { useDevicePixelRatio } from './canvas-layer.tsx';
import { useElementSize } from './element-size.ts';
import { FailedParts } from './failed-parts.tsx';
import type { FrameScale } from './frame-scale.ts';
import { createKeptPicture } from './kept-picture.ts';
import { LaneFrame, ZeroLine } from './lane-frame.tsx';
import { failedParts } from './lane-problems.ts';
import styles from './lane-stack.module.css';
import { describePlot } from './lane-text.ts';
import { paintWaveform, type WaveformColors, type WaveformDrawing } from './paint-waveform.ts';
import { mixColors, type Palette, usePalette } from './palette.ts';
import { columnsFromPeaks, columnsFromSamples, extremesOf, sliceColumns } from './peak-columns.ts';
import { type RawAudio, useRawAudio } from './raw-audio.ts';
import { usePicture } from './use-picture.ts';
import { createAmplitudeScale, measureExtremes, type ValueScale } from './value-scale.ts';
import { useCropHues, useCropRegion, useWaveformView } from './waveform-crop.ts';

/** Samples further apart than this are joined by a line instead of drawn as columns. */
const LINE_PX_PER_SAMPLE = 2;
/** Strength of the parts of a column that not every bucket reaches. */
const OUTER_SHARE = 0.55;

/** The sequence's sound: neutral outside the crop, in the windows' hues inside. */
export function WaveformLane({ lane }: { readonly lane: Lane }) {
  const palette = usePalette();
  const pixelRatio = useDevicePixelRatio();
  const plotRef = useRef<HTMLDivElement>(null);
  const { scale, signals, pictureRef } = usePicture();
  const { heightPx } = useElementSize(plotRef, { widthPx: scale.view.widthPx, heightPx: lane.heightPx });

  const samplesPerFrame = signals === null ? 1 : signals.head.rate / signals.head.fps;
  const raw = useRawAudio(
    signals?.head.entry ?? null,
    scale,
    samplesPerFrame,
    signals === null ? 0 : Math.round(signals.head.n_frames * samplesPerFrame),
  );
  const rawAudio = raw.phase === 'ready' ? raw.audio : null;
  const valueScale = useMemo(
    () => createAmplitudeScale(signals && measureExtremes([signals.peaks]), heightPx),
    [signals, heightPx],
  );
  const columns = useMemo(() => {
    const count = Math.max(Math.round(scale.widthPx * pixelRatio), 1);
    if (signals === null) return null;
    return rawAudio === null
      ? columnsFromPeaks(signals.peaks, scale.zoom, samplesPerFrame, count)
      : columnsFromSamples(rawAudio.samples, rawAudio.startSample, scale.zoom, samplesPerFrame, count);
  }, [signals, rawAudio, scale, samplesPerFrame, pixelRatio]);
  const drawing = useMemo<WaveformDrawing | null>(() => {
    if (columns === null) return null;
    if (rawAudio !== null && scale.pxPerFrame / samplesPerFrame > LINE_PX_PER_SAMPLE) {
      return lineDrawing(rawAudio, scale, samplesPerFrame, valueScale, heightPx);
    }
    return { kind: 'columns', columns, scale: valueScale, heightPx };
  }, [columns, rawAudio, scale, samplesPerFrame, valueScale, heightPx]);
  const parts = useMemo(() => (signals === null ? [] : failedParts(signals, lane.content)), [signals, lane.content]);
  const inView = useMemo(() => {
    if (columns === null) return null;
    const left = Math.round(scale.leftPx * pixelRatio);
    return sliceColumns(columns, left, left + Math.round(scale.view.widthPx * pixelRatio));
  }, [columns, scale, pixelRatio]);
  const extremes = inView === null ? null : extremesOf(inView);

  return (
    <LaneFrame
      lane={lane}
      legendRows={1}
      legend={signals !== null && <p className={styles.subtitle}>{describeRate(signals)}</p>}
      scale={signals === null ? undefined : valueScale}
      plotHeightPx={heightPx}
      plotRef={plotRef}
      plotText={describePlot(lane.name, scale.view.zoom, [{ name: 'samples', extremes }])}
      isDrawn={inView !== null && !inView.min.some(Number.isNaN)}
    >
      <ZeroLine scale={valueScale} heightPx={heightPx} />
      <div ref={pictureRef} className={styles.picture} style={{ width: scale.widthPx }}>
        <WaveformLayers drawing={drawing} scale={scale} palette={palette} heightPx={heightPx} />
      </div>
      <FailedParts parts={parts} />
      {raw.phase === 'failed' && parts.length === 0 && (
        <p className={styles.failed} title={describeProblem(raw.problem)}>
          {raw.problem.what}
        </p>
      )}
    </LaneFrame>
  );
}

/** wavesurfer with the neutral waveform and the crop's region, and over it the crop in the windows' hues. */
function WaveformLayers({
  drawing,
  scale,
  palette,
  heightPx,
}: {
  readonly drawing: WaveformDrawing | null;
  readonly scale: FrameScale;
  readonly palette: Palette;
  readonly heightPx: number;
}) {
  const containerRef = useRef<HTMLDivElement>(null);
  const huesRef = useRef<HTMLCanvasElement>(null);
  const view = useWaveformView(containerRef);

  useLayoutEffect(() => {
    view?.update(drawing, colorsOf(palette.fg3, palette));
  }, [view, drawing, palette]);

  const pictures = useMemo(() => {
    if (drawing === null) return null;
    const paint = (color: string) => (context: CanvasRenderingContext2D) =>
      paintWaveform(context, drawing, colorsOf(color, palette));
    return { a: createKeptPicture(paint(palette.a)), b: createKeptPicture(paint(palette.b)) };
  }, [drawing, palette]);
  useCropHues(huesRef, pictures, scale, heightPx);
  useCropRegion(view, scale);

  return (
    <>
      <div ref={containerRef} className={styles.wave} />
      <canvas ref={huesRef} className={styles.hue} style={{ width: scale.widthPx, height: heightPx }} />
    </>
  );
}

function colorsOf(color: string, palette: Palette): WaveformColors {
  return { outer: mixColors(color, palette.well, OUTER_SHARE), inner: color };
}

/** The samples in view and one beyond each edge. */
function lineDrawing(
  { samples, startSample }: RawAudio,
  scale: FrameScale,
  samplesPerFrame: number,
  valueScale: ValueScale,
  heightPx: number,
): WaveformDrawing {
  const first = Math.max(Math.floor(scale.zoom.startFrame * samplesPerFrame) - 1, startSample);
  const end = Math.ceil(scale.zoom.endFrame * samplesPerFrame) + 2;
  return {
    kind: 'line',
    samples: samples.subarray(first - startSample, end - startSample),
    firstX: scale.toX(first / samplesPerFrame),
    pxPerSample: scale.pxPerFrame / samplesPerFrame,
    scale: valueScale,
    heightPx,
    widthPx: scale.widthPx,
  };
}

function describeRate({ head }: SequenceSignals): string {
  return `${head.rate / 1000} kHz`;
}
