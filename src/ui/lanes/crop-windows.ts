import type { CropState, FrameRange } from '../../state/app-state.ts';
import { cropLength } from '../../state/crop-start.ts';

export type WindowName = 'A' | 'B' | 'C' | 'D';

const WINDOW_NAMES: readonly WindowName[] = ['A', 'B', 'C', 'D'];

/** Frames of one of the windows that a training sample is made of; the reference has two. */
export interface CropWindow extends FrameRange {
  readonly name: WindowName;
}

/** A run of frames inside one window of the crop. */
export interface WindowRun extends FrameRange {
  readonly window: WindowName;
}

/** Frames of the crop; null where the sequence is too short for one. */
export function cropRange(crop: CropState, n_frames: number): FrameRange | null {
  const endFrame = crop.startFrame + cropLength(crop);
  return endFrame <= n_frames ? { startFrame: crop.startFrame, endFrame } : null;
}

/** The hue of a window: those of A and B in turn, so that neighbours differ. */
export function hueOf(name: WindowName): 'a' | 'b' {
  return name === 'A' || name === 'C' ? 'a' : 'b';
}

/** The windows of a crop, one after the other. Of the loader's two the first is A and the last is B. */
export function cropWindows(crop: Pick<CropState, 'startFrame' | 'n_motions' | 'n_windows'>): CropWindow[] {
  return WINDOW_NAMES.slice(0, crop.n_windows).map((name, index) => {
    const startFrame = crop.startFrame + index * crop.n_motions;
    return { name, startFrame, endFrame: startFrame + crop.n_motions };
  });
}

/** Cuts the frames of `range` that lie in the crop at the bounds of its windows. */
export function splitByWindow(range: FrameRange, windows: readonly CropWindow[]): WindowRun[] {
  return windows
    .map(({ name, startFrame, endFrame }) => ({
      window: name,
      startFrame: Math.max(startFrame, range.startFrame),
      endFrame: Math.min(endFrame, range.endFrame),
    }))
    .filter(({ startFrame, endFrame }) => endFrame > startFrame);
}

/** The window that holds the frame, with the frame's index in it; null outside the crop. */
export function windowAt(
  frame: number,
  windows: readonly CropWindow[],
): { readonly name: WindowName; readonly index: number } | null {
  const found = windows.find(({ startFrame, endFrame }) => frame >= startFrame && frame < endFrame);
  return found === undefined ? null : { name: found.name, index: frame - found.startFrame };
}
