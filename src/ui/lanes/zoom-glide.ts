import type { AppStore } from '../../state/actions.ts';
import type { AppState, FrameRange } from '../../state/app-state.ts';
import { signalsOf } from '../../state/selectors.ts';
import { zoomOnCrop } from '../../state/zoom.ts';

/** The view as it is shown: that of the state, but for a moment after it is fitted to crop or sequence, when it is on its way there. */
export interface ZoomGlide {
  readonly read: () => FrameRange;
  /** Calls back after each change of it; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

const GLIDE_MS = 160;

/** What the view fits, if either. */
export function fitOf(state: AppState): 'crop' | 'sequence' | null {
  const signals = signalsOf(state);
  if (signals === null) return null;
  const { zoom, crop } = state;
  const { n_frames } = signals.head;
  if (zoom.startFrame <= 0 && zoom.endFrame >= n_frames) return 'sequence';
  const onCrop = zoomOnCrop(crop, n_frames);
  const isOnCrop =
    Math.abs(onCrop.startFrame - zoom.startFrame) < 1e-6 && Math.abs(onCrop.endFrame - zoom.endFrame) < 1e-6;
  return isOnCrop ? 'crop' : null;
}

/** The view at a share of the time from one to another, fast at first. */
export function easeZoom(from: FrameRange, to: FrameRange, share: number): FrameRange {
  if (share >= 1) return to;
  const eased = 1 - (1 - Math.max(share, 0)) ** 3;
  const between = (a: number, b: number) => a + (b - a) * eased;
  return { startFrame: between(from.startFrame, to.startFrame), endFrame: between(from.endFrame, to.endFrame) };
}

export function createZoomGlide(store: AppStore): ZoomGlide {
  const listeners = new Set<() => void>();
  let shown = store.getState().zoom;
  let frame: number | null = null;
  let stop = () => {};

  function show(zoom: FrameRange): void {
    shown = zoom;
    for (const listener of listeners) listener();
  }

  function glideTo(to: FrameRange): void {
    const from = shown;
    const startMs = performance.now();
    const step = () => {
      const share = (performance.now() - startMs) / GLIDE_MS;
      frame = share < 1 ? requestAnimationFrame(step) : null;
      show(easeZoom(from, to, share));
    };
    frame = requestAnimationFrame(step);
  }

  function follow(state: AppState, previous: AppState): void {
    if (state.zoom === previous.zoom) return;
    if (frame !== null) cancelAnimationFrame(frame);
    frame = null;
    const isSameSequence = signalsOf(state)?.head === signalsOf(previous)?.head;
    // While the crop moves under a view that is fitted to it, nothing is fitted anew.
    const isFitted = state.crop === previous.crop && fitOf(state) !== null;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (isSameSequence && isFitted && !isStill) glideTo(state.zoom);
    else show(state.zoom);
  }

  return {
    read: () => shown,
    subscribe(listener) {
      if (listeners.size === 0) {
        shown = store.getState().zoom;
        stop = store.subscribe(follow);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop();
        if (frame !== null) cancelAnimationFrame(frame);
        frame = null;
      };
    },
  };
}
