import type { Problem } from '../../core/errors.ts';
import type { SequenceSignals } from '../../state/app-state.ts';
import type { Stretch } from '../../worker/stretcher.ts';
import { formatClip } from '../format/positions.ts';
import { isSameLoop, type LoopBounds } from './loop-bounds.ts';
import { type ReadAudio, type ReadableAudio, readReadable } from './readable-audio.ts';
import { planSound, type SoundSignal } from './sound-level.ts';
import { isHeldWhole, knownPeak, nextPiece, resample, type SoundPiece } from './sound-piece.ts';
import type { PlayableSound } from './voice.ts';
import type { WantedSound } from './wanted-sound.ts';

/** What sound is made of. */
export interface SoundSources {
  readonly readAudio: ReadAudio;
  readonly stretch: Stretch;
  /** Peaks of the sequence, as far as it has been loaded. */
  readonly signals: () => Pick<SequenceSignals, 'peaks'> | null;
  /** Is told what differs in a piece that is read while the sound plays. */
  readonly say: (wanted: WantedSound, note: string) => void;
  /** Is told why a piece could not be made; the sound ends there. */
  readonly fail: (wanted: WantedSound, error: unknown) => void;
}

/** A sound and what differs between it and the signal. */
export interface PreparedSound {
  readonly sound: PlayableSound;
  /** In words; null where nothing differs. */
  readonly note: string | null;
}

/** Makes sounds that can be played at once, and keeps the samples of the last loop for the next. */
export function createSoundMaker(sources: SoundSources): {
  /** @param fromSample where it should begin; of a long loop only what follows is read. Rejects with a `DataError`. */
  readonly prepare: (wanted: WantedSound, signal: SoundSignal, fromSample: number) => Promise<PreparedSound>;
} {
  let loaded: { readonly head: WantedSound['head']; readonly loop: LoopBounds; readonly audio: ReadableAudio } | null =
    null;

  async function prepareLoop(wanted: WantedSound, signal: SoundSignal): Promise<PreparedSound> {
    const { head, loop, speed, isStretched } = wanted;
    if (loaded === null || loaded.head !== head || !isSameLoop(loaded.loop, loop)) {
      loaded = { head, loop, audio: await readReadable(sources.readAudio, head, loop, 'throw') };
    }
    const { audio } = loaded;
    const { samples, gain, note } = planSound(audio.samples, signal, { missingCount: audio.missingCount, rawPeak: 0 });
    const played = isStretched ? await sources.stretch(samples, head.rate, speed) : { samples, map: null };
    const piece = { bounds: loop, samples: played.samples, map: played.map };
    return {
      sound: { piece, rate: head.rate, speed, gain, readNext: null },
      note: joinNotes(note, describeMissing(audio.problemsByClip)),
    };
  }

  async function preparePiece(
    wanted: WantedSound,
    signal: SoundSignal,
    bounds: LoopBounds,
  ): Promise<{ readonly piece: SoundPiece; readonly note: string | null }> {
    const { head, loop, speed, isStretched } = wanted;
    // One sample more, towards which the last is interpolated.
    const endSample = Math.min(bounds.endSample + 1, loop.endSample);
    // A piece without one readable sample is silence: the next may be readable.
    const audio = await readReadable(sources.readAudio, head, { ...bounds, endSample }, 'silence');
    const known = sources.signals();
    const rawPeak = known === null ? 0 : knownPeak(known, loop);
    const { samples, gain, note } = planSound(audio.samples, signal, { missingCount: audio.missingCount, rawPeak });
    for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) * gain;
    const own = samples.slice(0, bounds.endSample - bounds.startSample);
    const following = samples[own.length] ?? own.at(-1) ?? 0;
    const described = joinNotes(note, describeMissing(audio.problemsByClip));
    if (speed === 1) return { piece: { bounds, samples: own, map: null }, note: described };
    if (isStretched) return { piece: { bounds, ...(await sources.stretch(own, head.rate, speed)) }, note: described };
    const resampled = resample(own, speed, following);
    const map = { inputs: Float64Array.of(0, own.length), outputs: Float64Array.of(0, resampled.length) };
    return { piece: { bounds, samples: resampled, map }, note: described };
  }

  async function prepareStream(wanted: WantedSound, signal: SoundSignal, fromSample: number): Promise<PreparedSound> {
    const { head, loop, speed } = wanted;
    loaded = null;
    const first = await preparePiece(wanted, signal, nextPiece(loop, Math.floor(fromSample), head.rate, speed));
    const readNext = async ({ bounds }: SoundPiece): Promise<SoundPiece | null> => {
      const start = bounds.endSample < loop.endSample ? bounds.endSample : loop.startSample;
      try {
        const { piece, note } = await preparePiece(wanted, signal, nextPiece(loop, start, head.rate, speed));
        if (note !== null) sources.say(wanted, note);
        return piece;
      } catch (error) {
        sources.fail(wanted, error);
        return null;
      }
    };
    return { sound: { piece: first.piece, rate: head.rate, speed, gain: 1, readNext }, note: first.note };
  }

  return {
    prepare: (wanted, signal, fromSample) =>
      isHeldWhole(wanted.loop, wanted.speed, wanted.isStretched)
        ? prepareLoop(wanted, signal)
        : prepareStream(wanted, signal, fromSample),
  };
}

function describeMissing(problemsByClip: ReadonlyMap<number, Problem>): string | null {
  const clips = [...problemsByClip.keys()].map(formatClip);
  if (clips.length === 0) return null;
  return clips.length === 1
    ? `Clip ${clips[0]} cannot be read and plays as silence`
    : `Clips ${clips.join(', ')} cannot be read and play as silence`;
}

function joinNotes(...notes: readonly (string | null)[]): string | null {
  return notes.filter((note) => note !== null).join('; ') || null;
}
