import type { FrameRange } from '../../state/app-state.ts';
import { clampZoom, MIN_ZOOM_FRAMES } from '../../state/zoom.ts';

export type ZoomPart = 'body' | 'start' | 'end';

/** The view after the pointer dragged a part of its window by `movedFrames`, counted from where the drag began. */
export function dragZoom(part: ZoomPart, zoom: FrameRange, movedFrames: number, n_frames: number): FrameRange {
  switch (part) {
    case 'body':
      return clampZoom({ startFrame: zoom.startFrame + movedFrames, endFrame: zoom.endFrame + movedFrames }, n_frames);
    case 'start': {
      const startFrame = Math.max(zoom.startFrame + movedFrames, 0);
      return { startFrame: Math.min(startFrame, zoom.endFrame - MIN_ZOOM_FRAMES), endFrame: zoom.endFrame };
    }
    case 'end': {
      const endFrame = Math.min(zoom.endFrame + movedFrames, n_frames);
      return { startFrame: zoom.startFrame, endFrame: Math.max(endFrame, zoom.startFrame + MIN_ZOOM_FRAMES) };
    }
  }
}

/** Arrow keys move by a second, with Shift by a whole view; Home and End go to the ends. Null for every other key. */
export function stepZoom(
  part: ZoomPart,
  key: string,
  isShifted: boolean,
  zoom: FrameRange,
  n_frames: number,
  fps: number,
): FrameRange | null {
  const view = zoom.endFrame - zoom.startFrame;
  const step = isShifted ? view : fps;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return dragZoom(part, zoom, -step, n_frames);
    case 'ArrowRight':
    case 'ArrowUp':
      return dragZoom(part, zoom, step, n_frames);
    case 'PageDown':
      return dragZoom(part, zoom, -view, n_frames);
    case 'PageUp':
      return dragZoom(part, zoom, view, n_frames);
    case 'Home':
      return dragZoom(part, zoom, -n_frames, n_frames);
    case 'End':
      return dragZoom(part, zoom, n_frames, n_frames);
    default:
      return null;
  }
}
