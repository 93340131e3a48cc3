import type { LoopBounds } from './loop-bounds.ts';

/** Ties the clock of an audio context to the samples of a loop that plays at a constant speed. */
export interface PlaybackClock {
  /** Seconds of the context's clock at which `anchorSample` is played. */
  readonly anchorTime: number;
  readonly anchorSample: number;
  readonly loop: LoopBounds;
  /** Samples of the sequence a second of speed 1, Hz. */
  readonly rate: number;
  readonly speed: number;
}

/** The sample, with its fraction, that plays at a time of the context's clock; the anchor before playing has begun. */
export function sampleAt({ anchorTime, anchorSample, loop, rate, speed }: PlaybackClock, contextTime: number): number {
  const elapsedSeconds = Math.max(0, contextTime - anchorTime);
  const sample = anchorSample + elapsedSeconds * rate * speed;
  if (sample < loop.endSample) return sample;
  return loop.startSample + ((sample - loop.startSample) % (loop.endSample - loop.startSample));
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
