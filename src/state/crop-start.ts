import { NumpyRandomState } from '../core/sample/numpy-random.ts';
import type { CropState } from './app-state.ts';

/** Most windows that the page offers; the reference has two. */
export const MAX_WINDOWS = 4;

/** Frames of a crop. */
export function cropLength(crop: Pick<CropState, 'n_motions' | 'n_windows'>): number {
  return crop.n_motions * crop.n_windows;
}

/** Last legal start frame; negative where the sequence is shorter than one crop. */
export function lastStartFrame(crop: Pick<CropState, 'n_motions' | 'n_windows'>, n_frames: number): number {
  return n_frames - cropLength(crop);
}

/**
 * Where the strategy puts the crop in a sequence of `n_frames`: for Random draw number `drawIndex` of the seeded stream, all draws made for
 * this sequence; for Manual the crop's own start, clamped. 0 where the sequence is too short for any.
 */
export function placeCrop(crop: CropState, n_frames: number): number {
  const last = lastStartFrame(crop, n_frames);
  if (last <= 0) return 0;
  switch (crop.strategy) {
    case 'begin':
      return 0;
    case 'end':
      return last;
    case 'manual':
      return Math.min(Math.max(Math.round(crop.startFrame), 0), last);
    case 'random': {
      const random = new NumpyRandomState(crop.seed);
      let start = random.randint(0, last + 1);
      for (let draw = 0; draw < crop.drawIndex; draw++) start = random.randint(0, last + 1);
      return start;
    }
  }
}
