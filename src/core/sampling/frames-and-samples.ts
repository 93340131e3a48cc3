import { DataError } from '../errors.ts';
import { roundHalfEven } from '../sample/round-half-even.ts';

export const MIN_FPS = 10;
export const MAX_FPS = 240;

/** Samples of one frame, and what rounding makes of them. */
export interface FrameUnit {
  /** `rate / fps`, the loader's `audio_unit`. */
  readonly samplesPerFrame: number;
  readonly isWhole: boolean;
  /** Lengths that slices of one frame have, `round((i + 1) * unit) - round(i * unit)`, ascending: one where the unit is whole, else two. */
  readonly sliceLengths: readonly number[];
}

/** Throws a `DataError` for a picture rate out of bounds. The rate is any number above 0. */
export function measureFrame(rate: number, fps: number): FrameUnit {
  requireFps(fps);
  const samplesPerFrame = rate / fps;
  const isWhole = Number.isInteger(samplesPerFrame);
  const sliceLengths = isWhole ? [samplesPerFrame] : [Math.floor(samplesPerFrame), Math.ceil(samplesPerFrame)];
  return { samplesPerFrame, isWhole, sliceLengths };
}

/** The sample at which the loader cuts before frame `frame` of a clip: Python's `round(frame * rate / fps)`. */
export function sampleOfFrame(frame: number, rate: number, fps: number): number {
  return roundHalfEven(frame * (rate / fps));
}

/** How far sound and picture are apart after a number of frames, where each frame is taken for a fixed number of samples. */
export interface Drift {
  /** Seconds of sound that were read. */
  readonly soundSeconds: number;
  /** Seconds of picture that they were read for. */
  readonly pictureSeconds: number;
  /** Frames by which the sound is ahead of the picture at the end; negative where it is behind. */
  readonly frames: number;
}

/**
 * Reads `frameCount * samplesPerFrame` samples of a sound that has `rate` samples a second for a picture of `frameCount` frames. "Behind": the sound
 * that was read ends before the picture does. Throws a `DataError` for a picture rate out of bounds.
 */
export function measureDrift(samplesPerFrame: number, rate: number, fps: number, frameCount: number): Drift {
  requireFps(fps);
  const soundSeconds = (frameCount * samplesPerFrame) / rate;
  const pictureSeconds = frameCount / fps;
  return { soundSeconds, pictureSeconds, frames: (soundSeconds - pictureSeconds) * fps };
}

/** A drift in words: "27 frames behind", "1 frame ahead", "in step" where it is less than half a frame. */
export function describeDrift({ frames }: Drift): string {
  const whole = Math.round(Math.abs(frames));
  if (whole === 0) return 'in step';
  const count = `${whole.toLocaleString('en-US')} ${whole === 1 ? 'frame' : 'frames'}`;
  return `${count} ${frames > 0 ? 'ahead' : 'behind'}`;
}

function requireFps(fps: number): void {
  if (fps >= MIN_FPS && fps <= MAX_FPS) return;
  throw new DataError({
    code: 'sampling-fps',
    what: 'The picture rate is none that is offered',
    expected: `${MIN_FPS} to ${MAX_FPS} frames a second`,
    found: String(fps),
    where: 'sampling',
  });
}
