import { memo, useCallback } from 'react';
import { MAX_FPS, MIN_FPS, measureFrame } from '../../core/sampling/frames-and-samples.ts';
import { NumberField } from '../controls/number-field.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { CanvasLayer, useDevicePixelRatio } from '../lanes/canvas-layer.tsx';
import { usePalette } from '../lanes/palette.ts';
import { useActions, useAppState } from '../store-context.ts';
import type { DatasetUnit } from './dataset-unit.ts';
import styles from './frames-section.module.css';
import { PlotFigure } from './plot-figure.tsx';
import { formatMultiple, formatRate, formatSamples } from './rate-words.ts';
import { type GridLayout, gridSize, paintGrid, planGrid } from './sample-grid-layout.ts';
import panel from './side.module.css';

const OFFERED_FPS = [24, 25, 29.97, 30].map(String).map((fps) => ({ value: fps, label: fps }));
/** Inner width of the panel. */
const WIDTH_PX = 384;

/** One frame of picture in samples, at each rate, to scale. */
export function FramesSection({ unit }: { readonly unit: DatasetUnit }) {
  const rates = useAppState((state) => state.sampling.rates);
  const fps = useAppState((state) => state.sampling.fps);
  const pixelRatio = useDevicePixelRatio();
  const counts = rates.map((rate) => sliceCount(rate, fps));
  const layout = planGrid(Math.max(...counts, unit.samplesPerFrame), WIDTH_PX, pixelRatio);
  return (
    <section aria-label="Frames against samples" className={panel.section}>
      <div className={panel.head}>
        <h2 className={panel.title}>Frames against samples</h2>
        <FpsChoice />
      </div>
      <p className={panel.words}>
        One cell, one sample. The strong cells are the first {formatSamples(unit.samplesPerFrame)} of the frame.
      </p>
      {rates.map((rate) => (
        <FrameGrid key={rate} rate={rate} fps={fps} unit={unit} layout={layout} pixelRatio={pixelRatio} />
      ))}
    </section>
  );
}

function FpsChoice() {
  const fps = useAppState((state) => state.sampling.fps);
  const { setFps } = useActions().sampling;
  return (
    <span className={styles.fps}>
      <Segmented
        label="Frames a second"
        options={OFFERED_FPS}
        value={String(fps)}
        onChange={(value) => setFps(Number(value))}
      />
      <NumberField
        label="Other frames a second"
        min={MIN_FPS}
        max={MAX_FPS}
        step={0.01}
        value={fps}
        widthPx={54}
        onCommit={setFps}
      />
    </span>
  );
}

/** Samples of the first frame as the loader cuts it: rounded. */
function sliceCount(rate: number, fps: number): number {
  return Math.round(rate / fps);
}

interface FrameGridProps {
  readonly rate: number;
  readonly fps: number;
  readonly unit: DatasetUnit;
  readonly layout: GridLayout;
  readonly pixelRatio: number;
}

const FrameGrid = memo(function FrameGrid({ rate, fps, unit, layout, pixelRatio }: FrameGridProps) {
  const palette = usePalette();
  const frame = measureFrame(rate, fps);
  const count = sliceCount(rate, fps);
  const strongCount = Math.round(unit.samplesPerFrame);
  const { rows, pitch, cell } = layout;
  const draw = useCallback(
    (context: CanvasRenderingContext2D) =>
      paintGrid(context, count, strongCount, { rows, pitch, cell }, { strong: palette.fg, rest: palette.fg3 }),
    [count, strongCount, rows, pitch, cell, palette],
  );
  const size = gridSize(count, layout, pixelRatio);
  const isOwn = rate === unit.rate;
  const lengths = frame.sliceLengths.map(formatSamples).join(' or ');
  const samples = `${formatSamples(frame.samplesPerFrame)} samples${frame.isWhole ? '' : `, ${lengths}`}`;
  const compared = isOwn
    ? `${Number((1000 / fps).toFixed(2))} ms${frame.isWhole ? `, one frame at ${fps} fps` : ' a frame'}`
    : formatMultiple(frame.samplesPerFrame / unit.samplesPerFrame);
  return (
    <div className={isOwn ? `${styles.frame} ${styles.own}` : styles.frame}>
      <div className={styles.line}>
        <span className={styles.rate}>{formatRate(rate)}</span>
        <span className={styles.samples}>{samples}</span>
        <span className={isOwn ? styles.span : styles.multiple}>{compared}</span>
      </div>
      <PlotFigure
        label={`One frame at ${formatRate(rate)}`}
        words={`${samples}, against ${formatSamples(unit.samplesPerFrame)} in this dataset.`}
      >
        <div className={styles.grid} style={{ height: size.heightPx }}>
          <CanvasLayer widthPx={size.widthPx} heightPx={size.heightPx} draw={draw} className={styles.canvas} />
          {count < strongCount && (
            <span
              className={styles.mark}
              style={{ left: gridSize(strongCount, layout, pixelRatio).widthPx, height: size.heightPx }}
            >
              {formatSamples(unit.samplesPerFrame)}
            </span>
          )}
        </div>
      </PlotFigure>
    </div>
  );
});
