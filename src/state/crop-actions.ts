import type { StoreApi } from 'zustand/vanilla';
import type { Actions } from './actions.ts';
import type { AppState, CropState } from './app-state.ts';
import { lastStartFrame, placeCrop } from './crop-start.ts';
import { frameCountOf } from './selectors.ts';

type CropActions = Pick<Actions, 'setStrategy' | 'setSeed' | 'drawAgain' | 'moveCrop' | 'setMotions' | 'restoreCrop'>;

/** Actions on the crop: each places it anew by its strategy and asks for its figures. */
export function createCropActions(store: StoreApi<AppState>, refreshFigures: () => void): CropActions {
  function change(changed: Partial<CropState>): void {
    const state = store.getState();
    const crop = { ...state.crop, ...changed };
    const n_frames = frameCountOf(state);
    const startFrame = n_frames === null ? crop.startFrame : placeCrop(crop, n_frames);
    store.setState({ crop: { ...crop, startFrame } });
    refreshFigures();
  }

  return {
    setStrategy: (strategy) => change({ strategy }),
    setSeed: (seed) => change({ strategy: 'random', seed, drawIndex: 0 }),
    drawAgain: () => {
      const { strategy, drawIndex } = store.getState().crop;
      change({ strategy: 'random', drawIndex: strategy === 'random' ? drawIndex + 1 : drawIndex });
    },
    moveCrop: (startFrame) => {
      const state = store.getState();
      const n_frames = frameCountOf(state);
      if (n_frames === null || lastStartFrame(state.crop, n_frames) < 0) return;
      change({ strategy: 'manual', startFrame });
    },
    setMotions: (n_motions) => change({ n_motions }),
    restoreCrop: (crop) => {
      store.setState({ crop });
      refreshFigures();
    },
  };
}
