import type { FrameRange } from '../../state/app-state.ts';

/** One point of up to three curves, as recharts reads it; null is a gap. */
export interface CurvePoint {
  readonly frame: number;
  readonly v0: number | null;
  readonly v1: number | null;
  readonly v2: number | null;
}

/**
 * The points to draw: every frame in view where they fit into `maxPoints`, else the smallest and largest value of each series in equal
 * runs of frames, at the frames where they occur, and the borders of gaps. So no spike is lost and no value is moved. One frame beyond
 * each edge of the view is included, so that the lines reach the edges.
 *
 * `decimateMinMax` of the core gives extremes without their frames, which is right for columns of pixels and not for points of a line.
 */
export function selectCurvePoints(series: readonly Float32Array[], zoom: FrameRange, maxPoints: number): CurvePoint[] {
  const frameCount = series[0]?.length ?? 0;
  const from = Math.max(Math.floor(zoom.startFrame) - 1, 0);
  const to = Math.min(Math.ceil(zoom.endFrame) + 2, frameCount);
  const frames = to - from <= maxPoints ? range(from, to) : selectFrames(series, from, to, maxPoints);
  return frames.map((frame) => ({
    frame,
    v0: valueAt(series[0], frame),
    v1: valueAt(series[1], frame),
    v2: valueAt(series[2], frame),
  }));
}

function selectFrames(series: readonly Float32Array[], from: number, to: number, maxPoints: number): number[] {
  const runCount = Math.max(Math.floor(maxPoints / (2 * series.length)), 1);
  const runLength = Math.ceil((to - from) / runCount);
  const chosen = new Set<number>([from, to - 1]);
  // Runs begin at multiples of their length, so that panning does not change the choice.
  for (let start = Math.floor(from / runLength) * runLength; start < to; start += runLength) {
    const [first, end] = [Math.max(start, from), Math.min(start + runLength, to)];
    for (const values of series) {
      addExtremes(values, first, end, chosen);
      addGapBorders(values, Math.max(first, from + 1), end, chosen);
    }
  }
  return [...chosen].sort((a, b) => a - b);
}

function addExtremes(values: Float32Array, from: number, to: number, chosen: Set<number>): void {
  let lowest = -1;
  let highest = -1;
  for (let frame = from; frame < to; frame++) {
    const value = values[frame] as number;
    if (!Number.isFinite(value)) continue;
    if (lowest < 0 || value < (values[lowest] as number)) lowest = frame;
    if (highest < 0 || value > (values[highest] as number)) highest = frame;
  }
  if (lowest >= 0) chosen.add(lowest);
  if (highest >= 0) chosen.add(highest);
  else chosen.add(from);
}

/** Also where a run begins: else the gap of a missing clip would look wider than the clip. */
function addGapBorders(values: Float32Array, from: number, to: number, chosen: Set<number>): void {
  for (let frame = from; frame < to; frame++) {
    if (Number.isFinite(values[frame]) === Number.isFinite(values[frame - 1])) continue;
    chosen.add(frame - 1);
    chosen.add(frame);
  }
}

function valueAt(values: Float32Array | undefined, frame: number): number | null {
  const value = values?.[frame];
  return value !== undefined && Number.isFinite(value) ? value : null;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(to - from, 0) }, (_, index) => from + index);
}
