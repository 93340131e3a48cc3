import { useEffect, useState } from 'react';
import type { Problem } from '../../core/errors.ts';
import type { AppState } from '../../state/app-state.ts';
import type { CropFigures } from '../../worker/protocol.ts';
import { currentFigures } from '../crop/crop-figures.ts';
import { useAppState } from '../store-context.ts';
import { usePacedState } from './use-paced-state.ts';

const selectFigures = ({ figures }: AppState) => figures;
const selectCrop = ({ crop }: AppState) => crop;

/** How long an answer for the crop's last place may stand, marked as such, while the worker measures the next. */
const BEHIND_MS = 200;

export type ShownFigures =
  | { readonly phase: 'pending' }
  | { readonly phase: 'ready'; readonly figures: CropFigures }
  /** Of an earlier place of the crop: while it is dragged the worker is a frame behind. */
  | { readonly phase: 'behind'; readonly figures: CropFigures }
  | { readonly phase: 'failed'; readonly problem: Problem };

/** The figures of the crop, or for a moment those of its last place in the same sequence, so that they move with a drag. */
export function useShownFigures(): ShownFigures {
  const entry = useAppState(({ sequence }) => (sequence.phase === 'none' ? null : sequence.entry));
  const state = usePacedState(selectFigures, entry);
  const crop = usePacedState(selectCrop, entry);
  const current = currentFigures(state, crop);
  const isPending = current.phase === 'pending';
  const [lateState, setLateState] = useState<typeof state | null>(null);
  useEffect(() => {
    if (!isPending) return;
    const timer = setTimeout(() => setLateState(state), BEHIND_MS);
    return () => clearTimeout(timer);
  }, [isPending, state]);
  if (isPending && state.phase === 'ready' && state !== lateState) return { phase: 'behind', figures: state.figures };
  return current;
}
