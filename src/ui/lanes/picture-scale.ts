import type { FrameRange } from '../../state/app-state.ts';
import { createFrameScale, type FrameScale } from './frame-scale.ts';

/**
 * The axis that a lane's picture is drawn on: that of the view as it last rested, and so many pixels more at both sides that a pan shows no empty edge.
 * Until the view rests again the picture is moved and stretched to where it belongs.
 */
export interface PictureScale extends FrameScale {
  /** What the plot shows of the picture while the view rests. */
  readonly view: FrameScale;
  /** Pixels of the picture left of the view. */
  readonly leftPx: number;
}

/** Share of the view that is drawn beyond each of its edges, as far as the sequence goes. */
const BEYOND = 0.25;
/** A picture that is stretched further shows nothing that is worth looking at. */
const MOST_STRETCHED = 16;

export function createPictureScale(zoom: FrameRange, widthPx: number, n_frames: number): PictureScale {
  const view = createFrameScale(zoom, widthPx);
  // Whole pixels, so that the picture lies on the device's.
  const beyond = (frames: number) =>
    Math.min(Math.round(widthPx * BEYOND), Math.max(Math.ceil(frames * view.pxPerFrame - 1e-6), 0));
  const leftPx = beyond(zoom.startFrame);
  const rightPx = beyond(n_frames - zoom.endFrame);
  const drawn = { startFrame: view.toFrame(-leftPx), endFrame: view.toFrame(widthPx + rightPx) };
  return { ...createFrameScale(drawn, leftPx + widthPx + rightPx), view, leftPx };
}

/** Whether the picture can stand for this view until it rests. */
export function isUsable(picture: PictureScale, { zoom, pxPerFrame }: FrameScale, n_frames: number): boolean {
  // A pixel of rounding at the sequence's ends is no edge.
  const slack = 1 / pxPerFrame;
  const isCovering =
    Math.max(zoom.startFrame, 0) >= picture.zoom.startFrame - slack &&
    Math.min(zoom.endFrame, n_frames) <= picture.zoom.endFrame + slack;
  return isCovering && pxPerFrame <= picture.pxPerFrame * MOST_STRETCHED;
}

/** Whether the picture was drawn for this very view. */
export function isDrawnFor({ view }: PictureScale, { zoom, widthPx }: FrameScale): boolean {
  return view.zoom.startFrame === zoom.startFrame && view.zoom.endFrame === zoom.endFrame && view.widthPx === widthPx;
}

/** CSS transform, about the plot's left edge, that puts the picture where it lies in another view. */
export function placePicture(picture: PictureScale, shown: FrameScale): string {
  if (isDrawnFor(picture, shown)) return `translateX(${-picture.leftPx}px)`;
  return `translateX(${shown.toX(picture.zoom.startFrame)}px) scaleX(${shown.pxPerFrame / picture.pxPerFrame})`;
}
