import type { StoreApi } from 'zustand/vanilla';
import type { Actions } from './actions.ts';
import type { AppState } from './app-state.ts';
import { clampLaneHeight, sizeLanes } from './lane-heights.ts';
import { frameCountOf } from './selectors.ts';
import { clampZoom, zoomAbout, zoomOnCrop } from './zoom.ts';

type ViewActions = Pick<
  Actions,
  | 'showView'
  | 'setTheme'
  | 'showOpenDialog'
  | 'setFilterText'
  | 'setSplitFilter'
  | 'toggleFlag'
  | 'setFlaggedOnly'
  | 'setPlayheadFrame'
  | 'setHoverFrame'
  | 'setZoom'
  | 'zoomAbout'
  | 'fitCrop'
  | 'fitSequence'
  | 'setNormalized'
  | 'setPlaying'
  | 'setLoopTarget'
  | 'setSpeed'
  | 'setPitchKept'
  | 'setVolume'
  | 'setLanes'
  | 'setLaneHeight'
>;

/** Actions on what is shown and heard; none needs the worker. */
export function createViewActions(store: StoreApi<AppState>): ViewActions {
  const set = store.setState;
  const withFrames = (change: (n_frames: number, state: AppState) => Partial<AppState>) => {
    const n_frames = frameCountOf(store.getState());
    if (n_frames !== null) set(change(n_frames, store.getState()));
  };
  return {
    showView: (view) => set({ view }),
    setTheme: (theme) => set({ theme }),
    showOpenDialog: (isOpenDialogShown) => set({ isOpenDialogShown }),
    setFilterText: (filterText) => set({ filterText }),
    setSplitFilter: (splitFilter) => set({ splitFilter }),
    toggleFlag: (entry) =>
      set(({ flaggedEntries }) => {
        const flagged = new Set(flaggedEntries);
        if (!flagged.delete(entry)) flagged.add(entry);
        return { flaggedEntries: flagged };
      }),
    setFlaggedOnly: (isFlaggedOnly) => set({ isFlaggedOnly }),
    setPlayheadFrame: (frame) =>
      withFrames((n_frames) => ({ playheadFrame: Math.min(Math.max(frame, 0), lastPosition(n_frames)) })),
    setHoverFrame: (hoverFrame) => {
      if (store.getState().hoverFrame !== hoverFrame) set({ hoverFrame });
    },
    setZoom: (zoom) => withFrames((n_frames) => ({ zoom: clampZoom(zoom, n_frames) })),
    zoomAbout: (frame, factor) =>
      withFrames((n_frames, { zoom }) => ({ zoom: zoomAbout(zoom, frame, factor, n_frames) })),
    fitCrop: () => withFrames((n_frames, { crop }) => ({ zoom: zoomOnCrop(crop, n_frames) })),
    fitSequence: () => withFrames((n_frames) => ({ zoom: { startFrame: 0, endFrame: n_frames } })),
    setNormalized: (isNormalized) => set({ isNormalized }),
    setPlaying: (isPlaying) => set({ isPlaying }),
    setLoopTarget: (loopTarget) => set({ loopTarget }),
    setSpeed: (speed) => set({ speed: Math.min(Math.max(speed, 0.1), 2) }),
    setPitchKept: (isPitchKept) => set({ isPitchKept }),
    setVolume: (volume) => set({ volume: Math.min(Math.max(volume, 0), 1) }),
    setLanes: (lanes) => set(({ heightsByLane }) => ({ lanes: sizeLanes(lanes, heightsByLane) })),
    setLaneHeight: (laneId, heightPx) =>
      set(({ lanes, heightsByLane }) => {
        const lane = lanes.find(({ id }) => id === laneId);
        if (lane === undefined) return {};
        const { [laneId]: _, ...others } = heightsByLane;
        const heights = heightPx === null ? others : { ...others, [laneId]: clampLaneHeight(lane.content, heightPx) };
        return { heightsByLane: heights, lanes: sizeLanes(lanes, heights) };
      }),
  };
}

/** Just before the end of the last frame, so that the frame number stays below `n_frames`. */
function lastPosition(n_frames: number): number {
  return n_frames - 1e-6;
}
