import type { FrameRange } from '../../state/app-state.ts';
import { PEAK_BUCKET_SAMPLES } from '../../worker/protocol.ts';

/**
 * The waveform a device pixel column: `min` and `max` reach as far as any sample of the column, `innerMin` and `innerMax` as far as each of
 * its buckets does at least (the same where samples are drawn). NaN where nothing is known.
 */
export interface PeakColumns {
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly innerMin: Float32Array;
  readonly innerMax: Float32Array;
}

/** Samples a pixel below which the samples themselves are drawn. */
export const RAW_SAMPLES_PER_PX = PEAK_BUCKET_SAMPLES;

/**
 * Columns of the frames in `zoom` from a sequence's peaks, interleaved min and max a bucket of 64 samples. A column takes every bucket that
 * it touches, so a spike of one sample is never lost.
 */
export function columnsFromPeaks(
  peaks: Float32Array,
  zoom: FrameRange,
  samplesPerFrame: number,
  columnCount: number,
): PeakColumns {
  const columns = emptyColumns(columnCount);
  const bucketCount = peaks.length >> 1;
  const firstBucket = (zoom.startFrame * samplesPerFrame) / PEAK_BUCKET_SAMPLES;
  const bucketsPerColumn = ((zoom.endFrame - zoom.startFrame) * samplesPerFrame) / PEAK_BUCKET_SAMPLES / columnCount;
  for (let column = 0; column < columnCount; column++) {
    const [from, to] = touched(firstBucket + column * bucketsPerColumn, bucketsPerColumn, bucketCount);
    for (let bucket = from; bucket < to; bucket++) {
      fold(columns, column, peaks[bucket * 2] as number, peaks[bucket * 2 + 1] as number);
    }
  }
  return columns;
}

/** Columns of the frames in `zoom` from the samples `[firstSample, firstSample + samples.length)` of the sequence. */
export function columnsFromSamples(
  samples: Float32Array,
  firstSample: number,
  zoom: FrameRange,
  samplesPerFrame: number,
  columnCount: number,
): PeakColumns {
  const columns = emptyColumns(columnCount);
  const start = zoom.startFrame * samplesPerFrame - firstSample;
  const samplesPerColumn = ((zoom.endFrame - zoom.startFrame) * samplesPerFrame) / columnCount;
  for (let column = 0; column < columnCount; column++) {
    const [from, to] = touched(start + column * samplesPerColumn, samplesPerColumn, samples.length);
    for (let index = from; index < to; index++) {
      fold(columns, column, samples[index] as number, samples[index] as number);
    }
  }
  // Samples have no extent of their own that all of a column's could share.
  return { ...columns, innerMin: columns.min, innerMax: columns.max };
}

/** Columns `[from, to)`, without a copy. */
export function sliceColumns(columns: PeakColumns, from: number, to: number): PeakColumns {
  const { min, max, innerMin, innerMax } = columns;
  const slice = (values: Float32Array) => values.subarray(from, to);
  return { min: slice(min), max: slice(max), innerMin: slice(innerMin), innerMax: slice(innerMax) };
}

/** Extremes over some columns; null where nothing is known. */
export function extremesOf({ min, max }: PeakColumns): { readonly min: number; readonly max: number } | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let column = 0; column < min.length; column++) {
    const columnMin = min[column] as number;
    const columnMax = max[column] as number;
    if (columnMin < low) low = columnMin;
    if (columnMax > high) high = columnMax;
  }
  return low <= high ? { min: low, max: high } : null;
}

/** Whole items that `[start, start + width)` touches, at least the one under its left edge; rounding errors of the bounds touch nothing. */
function touched(start: number, width: number, count: number): readonly [number, number] {
  const from = Math.floor(start + 1e-6);
  const to = Math.max(Math.ceil(start + width - 1e-6), from + 1);
  return [Math.max(from, 0), Math.min(to, count)];
}

/** A bucket without finite extremes leaves no trace: not loaded, unreadable, or NaN throughout. */
function fold(columns: PeakColumns, column: number, min: number, max: number): void {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return;
  const { innerMin, innerMax } = columns;
  if (!((columns.min[column] as number) <= min)) columns.min[column] = min;
  if (!((columns.max[column] as number) >= max)) columns.max[column] = max;
  if (!((innerMin[column] as number) >= min)) innerMin[column] = min;
  if (!((innerMax[column] as number) <= max)) innerMax[column] = max;
}

function emptyColumns(columnCount: number): PeakColumns {
  const column = () => new Float32Array(columnCount).fill(Number.NaN);
  return { min: column(), max: column(), innerMin: column(), innerMax: column() };
}
