import type { PeakColumns } from './peak-columns.ts';
import { type ValueScale, valueToY } from './value-scale.ts';

/** What a waveform's layers all draw, each in its own colours. */
export type WaveformDrawing =
  | { readonly kind: 'columns'; readonly columns: PeakColumns; readonly scale: ValueScale; readonly heightPx: number }
  | {
      readonly kind: 'line';
      readonly samples: Float32Array;
      /** Pixels from the plot's left edge to the first sample. */
      readonly firstX: number;
      readonly pxPerSample: number;
      readonly scale: ValueScale;
      readonly heightPx: number;
      readonly widthPx: number;
    };

export interface WaveformColors {
  /** Up to the extremes. */
  readonly outer: string;
  /** As far as each bucket reaches; the line of samples. */
  readonly inner: string;
}

/** From this distance on each sample gets a dot. */
const DOT_GAP_PX = 8;

/** Fills a canvas of device pixels; the drawing is stretched to the canvas, so a stale one keeps its shape until the next. */
export function paintWaveform(
  context: CanvasRenderingContext2D,
  drawing: WaveformDrawing,
  colors: WaveformColors,
): void {
  if (drawing.kind === 'line') paintLine(context, drawing, colors.inner);
  else paintColumns(context, drawing, colors);
}

function paintColumns(
  context: CanvasRenderingContext2D,
  { columns, scale, heightPx }: Extract<WaveformDrawing, { kind: 'columns' }>,
  { outer, inner }: WaveformColors,
): void {
  const { width, height } = context.canvas;
  const pixelRatio = height / heightPx;
  const columnWidth = width / columns.min.length;
  const fill = (low: Float32Array, high: Float32Array, color: string) => {
    context.fillStyle = color;
    context.beginPath();
    for (let column = 0; column < low.length; column++) {
      const top = Math.floor(valueToY(scale, heightPx, high[column] as number) * pixelRatio);
      const bottom = Math.ceil(valueToY(scale, heightPx, low[column] as number) * pixelRatio);
      // NaN where nothing is known; bottom above top where the buckets of a column have nothing in common.
      if (bottom >= top) context.rect(column * columnWidth, top, columnWidth, Math.max(bottom - top, 1));
    }
    context.fill();
  };
  fill(columns.min, columns.max, outer);
  fill(columns.innerMin, columns.innerMax, inner);
}

function paintLine(
  context: CanvasRenderingContext2D,
  drawing: Extract<WaveformDrawing, { kind: 'line' }>,
  color: string,
): void {
  const { samples, firstX, pxPerSample, scale, heightPx, widthPx } = drawing;
  const { width, height } = context.canvas;
  context.save();
  context.scale(width / widthPx, height / heightPx);
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = 1.25;
  context.lineJoin = 'round';
  context.beginPath();
  let isDown = false;
  samples.forEach((value, index) => {
    const x = firstX + index * pxPerSample;
    const y = valueToY(scale, heightPx, value);
    if (!Number.isFinite(value)) isDown = false;
    else if (isDown) context.lineTo(x, y);
    else {
      context.moveTo(x, y);
      isDown = true;
    }
  });
  context.stroke();
  if (pxPerSample >= DOT_GAP_PX) {
    samples.forEach((value, index) => {
      if (!Number.isFinite(value)) return;
      context.beginPath();
      context.arc(firstX + index * pxPerSample, valueToY(scale, heightPx, value), 2, 0, 2 * Math.PI);
      context.fill();
    });
  }
  context.restore();
}
