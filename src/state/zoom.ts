import type { CropState, FrameRange } from './app-state.ts';
import { cropLength } from './crop-start.ts';

/** Before a sequence is placed; the first one then shows its crop. */
export const UNSET_ZOOM: FrameRange = { startFrame: 0, endFrame: 0 };

/** Frames in view at the closest zoom: 256 samples at 640 a frame. */
export const MIN_ZOOM_FRAMES = 0.4;

/** Moves and shrinks the range into `[0, n_frames]`. */
export function clampZoom({ startFrame, endFrame }: FrameRange, n_frames: number): FrameRange {
  const width = Math.min(Math.max(endFrame - startFrame, MIN_ZOOM_FRAMES), n_frames);
  const start = Math.min(Math.max(startFrame, 0), n_frames - width);
  return { startFrame: start, endFrame: start + width };
}

/** The crop with half a window on each side. */
export function zoomOnCrop(
  crop: Pick<CropState, 'startFrame' | 'n_motions' | 'n_windows'>,
  n_frames: number,
): FrameRange {
  const margin = crop.n_motions / 2;
  return clampZoom(
    { startFrame: crop.startFrame - margin, endFrame: crop.startFrame + cropLength(crop) + margin },
    n_frames,
  );
}

/** Zooms in by `factor` (out below 1) and keeps `frame` where it is on the screen. */
export function zoomAbout(zoom: FrameRange, frame: number, factor: number, n_frames: number): FrameRange {
  const width = Math.min(Math.max((zoom.endFrame - zoom.startFrame) / factor, MIN_ZOOM_FRAMES), n_frames);
  const share = (frame - zoom.startFrame) / (zoom.endFrame - zoom.startFrame);
  const startFrame = frame - share * width;
  return clampZoom({ startFrame, endFrame: startFrame + width }, n_frames);
}
