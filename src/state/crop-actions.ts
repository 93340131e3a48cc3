import type { StoreApi } from 'zustand/vanilla';
import type { Actions } from './actions.ts';
import type { AppState, CropState } from './app-state.ts';
import { createCropHistory } from './crop-history.ts';
import { lastStartFrame, placeCrop } from './crop-start.ts';
import { frameCountOf } from './selectors.ts';

type CropActions = Pick<
  Actions,
  | 'setStrategy'
  | 'setSeed'
  | 'drawAgain'
  | 'moveCrop'
  | 'setMotions'
  | 'setWindows'
  | 'restoreCrop'
  | 'beginGesture'
  | 'endGesture'
  | 'undoCrop'
  | 'redoCrop'
>;

/** Actions on the crop: each places it anew by its strategy and asks for its figures. */
export function createCropActions(
  store: StoreApi<AppState>,
  refreshFigures: () => void,
): CropActions & { readonly forgetSteps: () => void } {
  const history = createCropHistory();

  function change(changed: Partial<CropState>): void {
    const state = store.getState();
    const crop = { ...state.crop, ...changed };
    const n_frames = frameCountOf(state);
    const startFrame = n_frames === null ? crop.startFrame : placeCrop(crop, n_frames);
    const placed = { ...crop, startFrame };
    if (isSameCrop(placed, state.crop)) return;
    history.record(state.crop);
    put(placed);
  }

  function put(crop: CropState): void {
    store.setState({ crop });
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
    setWindows: (n_windows) => change({ n_windows }),
    restoreCrop: (crop) => {
      history.clear();
      put(crop);
    },
    beginGesture: history.beginGesture,
    endGesture: history.endGesture,
    undoCrop: () => {
      const crop = history.undo(store.getState().crop);
      if (crop !== null) put(crop);
    },
    redoCrop: () => {
      const crop = history.redo(store.getState().crop);
      if (crop !== null) put(crop);
    },
    forgetSteps: history.clear,
  };
}

function isSameCrop(a: CropState, b: CropState): boolean {
  return (
    a.strategy === b.strategy &&
    a.seed === b.seed &&
    a.drawIndex === b.drawIndex &&
    a.startFrame === b.startFrame &&
    a.n_motions === b.n_motions &&
    a.n_windows === b.n_windows
  );
}
