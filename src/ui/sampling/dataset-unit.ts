import type { AppState } from '../../state/app-state.ts';
import { signalsOf } from '../../state/selectors.ts';

/** How the open dataset is sampled; of the published configuration where no sequence is open. */
export interface DatasetUnit {
  readonly rate: number;
  readonly fps: number;
  /** `rate / fps`, 640 as published. */
  readonly samplesPerFrame: number;
  /** Frames a clip. */
  readonly clipFrames: number;
}

const PUBLISHED = { rate: 16_000, fps: 25, seg_len: 100 };

export function datasetUnit(state: AppState): DatasetUnit {
  const { rate, fps, seg_len } = signalsOf(state)?.head ?? PUBLISHED;
  return { rate, fps, samplesPerFrame: rate / fps, clipFrames: seg_len };
}
