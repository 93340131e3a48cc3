import { roundHalfEven } from '../sample/round-half-even.ts';
import { measureFrameRms } from '../signal/frame-rms.ts';
import { lowerRate } from '../signal/lower-rate.ts';
import { createPitchMeter, PITCH_RATE_HZ, type PitchMeter } from '../signal/pitch.ts';
import { ENVELOPE_RATE_HZ, findSyllables, measureEnvelope } from '../signal/syllable-rate.ts';
import { levelOf } from '../snapshot/measure-sequence.ts';
import { percentiles } from '../statistics/percentile.ts';
import { FrameValues } from './frame-values.ts';

export interface SoundProfile {
  readonly audioFrames: number;
  /** Frames left out because a sample of them is not finite. */
  readonly nonFiniteFrames: number;
  readonly loudnessDbfs: number;
  readonly level: Uint8Array | null;
  readonly pitchMedianHz: number;
  readonly pitchLowHz: number;
  readonly pitchHighHz: number;
  readonly voicedFrames: number;
  readonly syllablesPerSecond: number;
  /** Root mean square of each frame, shape (frames read); NaN in gaps. */
  readonly rms: Float32Array;
}

/** A sound at the lower rate without a gap. */
interface Run {
  readonly startFrame: number;
  readonly parts: Float32Array[];
  endFrame: number;
}

/** Loudness of digital silence in the level, as in a snapshot's catalogue. */
const SILENCE_DB = -200;
/** A frame this much quieter than the loud ones (their 95th percentile) has no pitch that could be heard. */
const PITCH_RANGE = 10 ** (-30 / 20);
/** A frame with less than -60 dBFS counts as silent whatever the sequence is like. */
const SILENT_RMS = 1e-3;

/** Measures the sound of a sequence, clip by clip. */
export class SoundMeasurer {
  readonly #rate: number;
  readonly #fps: number;
  readonly #unit: number;
  readonly #factor: number;
  readonly #rms = new FrameValues(1);
  readonly #runs: Run[] = [];
  #frames = 0;
  #nonFiniteFrames = 0;
  #samples = 0;
  #squares = 0;

  /** @param config rate in Hz, frames a second, samples a frame. */
  constructor({ rate, fps, audio_unit }: { readonly rate: number; readonly fps: number; readonly audio_unit: number }) {
    this.#rate = rate;
    this.#fps = fps;
    this.#unit = audio_unit;
    this.#factor = Math.max(1, Math.floor(rate / PITCH_RATE_HZ));
  }

  add(startFrame: number, frameCount: number, samples: Float32Array): void {
    const rms = measureFrameRms(samples, frameCount, this.#unit);
    const known = rms.every(Number.isFinite) ? samples : this.#withoutNonFinite(samples, rms);
    this.#frames += frameCount;
    this.#samples += samples.length;
    this.#squares += sumOfSquares(known);
    this.#rms.set(startFrame, rms);
    const last = this.#runs.at(-1);
    const part = lowerRate(known, this.#factor);
    if (last !== undefined && last.endFrame === startFrame) {
      last.parts.push(part);
      last.endFrame += frameCount;
    } else {
      this.#runs.push({ startFrame, parts: [part], endFrame: startFrame + frameCount });
    }
  }

  /** @param n_frames of the whole sequence: `level` is known only where all of them were read. */
  finish(n_frames: number): SoundProfile {
    const rms = this.#rms.toArray();
    const audioFrames = this.#frames - this.#nonFiniteFrames;
    const { pitches, syllables } = this.#measureRuns(rms);
    const [pitchMedianHz = Number.NaN, pitchLowHz = Number.NaN, pitchHighHz = Number.NaN] = percentiles(
      pitches,
      [50, 5, 95],
    );
    const voicedFrames = pitches.length;
    const isHeard = audioFrames > 0;
    return {
      audioFrames,
      nonFiniteFrames: this.#nonFiniteFrames,
      loudnessDbfs: this.#squares > 0 ? 10 * Math.log10(this.#squares / this.#samples) : Number.NaN,
      level: audioFrames === n_frames && isHeard ? levelOf(rms.map(decibelsOf)) : null,
      pitchMedianHz,
      pitchLowHz,
      pitchHighHz,
      voicedFrames: isHeard ? voicedFrames : Number.NaN,
      syllablesPerSecond: (syllables * this.#fps) / voicedFrames,
      rms,
    };
  }

  /** A copy in which the frames that hold a NaN or an infinity are 0; they are not counted. */
  #withoutNonFinite(samples: Float32Array, rms: Float32Array): Float32Array {
    const known = samples.slice();
    for (const [frame, value] of rms.entries()) {
      if (Number.isFinite(value)) continue;
      const first = roundHalfEven(frame * this.#unit);
      const end = Math.min(roundHalfEven((frame + 1) * this.#unit), samples.length);
      known.fill(0, first, end);
      this.#nonFiniteFrames++;
      this.#samples -= end - first;
    }
    return known;
  }

  /** Pitches of the voiced frames, in any order, and the number of syllables. */
  #measureRuns(rms: Float32Array): { readonly pitches: number[]; readonly syllables: number } {
    const lowRate = this.#rate / this.#factor;
    const meter = createPitchMeter(lowRate);
    const [loud = 0] = percentiles(rms, [95]);
    const leastRms = Math.max(loud * PITCH_RANGE, SILENT_RMS);
    const heard = this.#runs.map((run) => {
      const samples = joined(run.parts);
      const pitch = measureFramePitch(meter, samples, rms.subarray(run.startFrame, run.endFrame), leastRms);
      return { pitch, envelope: lowRate >= ENVELOPE_RATE_HZ ? measureEnvelope(samples, lowRate) : new Float64Array() };
    });
    const [loudDb = Number.NaN] = percentiles(
      heard.flatMap(({ envelope }) => Array.from(envelope)),
      [99],
    );
    const framesAStep = this.#fps / ENVELOPE_RATE_HZ;
    let syllables = 0;
    for (const { pitch, envelope } of heard) {
      const isVoiced = (step: number) => Number.isFinite(pitch[Math.floor((step + 0.5) * framesAStep)] ?? Number.NaN);
      syllables += findSyllables(envelope, loudDb, isVoiced).length;
    }
    return { pitches: heard.flatMap(({ pitch }) => Array.from(pitch).filter(Number.isFinite)), syllables };
  }
}

/**
 * Pitch of each frame of a run, Hz; NaN where it is not voiced or too quiet. A piece lies about the middle of its frame; it is longer than the frame and is moved inwards at the
 * run's ends.
 */
function measureFramePitch(
  meter: PitchMeter,
  samples: Float32Array,
  rms: Float32Array,
  leastRms: number,
): Float32Array {
  const pitch = new Float32Array(rms.length).fill(Number.NaN);
  const lastStart = samples.length - meter.pieceSamples;
  if (lastStart < 0) return pitch;
  const unit = samples.length / rms.length;
  for (let frame = 0; frame < rms.length; frame++) {
    if (!((rms[frame] as number) >= leastRms)) continue;
    const start = Math.round((frame + 0.5) * unit - meter.pieceSamples / 2);
    pitch[frame] = meter.measure(samples, Math.min(Math.max(start, 0), lastStart));
  }
  return pitch;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Four sums side by side: one would wait for itself at every step. */
function sumOfSquares(samples: Float32Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < samples.length; i += 4) {
    a += (samples[i] as number) ** 2;
    b += (samples[i + 1] as number) ** 2;
    c += (samples[i + 2] as number) ** 2;
    d += (samples[i + 3] as number) ** 2;
  }
  for (; i < samples.length; i++) a += (samples[i] as number) ** 2;
  return a + b + (c + d);
}

function decibelsOf(rms: number): number {
  return rms === 0 ? SILENCE_DB : Math.max(20 * Math.log10(rms), SILENCE_DB);
}
