import type { AppState, SequenceSignals } from './app-state.ts';

/** Signals of the open sequence, complete or not; null where none is open. */
export function signalsOf({ sequence }: AppState): SequenceSignals | null {
  return sequence.phase === 'loading' || sequence.phase === 'ready' ? sequence.signals : null;
}

/** Frames of the open sequence; null where none is open. */
export function frameCountOf(state: AppState): number | null {
  return signalsOf(state)?.head.n_frames ?? null;
}
