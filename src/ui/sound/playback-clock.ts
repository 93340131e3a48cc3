import { inputAt, outputAt, type TimeMap } from '../../core/signal/time-map.ts';
import type { LoopBounds } from './loop-bounds.ts';

/** Ties the clock of an audio context to the samples of a range that plays at one speed. */
export interface PlaybackClock {
  /** Seconds of the context's clock at which `anchorSample` is played. */
  readonly anchorTime: number;
  readonly anchorSample: number;
  readonly bounds: LoopBounds;
  /** Whether the range begins anew at its end; else its end is waited at. */
  readonly isLooping: boolean;
  /** Samples of the sequence a second of speed 1, Hz. */
  readonly rate: number;
  readonly speed: number;
  /** Where the range has been stretched: its samples, from its start, against those that are played at `rate`. */
  readonly map: TimeMap | null;
}

/** The sample, with its fraction, that plays at a time of the context's clock; the anchor before playing has begun. */
export function sampleAt(clock: PlaybackClock, contextTime: number): number {
  const { anchorTime, anchorSample, bounds, isLooping, rate, speed, map } = clock;
  const elapsedSeconds = Math.max(0, contextTime - anchorTime);
  const length = bounds.endSample - bounds.startSample;
  const anchor = anchorSample - bounds.startSample;
  const wrap = (position: number, end: number) => (position < end ? position : isLooping ? position % end : end);
  if (map === null) return bounds.startSample + wrap(anchor + elapsedSeconds * rate * speed, length);
  const playedLength = map.outputs.at(-1) ?? 0;
  return bounds.startSample + inputAt(map, wrap(outputAt(map, anchor) + elapsedSeconds * rate, playedLength));
}

/** The clock in force at a time: the last one that has begun. `clocks` lie in the order of their anchors and are not empty. */
export function clockAt(clocks: readonly PlaybackClock[], contextTime: number): PlaybackClock | undefined {
  return clocks.findLast(({ anchorTime }) => anchorTime <= contextTime) ?? clocks[0];
}

/** Without the clocks that are over at a time. */
export function clocksFrom(clocks: readonly PlaybackClock[], contextTime: number): readonly PlaybackClock[] {
  return clocks.slice(
    Math.max(
      0,
      clocks.findLastIndex(({ anchorTime }) => anchorTime <= contextTime),
    ),
  );
}
