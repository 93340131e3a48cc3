import type { AppState, SequenceSignals } from '../../state/app-state.ts';
import { signalsOf } from '../../state/selectors.ts';
import { useAppState } from '../store-context.ts';
import type { FrameScale } from './frame-scale.ts';

/** What the lanes draw, and null while it loads or none is open. */
export function useSignals(): SequenceSignals | null {
  return useAppState(signalsOf);
}

/** What to say in every lane while clips arrive, e.g. "Decoding clip 003 of 8"; null once all are there. */
export function selectLoadingText({ sequence }: AppState): string | null {
  if (sequence.phase === 'opening') return 'Reading the sequence';
  if (sequence.phase !== 'loading') return null;
  const { loadedClips, head } = sequence.signals;
  const next = Math.min(loadedClips + 1, head.n_clips);
  return `Decoding clip ${String(next).padStart(3, '0')} of ${head.n_clips}`;
}

/** The whole frame under a point of the plot, kept inside the sequence. */
export function frameUnder(scale: FrameScale, x: number, n_frames: number): number {
  return Math.min(Math.max(Math.floor(scale.toFrame(x)), 0), n_frames - 1);
}
