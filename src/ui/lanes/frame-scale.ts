import type { FrameRange } from '../../state/app-state.ts';

/** Maps frames to pixels of the plot area, the same for every lane; frame f covers x from `toX(f)` to `toX(f + 1)`. */
export interface FrameScale {
  readonly widthPx: number;
  readonly zoom: FrameRange;
  readonly pxPerFrame: number;
  toX(frame: number): number;
  toFrame(x: number): number;
}

export function createFrameScale(zoom: FrameRange, widthPx: number): FrameScale {
  const pxPerFrame = widthPx / Math.max(zoom.endFrame - zoom.startFrame, Number.EPSILON);
  return {
    widthPx,
    zoom,
    pxPerFrame,
    toX: (frame) => (frame - zoom.startFrame) * pxPerFrame,
    toFrame: (x) => zoom.startFrame + x / pxPerFrame,
  };
}
