import type { CropState, FrameRange } from '../../state/app-state.ts';
import { cropLength } from '../../state/crop-start.ts';

export type WindowName = 'A' | 'B';

/** Frames of one of the two windows that a training sample is made of. */
export interface CropWindow extends FrameRange {
  readonly name: WindowName;
}

/** A run of frames inside the crop; `window` is null between the first and the last of more than two windows. */
export interface WindowRun extends FrameRange {
  readonly window: WindowName | null;
}

/** Frames of the crop; null where the sequence is too short for one. */
export function cropRange(crop: CropState, n_frames: number): FrameRange | null {
  const endFrame = crop.startFrame + cropLength(crop);
  return endFrame <= n_frames ? { startFrame: crop.startFrame, endFrame } : null;
}

/** The first window is A and the last is B, as the loader takes them; a crop of one window has only A. */
export function cropWindows(crop: Pick<CropState, 'startFrame' | 'n_motions' | 'n_windows'>): CropWindow[] {
  const { startFrame, n_motions } = crop;
  const a: CropWindow = { name: 'A', startFrame, endFrame: startFrame + n_motions };
  if (crop.n_windows < 2) return [a];
  const endFrame = startFrame + cropLength(crop);
  return [a, { name: 'B', startFrame: endFrame - n_motions, endFrame }];
}

/** Cuts the frames of `range` that lie in the crop at the bounds of its windows. */
export function splitByWindow(range: FrameRange, windows: readonly CropWindow[]): WindowRun[] {
  const runs: WindowRun[] = [];
  let covered = windows[0]?.startFrame ?? 0;
  const add = (window: WindowName | null, from: number, to: number) => {
    const startFrame = Math.max(from, range.startFrame);
    const endFrame = Math.min(to, range.endFrame);
    if (endFrame > startFrame) runs.push({ window, startFrame, endFrame });
  };
  for (const { name, startFrame, endFrame } of windows) {
    add(null, covered, startFrame);
    add(name, startFrame, endFrame);
    covered = endFrame;
  }
  return runs;
}

/** The window that holds the frame, with the frame's index in it; null outside both. */
export function windowAt(
  frame: number,
  windows: readonly CropWindow[],
): { readonly name: WindowName; readonly index: number } | null {
  const found = windows.find(({ startFrame, endFrame }) => frame >= startFrame && frame < endFrame);
  return found === undefined ? null : { name: found.name, index: frame - found.startFrame };
}
