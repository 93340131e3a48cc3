import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { describeProblem } from '../../core/errors.ts';
import type { Lane, SequenceSignals } from '../../state/app-state.ts';
import { CanvasLayer, useDevicePixelRatio } from './canvas-layer.tsx';
import { useElementSize } from './element-size.ts';
import { FailedParts } from './failed-parts.tsx';
import type { FrameScale } from './frame-scale.ts';
import { LaneFrame, ZeroLine } from './lane-frame.tsx';
import { failedParts } from './lane-problems.ts';
import styles from './lane-stack.module.css';
import { describePlot } from './lane-text.ts';
import { paintWaveform, type WaveformDrawing } from './paint-waveform.ts';
import { mixColors, type Palette, usePalette } from './palette.ts';
import { columnsFromPeaks, columnsFromSamples, extremesOf } from './peak-columns.ts';
import { type RawAudio, useRawAudio } from './raw-audio.ts';
import { useFrameScale } from './scale-context.ts';
import { useSignals } from './sequence-view.ts';
import { createAmplitudeScale, measureExtremes, type ValueScale } from './value-scale.ts';
import { useCropClip, useWaveformView } from './waveform-crop.ts';

/** Samples further apart than this are joined by a line instead of drawn as columns. */
const LINE_PX_PER_SAMPLE = 2;
/** Strength of the parts of a column that not every bucket reaches. */
const OUTER_SHARE = 0.55;

/** The sequence's sound: neutral outside the crop, in the windows' hues inside. */
export function WaveformLane({ lane }: { readonly lane: Lane }) {
  const signals = useSignals();
  const scale = useFrameScale();
  const palette = usePalette();
  const pixelRatio = useDevicePixelRatio();
  const plotRef = useRef<HTMLDivElement>(null);
  const { heightPx } = useElementSize(plotRef, { widthPx: scale.widthPx, heightPx: lane.heightPx });

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
  const extremes = columns === null ? null : extremesOf(columns);

  return (
    <LaneFrame
      lane={lane}
      legendRows={1}
      legend={signals !== null && <p className={styles.subtitle}>{describeRate(signals)}</p>}
      scale={signals === null ? undefined : valueScale}
      plotHeightPx={heightPx}
      plotRef={plotRef}
      plotText={describePlot(lane.name, scale.zoom, [{ name: 'samples', extremes }])}
      isDrawn={columns !== null && !columns.min.some(Number.isNaN)}
    >
      <ZeroLine scale={valueScale} heightPx={heightPx} />
      <WaveformLayers drawing={drawing} palette={palette} heightPx={heightPx} />
      <FailedParts parts={parts} />
      {raw.phase === 'failed' && parts.length === 0 && (
        <p className={styles.failed} title={describeProblem(raw.problem)}>
          {raw.problem.what}
        </p>
      )}
    </LaneFrame>
  );
}

/** wavesurfer with the neutral waveform and the crop's region, and over it one layer a window that is only clipped anew as the crop moves. */
function WaveformLayers({
  drawing,
  palette,
  heightPx,
}: {
  readonly drawing: WaveformDrawing | null;
  readonly palette: Palette;
  readonly heightPx: number;
}) {
  const scale = useFrameScale();
  const containerRef = useRef<HTMLDivElement>(null);
  const layerA = useRef<HTMLCanvasElement>(null);
  const layerB = useRef<HTMLCanvasElement>(null);
  const view = useWaveformView(containerRef);

  useLayoutEffect(() => {
    if (view === null || drawing === null) return;
    view.update(drawing, {
      outer: mixColors(palette.fg3, palette.well, OUTER_SHARE),
      inner: palette.fg3,
    });
  }, [view, drawing, palette]);
  useCropClip(view, { a: layerA, b: layerB });

  const draw = useCallback(
    (context: CanvasRenderingContext2D, color: string) => {
      if (drawing === null) return;
      context.setTransform(1, 0, 0, 1, 0, 0);
      paintWaveform(context, drawing, { outer: mixColors(color, palette.well, OUTER_SHARE), inner: color });
    },
    [drawing, palette],
  );
  const drawA = useCallback((context: CanvasRenderingContext2D) => draw(context, palette.a), [draw, palette]);
  const drawB = useCallback((context: CanvasRenderingContext2D) => draw(context, palette.b), [draw, palette]);

  return (
    <>
      <div ref={containerRef} className={styles.wave} />
      <CanvasLayer ref={layerA} className={styles.hue} widthPx={scale.widthPx} heightPx={heightPx} draw={drawA} />
      <CanvasLayer ref={layerB} className={styles.hue} widthPx={scale.widthPx} heightPx={heightPx} draw={drawB} />
    </>
  );
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
