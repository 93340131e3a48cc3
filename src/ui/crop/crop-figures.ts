import type { CropState, FiguresState } from '../../state/app-state.ts';
import type { CropFigures } from '../../worker/protocol.ts';

/** The worker's figures of a crop, or why there are none. */
export type CurrentFigures =
  | { readonly phase: 'pending' }
  | { readonly phase: 'ready'; readonly figures: CropFigures }
  | Extract<FiguresState, { phase: 'failed' }>;

/** Figures of exactly this crop: while it is dragged the worker's last answer belongs to an earlier place and must not be shown. */
export function currentFigures(state: FiguresState, crop: CropState): CurrentFigures {
  if (state.phase === 'failed') return state;
  if (state.phase === 'ready' && matchesCrop(state.figures, crop)) return state;
  return { phase: 'pending' };
}

/** Whether figures belong to a crop: same start, same number of frames. */
export function matchesCrop({ start_frame, parts }: CropFigures, crop: CropState): boolean {
  const frameCount = parts.reduce((sum, { frames: [first, end] }) => sum + end - first, 0);
  return start_frame === crop.startFrame && frameCount === crop.n_motions * crop.n_windows;
}
