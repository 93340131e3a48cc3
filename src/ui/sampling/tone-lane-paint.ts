import { heldIndex, rebuildTone } from '../../core/sampling/reconstruct.ts';
import { type Tone, toneAt, toneSample } from '../../core/sampling/tone.ts';
import type { SamplingShow } from '../../state/sampling/sampling-state.ts';
import type { Palette } from '../lanes/palette.ts';
import type { AxisTick } from './axis-ticks.ts';

/** Room at the left for the dot at time 0, which lies on the plot's edge. */
export const DOT_ROOM_PX = 4;
/** Room above and below the amplitude of 1. */
const MARGIN_PX = 9;
const MIN_AMPLITUDE_PX = 4;
/** A period narrower than this is drawn as a band: a line through it would show a pattern of its own. */
const MIN_PERIOD_PX = 3;
const MIN_STEM_GAP_PX = 4;
/** Below this dots run together, and each column of pixels shows the range of its samples. */
const MIN_DOT_GAP_PX = 0.75;
const STEP_PX = 0.5;
/** Rebuilding sums hundreds of neighbours a point. */
const REBUILT_STEP_PX = 1;

export interface ToneLane {
  readonly tone: Tone;
  readonly rate: number;
  readonly windowSeconds: number;
  readonly show: SamplingShow;
  readonly ticks: readonly AxisTick[];
}

/** Radius of a sample's dot where samples are so far apart. */
export function dotRadius(gapPx: number): number {
  return Math.min(Math.max(gapPx * 0.34, 1.2), 3.2);
}

/** Where times and values of a lane lie, in CSS pixels of its canvas. */
interface LanePlot {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly middle: number;
  /** Distance of two samples. */
  readonly gapPx: number;
  readonly sampleCount: number;
  readonly toX: (seconds: number) => number;
  readonly toY: (value: number) => number;
  /** The nearest whole device pixel. */
  readonly snap: (px: number) => number;
}

/** Draws a lane on a canvas that is `DOT_ROOM_PX` wider than the plot. */
export function paintToneLane(
  context: CanvasRenderingContext2D,
  lane: ToneLane,
  size: { readonly widthPx: number; readonly heightPx: number; readonly pixelRatio: number },
  palette: Palette,
): void {
  const plot = placeLane(lane, size);
  paintGrid(context, lane, plot, palette);
  context.save();
  context.beginPath();
  context.rect(0, 0, DOT_ROOM_PX + plot.widthPx, plot.heightPx);
  context.clip();
  paintContinuous(context, lane, plot, palette);
  if (lane.show !== 'samples') paintReconstruction(context, lane, plot, palette);
  context.restore();
  if (plot.gapPx < MIN_DOT_GAP_PX) paintColumns(context, lane, plot, palette);
  else paintDots(context, lane, plot, palette);
}

function placeLane(
  { rate, windowSeconds }: ToneLane,
  {
    widthPx,
    heightPx,
    pixelRatio,
  }: { readonly widthPx: number; readonly heightPx: number; readonly pixelRatio: number },
): LanePlot {
  const middle = Math.round(heightPx / 2);
  const amplitude = Math.max(middle - MARGIN_PX, MIN_AMPLITUDE_PX);
  return {
    widthPx,
    heightPx,
    middle,
    gapPx: widthPx / (rate * windowSeconds),
    sampleCount: Math.max(Math.ceil(rate * windowSeconds - 1e-9), 1),
    toX: (seconds) => DOT_ROOM_PX + (seconds / windowSeconds) * widthPx,
    toY: (value) => middle - value * amplitude,
    snap: (px) => Math.round(px * pixelRatio) / pixelRatio,
  };
}

function paintGrid(context: CanvasRenderingContext2D, { ticks }: ToneLane, plot: LanePlot, palette: Palette): void {
  const { widthPx, heightPx, middle, snap } = plot;
  context.fillStyle = palette.line;
  for (const { share } of ticks.slice(1)) context.fillRect(snap(DOT_ROOM_PX + share * widthPx), 0, 1, heightPx);
  context.fillStyle = palette['line-strong'];
  context.fillRect(DOT_ROOM_PX, snap(middle), widthPx, 1);
}

function paintContinuous(context: CanvasRenderingContext2D, lane: ToneLane, plot: LanePlot, palette: Palette): void {
  const { tone, windowSeconds } = lane;
  const { widthPx, toY } = plot;
  if (widthPx / (tone.hz * windowSeconds) < MIN_PERIOD_PX) {
    context.globalAlpha = 0.3;
    context.fillStyle = palette.fg3;
    context.fillRect(DOT_ROOM_PX, toY(1), widthPx, toY(-1) - toY(1));
    context.globalAlpha = 1;
    return;
  }
  const times = curveTimes(widthPx / STEP_PX, windowSeconds);
  context.strokeStyle = palette.fg3;
  context.lineWidth = 1.25;
  strokeCurve(
    context,
    plot,
    times,
    times.map((time) => toneAt(tone, time)),
  );
}

function paintReconstruction(
  context: CanvasRenderingContext2D,
  { tone, rate, windowSeconds, show }: ToneLane,
  plot: LanePlot,
  palette: Palette,
): void {
  context.strokeStyle = palette.c2;
  context.lineWidth = 1.5;
  if (show === 'hold') {
    const times = curveTimes(plot.widthPx / STEP_PX, windowSeconds);
    const held = times.map((time) => toneSample(tone, rate, heldIndex(time, rate)));
    strokeCurve(context, plot, times, held);
    return;
  }
  const times = curveTimes(plot.widthPx / REBUILT_STEP_PX, windowSeconds);
  context.setLineDash([5, 2.5]);
  strokeCurve(context, plot, times, rebuildTone(tone, rate, times));
  context.setLineDash([]);
}

/** A column a pixel, from its lowest to its highest sample. */
function paintColumns(
  context: CanvasRenderingContext2D,
  { tone, rate }: ToneLane,
  { widthPx, gapPx, sampleCount, toY }: LanePlot,
  palette: Palette,
): void {
  context.fillStyle = palette.fg;
  for (let column = 0; column < widthPx; column++) {
    const end = Math.min(Math.ceil((column + 1) / gapPx), sampleCount);
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let index = Math.ceil(column / gapPx); index < end; index++) {
      const value = toneSample(tone, rate, index);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (low <= high) context.fillRect(DOT_ROOM_PX + column, toY(high), 1, Math.max(toY(low) - toY(high), 1));
  }
}

function paintDots(
  context: CanvasRenderingContext2D,
  { tone, rate, show }: ToneLane,
  { middle, gapPx, sampleCount, toX, toY, snap }: LanePlot,
  palette: Palette,
): void {
  const radius = dotRadius(gapPx);
  const hasStems = show === 'samples' && gapPx >= MIN_STEM_GAP_PX;
  context.fillStyle = palette.fg3;
  for (let index = 0; hasStems && index < sampleCount; index++) {
    const y = toY(toneSample(tone, rate, index));
    context.fillRect(snap(toX(index / rate) - 0.5), Math.min(y, middle), 1, Math.abs(y - middle));
  }
  context.fillStyle = palette.fg;
  context.beginPath();
  for (let index = 0; index < sampleCount; index++) {
    const x = toX(index / rate);
    const y = toY(toneSample(tone, rate, index));
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
}

function strokeCurve(
  context: CanvasRenderingContext2D,
  { toX, toY }: LanePlot,
  times: Float64Array,
  values: Float64Array,
): void {
  context.beginPath();
  for (let i = 0; i < values.length; i++) context.lineTo(toX(times[i] as number), toY(values[i] as number));
  context.stroke();
}

/** Times along the window in so many steps, and at its end. */
function curveTimes(stepCount: number, windowSeconds: number): Float64Array {
  const count = Math.ceil(stepCount) + 1;
  return Float64Array.from({ length: count }, (_, i) => (i / (count - 1)) * windowSeconds);
}
