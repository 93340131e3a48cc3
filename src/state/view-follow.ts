import type { AppStore } from './actions.ts';
import type { AppState, FrameRange } from './app-state.ts';
import { cropLength } from './crop-start.ts';
import { frameCountOf, signalsOf } from './selectors.ts';
import { clampZoom } from './zoom.ts';

/** Part of the view that is left free at the edge from which something comes into it. */
const MARGIN = 0.05;

/** The next page of the view, which begins shortly before a frame; null where the frame is in view. */
export function pageTo(zoom: FrameRange, frame: number, n_frames: number): FrameRange | null {
  if (frame >= zoom.startFrame && frame < zoom.endFrame) return null;
  const width = zoom.endFrame - zoom.startFrame;
  return movedTo(zoom, frame - MARGIN * width, n_frames);
}

/**
 * The view moved so far that it shows a crop that has left it; null where it stays. A crop counts as having left where no frame of it is in view, or
 * where the view showed all of it and no longer does. A view narrower than the crop, as for looking at a seam, then shows its beginning.
 */
export function viewOfCrop(
  zoom: FrameRange,
  previous: FrameRange,
  crop: FrameRange,
  n_frames: number,
): FrameRange | null {
  const isInView = crop.startFrame < zoom.endFrame && crop.endFrame > zoom.startFrame;
  if (isInView && (contains(zoom, crop) || !contains(zoom, previous))) return null;
  const width = zoom.endFrame - zoom.startFrame;
  const margin = Math.min(MARGIN * width, Math.max(0, width - (crop.endFrame - crop.startFrame)) / 2);
  const isBefore = crop.startFrame < zoom.startFrame || width < crop.endFrame - crop.startFrame;
  return movedTo(zoom, isBefore ? crop.startFrame - margin : crop.endFrame + margin - width, n_frames);
}

/**
 * Lets the view follow the playhead while it plays, page by page, until the user moves the view; and the crop when something else than a
 * pointer on it moves it.
 *
 * @param isPointerDown a crop under the pointer moves with the view, so a view that followed it would run away.
 */
export function startViewFollow(store: AppStore, isPointerDown: () => boolean): void {
  let isFollowing = false;
  let isMoving = false;

  function show(zoom: FrameRange | null): void {
    if (zoom === null) return;
    isMoving = true;
    store.setState({ zoom });
    isMoving = false;
  }

  store.subscribe((state, previous) => {
    if (isMoving) return;
    const n_frames = frameCountOf(state);
    if (state.isPlaying !== previous.isPlaying) isFollowing = state.isPlaying;
    if (n_frames === null || signalsOf(previous)?.head !== signalsOf(state)?.head) return;
    if (state.zoom !== previous.zoom) {
      isFollowing = false;
      return;
    }
    if (state.crop !== previous.crop && !isPointerDown()) {
      show(viewOfCrop(state.zoom, rangeOf(previous), rangeOf(state), n_frames));
    }
    if (isFollowing && state.playheadFrame !== previous.playheadFrame) {
      show(pageTo(state.zoom, state.playheadFrame, n_frames));
    }
  });
}

function movedTo({ startFrame, endFrame }: FrameRange, start: number, n_frames: number): FrameRange | null {
  const moved = clampZoom({ startFrame: start, endFrame: start + endFrame - startFrame }, n_frames);
  return moved.startFrame === startFrame ? null : moved;
}

function rangeOf({ crop }: Pick<AppState, 'crop'>): FrameRange {
  return { startFrame: crop.startFrame, endFrame: crop.startFrame + cropLength(crop) };
}

function contains(outer: FrameRange, inner: FrameRange): boolean {
  return inner.startFrame >= outer.startFrame && inner.endFrame <= outer.endFrame;
}
