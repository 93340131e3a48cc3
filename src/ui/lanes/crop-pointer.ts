import type { AppStore } from '../../state/actions.ts';
import { lastStartFrame } from '../../state/crop-start.ts';
import { signalsOf } from '../../state/selectors.ts';
import { type CropGrab, dragCropTo, stepCrop } from './crop-drag.ts';
import type { LaneSessionStore } from './lane-session.ts';

export interface CropPointerParts {
  readonly store: AppStore;
  readonly session: LaneSessionStore;
  /** Frame, with its fraction, under an x of the window. */
  readonly frameAt: (clientX: number) => number;
}

/** Pointer travel that makes a press a drag. */
const DRAG_THRESHOLD_PX = 3;

/** Makes an element drag the whole crop; returns how to stop that. */
export function attachCropDrag(element: HTMLElement, { store, session, frameAt }: CropPointerParts): () => void {
  let grab: (CropGrab & { readonly pointerId: number; readonly clientX: number }) | null = null;

  function handleDown(event: PointerEvent) {
    if (event.button !== 0 || grab !== null) return;
    if (lastStart(store) === null) return;
    const { startFrame } = store.getState().crop;
    grab = { startFrame, pointerFrame: frameAt(event.clientX), pointerId: event.pointerId, clientX: event.clientX };
    element.setPointerCapture(event.pointerId);
  }

  function handleMove(event: PointerEvent) {
    if (grab === null || event.pointerId !== grab.pointerId) return;
    const isDragging = session.getState().cropDragFrom !== null;
    if (!isDragging && Math.abs(event.clientX - grab.clientX) < DRAG_THRESHOLD_PX) return;
    const last = lastStart(store);
    if (last === null) return;
    if (!isDragging) session.setState({ cropDragFrom: grab.startFrame });
    const startFrame = dragCropTo(grab, frameAt(event.clientX), last);
    if (startFrame !== store.getState().crop.startFrame) store.actions.moveCrop(startFrame);
  }

  function handleEnd(event: PointerEvent) {
    if (grab === null || event.pointerId !== grab.pointerId) return;
    grab = null;
    session.setState({ cropDragFrom: null });
  }

  element.addEventListener('pointerdown', handleDown);
  element.addEventListener('pointermove', handleMove);
  element.addEventListener('pointerup', handleEnd);
  element.addEventListener('pointercancel', handleEnd);
  return () => {
    element.removeEventListener('pointerdown', handleDown);
    element.removeEventListener('pointermove', handleMove);
    element.removeEventListener('pointerup', handleEnd);
    element.removeEventListener('pointercancel', handleEnd);
    if (grab !== null) session.setState({ cropDragFrom: null });
  };
}

/** Arrow keys on a handle or the region. Returns whether the key was used. */
export function moveCropByKey(store: AppStore, key: string, isShifted: boolean): boolean {
  const signals = signalsOf(store.getState());
  const last = lastStart(store);
  if (signals === null || last === null) return false;
  const startFrame = stepCrop(key, isShifted, store.getState().crop.startFrame, signals.head.seg_len, last);
  if (startFrame === null) return false;
  store.actions.moveCrop(startFrame);
  return true;
}

/** Last legal start; null where the sequence is too short for a crop or none is open. */
function lastStart(store: AppStore): number | null {
  const state = store.getState();
  const signals = signalsOf(state);
  if (signals === null) return null;
  const last = lastStartFrame(state.crop, signals.head.n_frames);
  return last < 0 ? null : last;
}
