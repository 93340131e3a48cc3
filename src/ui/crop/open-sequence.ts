import type { AppState } from '../../state/app-state.ts';
import { signalsOf } from '../../state/selectors.ts';
import type { SequenceHead } from '../../worker/protocol.ts';

/** Lengths of the sequence in front; null while none is open or its head is not read yet. */
export function selectHead(state: AppState): SequenceHead | null {
  return signalsOf(state)?.head ?? null;
}

/** Whole frame under the playhead. */
export function selectPlayheadFrame({ playheadFrame }: AppState): number {
  return Math.floor(playheadFrame);
}
