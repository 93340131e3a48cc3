import { roundHalfEven } from '../../core/sample/round-half-even.ts';
import type { TimeMap } from '../../core/signal/time-map.ts';
import type { SequenceSignals } from '../../state/app-state.ts';
import { PEAK_BUCKET_SAMPLES } from '../../worker/protocol.ts';
import type { LoopBounds } from './loop-bounds.ts';

/** A range of the sequence, ready to be played. */
export interface SoundPiece {
  /** The samples of `bounds`; at another speed, where there is a `map`. */
  readonly samples: Float32Array<ArrayBuffer>;
  readonly bounds: LoopBounds;
  /** Sample of the sequence, from the piece's start, at each of `samples`; null where they are the sequence's own. */
  readonly map: TimeMap | null;
}

/** Loops that need more samples than this are played piece by piece: 32 MiB, 8.7 minutes at speed 1. */
export const MAX_WHOLE_SAMPLES = 2 ** 23;
/** A piece in time as it is heard. At speeds of tenths its end then falls on a sample of the device. */
const PIECE_SECONDS = 8;

/** Whether a loop is held whole, rather than piece by piece. */
export function isHeldWhole({ startSample, endSample }: LoopBounds, speed: number, isStretched: boolean): boolean {
  const sampleCount = endSample - startSample;
  return Math.max(sampleCount, isStretched ? sampleCount / speed : 0) <= MAX_WHOLE_SAMPLES;
}

/** The piece of a loop that begins at a sample of it. */
export function nextPiece(loop: LoopBounds, startSample: number, rate: number, speed: number): LoopBounds {
  const end = startSample + roundHalfEven(PIECE_SECONDS * rate * speed);
  return { startSample, endSample: Math.min(end, loop.endSample) };
}

/** Loudest sample of the clips that have been loaded, of full scale 1. */
export function knownPeak({ peaks }: Pick<SequenceSignals, 'peaks'>, { startSample, endSample }: LoopBounds): number {
  let peak = 0;
  const endBucket = Math.ceil(endSample / PEAK_BUCKET_SAMPLES);
  for (let at = 2 * Math.floor(startSample / PEAK_BUCKET_SAMPLES); at < 2 * endBucket; at++) {
    const size = Math.abs(peaks[at] ?? 0);
    if (size > peak && size !== Number.POSITIVE_INFINITY) peak = size;
  }
  return peak;
}

/**
 * Samples at another speed, pitch following, by linear interpolation as browsers do it. Pieces made so join exactly; the rounding of a
 * browser's own playback rate would leave out or double a sample where they meet.
 *
 * @param following the sample after the last one, towards which the end is interpolated.
 */
export function resample(samples: Float32Array, speed: number, following: number): Float32Array<ArrayBuffer> {
  const resampled = new Float32Array(Math.round(samples.length / speed));
  for (let i = 0; i < resampled.length; i++) {
    const position = i * speed;
    const before = Math.floor(position);
    const sample = samples[before] ?? following;
    resampled[i] = sample + (position - before) * ((samples[before + 1] ?? following) - sample);
  }
  return resampled;
}
