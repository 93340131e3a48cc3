/** Where a drag of the crop began. */
export interface CropGrab {
  /** First frame of the crop when it was grabbed. */
  readonly startFrame: number;
  /** Frame under the pointer then, with its fraction. */
  readonly pointerFrame: number;
}

/**
 * First frame of the crop while the pointer is at `pointerFrame`. It is counted from where the drag began, so parts of a frame add up,
 * and a crop pushed against an end comes back only with the pointer.
 */
export function dragCropTo(grab: CropGrab, pointerFrame: number, lastStart: number): number {
  const moved = Math.round(grab.startFrame + pointerFrame - grab.pointerFrame);
  return clampStart(moved, lastStart);
}

/** Arrow keys on a handle: one frame, with Shift one clip; Home and End go to the ends. Null for every other key. */
export function stepCrop(
  key: string,
  isShifted: boolean,
  startFrame: number,
  seg_len: number,
  lastStart: number,
): number | null {
  const step = isShifted ? seg_len : 1;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return clampStart(startFrame - step, lastStart);
    case 'ArrowRight':
    case 'ArrowUp':
      return clampStart(startFrame + step, lastStart);
    case 'PageDown':
      return clampStart(startFrame - seg_len, lastStart);
    case 'PageUp':
      return clampStart(startFrame + seg_len, lastStart);
    case 'Home':
      return 0;
    case 'End':
      return lastStart;
    default:
      return null;
  }
}

function clampStart(frame: number, lastStart: number): number {
  return Math.min(Math.max(frame, 0), lastStart);
}
