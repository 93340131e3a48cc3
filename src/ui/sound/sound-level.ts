import { type AudioMoments, normalizeAudio } from '../../core/sample/normalize.ts';
import { MINUS, withMinus } from '../format/numbers.ts';

/** Peak at which normalised sound is played, of full scale 1: -6 dBFS. */
const NORMALIZED_PEAK = 0.5;

/** Whether the samples are played as stored or as the loader normalises them, with the crop's own moments. */
export type SoundSignal = { readonly kind: 'raw' } | { readonly kind: 'normalized'; readonly moments: AudioMoments };

/** Samples ready to play. */
export interface PlannedSound {
  /** The signal itself, every value finite. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** Factor at which the samples are played so that no peak leaves the range -1 to 1. */
  readonly gain: number;
  /** What differs between the signal and what is heard, in words; null where nothing does. */
  readonly note: string | null;
}

/** What is known of a sound beside the samples at hand. */
export interface SoundContext {
  /** Samples that are missing, and NaN for that reason. */
  readonly missingCount: number;
  /** Peak of the whole that the samples are a piece of, as far as it is known: the pieces then have one level. */
  readonly rawPeak: number;
}

const WHOLE: SoundContext = { missingCount: 0, rawPeak: 0 };

/** Makes a signal safe to hear: normalised samples have a deviation of 1 and would be cut off at full scale. `raw` is not changed. */
export function planSound(raw: Float32Array, signal: SoundSignal, context: SoundContext = WHOLE): PlannedSound {
  const samples = normalize(raw, signal);
  const silencedCount = silenceNonFinite(samples) - context.missingCount;
  const rawPeaks = Float32Array.of(context.rawPeak, -context.rawPeak);
  const peak = Math.max(findPeak(samples), context.rawPeak === 0 ? 0 : findPeak(normalize(rawPeaks, signal)));
  const gain = safeGain(peak, signal.kind);
  const notes: string[] = [];
  if (gain !== 1) notes.push(describeGain(peak, gain));
  if (silencedCount > 0) notes.push(`${silencedCount} samples are no finite numbers and play as silence`);
  return { samples, gain, note: notes.length === 0 ? null : notes.join('; ') };
}

/** Root mean square of samples; 0 where there are none. */
export function measureRms(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

/** An amplitude in decibels of full scale 1; minus infinity for silence. */
export function toDecibels(amplitude: number): number {
  return 20 * Math.log10(amplitude);
}

function normalize(raw: Float32Array, signal: SoundSignal): Float32Array<ArrayBuffer> {
  return new Float32Array(signal.kind === 'raw' ? raw : normalizeAudio(raw, signal.moments));
}

function safeGain(peak: number, kind: SoundSignal['kind']): number {
  if (peak === 0) return 1;
  if (kind === 'normalized') return NORMALIZED_PEAK / peak;
  return peak > 1 ? 1 / peak : 1;
}

function describeGain(peak: number, gain: number): string {
  const heardPeak = withMinus(toDecibels(peak * gain).toFixed(0)).replace(`${MINUS}0`, '0');
  return `Played ×${gain.toPrecision(2)}: peak ±${peak.toPrecision(3)} kept at ${heardPeak} dBFS`;
}

function silenceNonFinite(samples: Float32Array): number {
  let count = 0;
  for (let i = 0; i < samples.length; i++) {
    if (Number.isFinite(samples[i])) continue;
    samples[i] = 0;
    count++;
  }
  return count;
}

function findPeak(samples: Float32Array): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak;
}
