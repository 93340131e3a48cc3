import type { AppStore } from '../../state/actions.ts';

/** Moves the playhead, and the view with it where the frame lies outside. */
export function showFrame(store: AppStore, frame: number): void {
  const { startFrame, endFrame } = store.getState().zoom;
  store.actions.setPlayheadFrame(frame);
  if (frame >= startFrame && frame < endFrame) return;
  const half = (endFrame - startFrame) / 2;
  store.actions.setZoom({ startFrame: frame - half, endFrame: frame + half });
}
