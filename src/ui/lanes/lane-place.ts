import type { AppStore } from '../../state/actions.ts';
import { signalsOf } from '../../state/selectors.ts';
import { createFrameScale, type FrameScale } from './frame-scale.ts';
import { GUTTER_PX } from './scale-context.ts';

/** Where an event lies on the axis of the lanes. */
export interface LanePlace {
  readonly scale: FrameScale;
  /** Pixels from the left edge of the plot. */
  readonly x: number;
  readonly n_frames: number;
}

/** Axis and position of an x of the window over `element`, gutter included; null left of the plot or without a sequence. */
export function locate(element: HTMLElement, store: AppStore, clientX: number): LanePlace | null {
  const signals = signalsOf(store.getState());
  const { left, width } = element.getBoundingClientRect();
  const x = clientX - left - GUTTER_PX;
  if (signals === null || x < 0) return null;
  const scale = createFrameScale(store.getState().zoom, Math.max(width - GUTTER_PX, 1));
  return { scale, x, n_frames: signals.head.n_frames };
}

/** Moves the view by pixels. */
export function panBy(store: AppStore, scale: FrameScale, movedPx: number): void {
  const moved = movedPx / scale.pxPerFrame;
  const { startFrame, endFrame } = scale.zoom;
  store.actions.setZoom({ startFrame: startFrame + moved, endFrame: endFrame + moved });
}
