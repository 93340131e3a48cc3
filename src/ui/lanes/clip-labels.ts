import type { FrameRange } from '../../state/app-state.ts';
import { formatClip } from '../format/positions.ts';
import { type CropWindow, splitByWindow, type WindowName } from './crop-windows.ts';
import type { FrameScale } from './frame-scale.ts';

export interface ClipLabel {
  readonly text: string;
  /** Left edge for a name, centre for a slice. */
  readonly x: number;
}

/** A clip as the clip lane draws it; pixels from the left edge of the plot, cut at its edges. */
export interface ClipBox {
  readonly clip: number;
  readonly left: number;
  readonly right: number;
  /** Whether the clip's first frame is in view, so that its boundary is drawn. */
  readonly hasStart: boolean;
  readonly runs: readonly { readonly window: WindowName; readonly left: number; readonly right: number }[];
  readonly name: ClipLabel | null;
  readonly slice: ClipLabel | null;
}

export const NAME_MIN_PX = 40;
export const SLICE_BOX_MIN_PX = 118;
export const SLICE_MIN_PX = 60;
const NAME_PADDING_PX = 6;
/** Advance of one character of the 11 px mono font. */
export const CHARACTER_PX = 6.6;
const LABEL_GAP_PX = 6;

/**
 * Lays out the clips in view. Labels degrade and never collide: a box of 118 px has name and slice, one of 40 px its name, a narrower one
 * none; a slice label needs 60 px of its own slice.
 */
export function layoutClips(
  scale: FrameScale,
  seg_len: number,
  n_frames: number,
  windows: readonly CropWindow[],
): ClipBox[] {
  const firstClip = Math.max(Math.floor(scale.zoom.startFrame / seg_len), 0);
  const endFrame = Math.min(scale.zoom.endFrame, n_frames);
  const boxes: ClipBox[] = [];
  for (let clip = firstClip; clip * seg_len < endFrame; clip++) {
    boxes.push(layoutClip(scale, clip, clipRange(clip, seg_len, n_frames), windows));
  }
  return boxes;
}

/** Frames of a clip; the last one of a sequence may be shorter. */
export function clipRange(clip: number, seg_len: number, n_frames: number): FrameRange {
  return { startFrame: clip * seg_len, endFrame: Math.min((clip + 1) * seg_len, n_frames) };
}

function layoutClip(scale: FrameScale, clip: number, range: FrameRange, windows: readonly CropWindow[]): ClipBox {
  const cut = (frame: number) => Math.min(Math.max(scale.toX(frame), 0), scale.widthPx);
  const left = cut(range.startFrame);
  const right = cut(range.endFrame);
  const frameRuns = splitByWindow(range, windows);
  const name = right - left >= NAME_MIN_PX ? { text: formatClip(clip), x: left + NAME_PADDING_PX } : null;
  return {
    clip,
    left,
    right,
    hasStart: scale.toX(range.startFrame) >= 0,
    runs: frameRuns.map(({ window, startFrame, endFrame }) => ({
      window,
      left: cut(startFrame),
      right: cut(endFrame),
    })),
    name,
    slice: right - left >= SLICE_BOX_MIN_PX ? layoutSlice(frameRuns, range, cut, name) : null,
  };
}

function layoutSlice(
  runs: readonly FrameRange[],
  range: FrameRange,
  cut: (frame: number) => number,
  name: ClipLabel | null,
): ClipLabel | null {
  const first = runs[0];
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return null;
  const left = cut(first.startFrame);
  const right = cut(last.endFrame);
  if (right - left < SLICE_MIN_PX) return null;
  const text = `[${first.startFrame - range.startFrame},${last.endFrame - range.startFrame}]`;
  const halfWidth = (text.length * CHARACTER_PX) / 2;
  const nameEnd = name === null ? left : name.x + name.text.length * CHARACTER_PX + LABEL_GAP_PX;
  const x = Math.max((left + right) / 2, nameEnd + halfWidth);
  return x + halfWidth <= right ? { text, x } : null;
}
