import { createResampler, type FilterQuality, KAISER_BEST, NEARLY_IDEAL } from '../../core/sampling/resample.ts';
import { meanSquare } from '../../core/sampling/resampling-loss.ts';
import { recordTone, type Tone } from '../../core/sampling/tone.ts';
import { DEVICE_RATE } from './sampling-sound.ts';

const TONE_SECONDS = 1.5;
/** Loud enough beside speech, with room above. */
const TONE_AMPLITUDE = 0.5;
/** Work between two pictures of the page. */
const SLICE_MS = 8;
const SLICE_SAMPLES = 2048;
/** Just below full scale. */
const MAX_PEAK = 0.98;

/** Thrown where nobody waits for the result any more. */
export class NotWanted extends Error {}

/** Another rate, a few milliseconds of work at a time, so that the page goes on moving. Rejects with `NotWanted` once it is. */
export async function resampleInSlices(
  samples: Float32Array,
  fromRate: number,
  toRate: number,
  isWanted: () => boolean,
  quality: FilterQuality = KAISER_BEST,
): Promise<Float32Array<ArrayBuffer>> {
  const resampler = createResampler(fromRate, toRate, quality);
  const output = new Float32Array(resampler.outputCount(samples.length));
  let pausedMs = performance.now();
  for (let first = 0; first < output.length; first += SLICE_SAMPLES) {
    if (performance.now() - pausedMs > SLICE_MS) {
      await nextTask();
      pausedMs = performance.now();
    }
    if (!isWanted()) throw new NotWanted('the result is not wanted any more');
    resampler.write(samples, output, first, Math.min(first + SLICE_SAMPLES, output.length));
  }
  return output;
}

/** The tone as it is heard when it is sampled at a rate without a filter: beyond the limit, its alias. */
export async function makeTone(tone: Tone, rate: number, isWanted: () => boolean): Promise<Float32Array<ArrayBuffer>> {
  const recorded = recordTone(tone, rate, Math.round(TONE_SECONDS * rate));
  const heard = await resampleInSlices(recorded, rate, DEVICE_RATE, isWanted, NEARLY_IDEAL);
  return heard.map((value) => TONE_AMPLITUDE * value);
}

/** Two versions of one sound, to be compared by ear. */
export interface SoundPair {
  readonly rate: number;
  readonly samples: Float32Array;
  readonly otherRate: number;
  readonly other: Float32Array;
}

/**
 * One version for the device, as loud as the other: both have the mean square of the first, and neither clips. Both are made, since peaks between samples
 * are known only at the device's rate.
 */
export async function makeVersion(
  { rate, samples, otherRate, other }: SoundPair,
  isOther: boolean,
  isWanted: () => boolean,
): Promise<Float32Array<ArrayBuffer>> {
  const first = await resampleInSlices(silenceMissing(samples), rate, DEVICE_RATE, isWanted);
  const second = await resampleInSlices(silenceMissing(other), otherRate, DEVICE_RATE, isWanted);
  const secondGain = loudnessGain(first, second);
  const room = Math.min(1, MAX_PEAK / Math.max(peakOf(first), secondGain * peakOf(second)));
  return isOther ? second.map((value) => secondGain * room * value) : first.map((value) => room * value);
}

/** What `other` is multiplied by to be as loud as `samples`; 1 where either is silent. */
export function loudnessGain(samples: Float32Array, other: Float32Array): number {
  const gain = Math.sqrt(meanSquare(samples) / meanSquare(other));
  return Number.isFinite(gain) && gain > 0 ? gain : 1;
}

function peakOf(samples: Float32Array): number {
  let peak = 1e-9;
  for (let i = 0; i < samples.length; i++) {
    const size = Math.abs(samples[i] as number);
    if (size > peak && Number.isFinite(size)) peak = size;
  }
  return peak;
}

function silenceMissing(samples: Float32Array): Float32Array {
  return samples.map((value) => (Number.isFinite(value) ? value : 0));
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
