import { DataError } from '../../core/errors.ts';
import type { AppState } from '../../state/app-state.ts';
import { signalsOf } from '../../state/selectors.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { matchesCrop } from '../crop/crop-figures.ts';
import { isSameLoop, type LoopBounds, planLoop, playableTarget } from './loop-bounds.ts';
import type { SoundSignal } from './sound-level.ts';

/** What should be heard in a state of the page. */
export interface WantedSound {
  /** Stands for the sequence: another dataset may have an entry of the same name. */
  readonly head: SequenceHead;
  readonly loop: LoopBounds;
  /** Samples a frame. */
  readonly unit: number;
  readonly speed: number;
  /** Whether the pitch stays although the speed is another. */
  readonly isStretched: boolean;
  /** Null while the figures that normalise the sound are still under way. */
  readonly signal: SoundSignal | null;
}

/**
 * What the page's state asks to hear; null where the sequence, or the crop in it, cannot be played. Throws a `DataError` where sizes or
 * figures are unusable.
 */
export function planWanted(state: AppState): WantedSound | null {
  const head = signalsOf(state)?.head;
  if (head === undefined) return null;
  const loop = planLoop(playableTarget(state.loopTarget, head, state.crop), head, state.crop);
  if (loop === null || loop.endSample <= loop.startSample) return null;
  return {
    head,
    loop,
    unit: head.rate / head.fps,
    speed: state.speed,
    isStretched: state.isPitchKept && state.speed !== 1,
    signal: planSignal(state),
  };
}

function planSignal({ isNormalized, figures, crop }: AppState): SoundSignal | null {
  if (!isNormalized) return { kind: 'raw' };
  if (figures.phase === 'failed') throw new DataError(figures.problem);
  if (figures.phase === 'none' || !matchesCrop(figures.figures, crop)) return null;
  return { kind: 'normalized', moments: { mean: figures.figures.audio_mean, std: figures.figures.audio_std } };
}

/** The playhead in samples of the sequence. */
export function playheadSample(state: AppState): number | null {
  const head = signalsOf(state)?.head;
  return head === undefined ? null : (state.playheadFrame * head.rate) / head.fps;
}

/** Whether nothing that decides on the sound differs: spares planning at each move of the pointer. */
export function hasSameSound(a: AppState, b: AppState): boolean {
  return (
    a.sequence === b.sequence &&
    a.crop === b.crop &&
    a.figures === b.figures &&
    a.isNormalized === b.isNormalized &&
    a.loopTarget === b.loopTarget &&
    a.speed === b.speed &&
    a.isPitchKept === b.isPitchKept &&
    a.playheadFrame === b.playheadFrame
  );
}

export function isSameWanted(a: WantedSound, b: WantedSound): boolean {
  return (
    a.head === b.head &&
    a.speed === b.speed &&
    a.isStretched === b.isStretched &&
    isSameLoop(a.loop, b.loop) &&
    isSameSignal(a.signal, b.signal)
  );
}

function isSameSignal(a: SoundSignal | null, b: SoundSignal | null): boolean {
  if (a?.kind !== 'normalized' || b?.kind !== 'normalized') return a?.kind === b?.kind;
  return Object.is(a.moments.mean, b.moments.mean) && Object.is(a.moments.std, b.moments.std);
}
