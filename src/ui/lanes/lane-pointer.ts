import { type RefObject, useEffect } from 'react';
import type { AppStore } from '../../state/actions.ts';
import { signalsOf } from '../../state/selectors.ts';
import { useAppStore } from '../store-context.ts';
import { createFrameScale, type FrameScale } from './frame-scale.ts';
import { type LaneSessionStore, useLaneSession } from './lane-session.ts';
import { GUTTER_PX } from './scale-context.ts';
import { frameUnder } from './sequence-view.ts';

/** Travel up to which a press is a click. */
const CLICK_PX = 4;
/** Zoom factor a pixel of a wheel or pinch; a notch of 100 px zooms by 1.5. */
const ZOOM_PER_PX = Math.log(1.5) / 100;
const LINE_PX = 16;

/**
 * Pointer and wheel over the lanes: a click sets the playhead, hovering moves the crosshair, Ctrl and wheel or a pinch zoom about the
 * pointer, a horizontal wheel or one finger pans. A vertical wheel is left to the browser, which scrolls.
 */
export function useLanePointer(ref: RefObject<HTMLElement | null>): void {
  const store = useAppStore();
  const session = useLaneSession();
  useEffect(() => {
    const element = ref.current;
    return element === null ? undefined : attachLanePointer(element, store, session);
  }, [ref, store, session]);
}

function attachLanePointer(element: HTMLElement, store: AppStore, session: LaneSessionStore): () => void {
  const touches = new Map<number, number>();
  let press: { readonly pointerId: number; readonly x: number; readonly y: number } | null = null;

  /** Axis and position of an event; null left of the plot or without a sequence. */
  function locate(
    clientX: number,
  ): { readonly scale: FrameScale; readonly x: number; readonly n_frames: number } | null {
    const signals = signalsOf(store.getState());
    const { left, width } = element.getBoundingClientRect();
    const x = clientX - left - GUTTER_PX;
    if (signals === null || x < 0) return null;
    const scale = createFrameScale(store.getState().zoom, Math.max(width - GUTTER_PX, 1));
    return { scale, x, n_frames: signals.head.n_frames };
  }

  function handleDown(event: PointerEvent) {
    if (event.button !== 0 || locate(event.clientX) === null || laneUnder(event) === null) return;
    if (event.pointerType === 'touch') touches.set(event.pointerId, event.clientX);
    press = touches.size > 1 ? null : { pointerId: event.pointerId, x: event.clientX, y: event.clientY };
  }

  function handleMove(event: PointerEvent) {
    if (event.pointerType === 'touch') {
      moveTouch(event);
      return;
    }
    const place = session.getState().cropDragFrom === null ? locate(event.clientX) : null;
    const lane = laneUnder(event);
    if (place === null || lane === null) {
      clearHover();
      return;
    }
    session.setState({ hoverLaneId: lane.dataset.laneId ?? null, pointer: { x: event.clientX, y: event.clientY } });
    store.actions.setHoverFrame(frameUnder(place.scale, place.x, place.n_frames));
  }

  function moveTouch(event: PointerEvent) {
    const previous = touches.get(event.pointerId);
    const place = locate(event.clientX);
    if (previous === undefined || place === null || session.getState().cropDragFrom !== null) return;
    touches.set(event.pointerId, event.clientX);
    const other = [...touches].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) {
      if (press === null || Math.abs(event.clientX - press.x) > CLICK_PX) pan(previous - event.clientX, place.scale);
      return;
    }
    const before = Math.max(Math.abs(previous - other), 1);
    const after = Math.max(Math.abs(event.clientX - other), 1);
    const middle = place.scale.toFrame(place.x + (other - event.clientX) / 2);
    store.actions.zoomAbout(middle, after / before);
  }

  function handleUp(event: PointerEvent) {
    touches.delete(event.pointerId);
    if (press === null || press.pointerId !== event.pointerId) return;
    const isClick = Math.hypot(event.clientX - press.x, event.clientY - press.y) <= CLICK_PX;
    press = null;
    const place = locate(event.clientX);
    if (isClick && place !== null) {
      store.actions.setPlayheadFrame(frameUnder(place.scale, place.x, place.n_frames));
    }
  }

  function handleCancel(event: PointerEvent) {
    touches.delete(event.pointerId);
    press = null;
  }

  function pan(movedPx: number, scale: FrameScale) {
    const moved = movedPx / scale.pxPerFrame;
    const { startFrame, endFrame } = scale.zoom;
    store.actions.setZoom({ startFrame: startFrame + moved, endFrame: endFrame + moved });
  }

  function handleWheel(event: WheelEvent) {
    const place = locate(event.clientX);
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      if (place === null) return;
      store.actions.zoomAbout(place.scale.toFrame(place.x), Math.exp(-event.deltaY * unit * ZOOM_PER_PX));
      return;
    }
    const isHorizontal = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const moved = isHorizontal ? event.deltaX : event.shiftKey ? event.deltaY : 0;
    if (moved === 0 || place === null) return;
    event.preventDefault();
    pan(moved * unit, place.scale);
  }

  function clearHover() {
    if (session.getState().hoverLaneId !== null) session.setState({ hoverLaneId: null });
    store.actions.setHoverFrame(null);
  }

  element.addEventListener('pointerdown', handleDown);
  element.addEventListener('pointermove', handleMove);
  element.addEventListener('pointerup', handleUp);
  element.addEventListener('pointercancel', handleCancel);
  element.addEventListener('pointerleave', clearHover);
  // Not passive: the browser would zoom the page or go back in its history.
  element.addEventListener('wheel', handleWheel, { passive: false });
  return () => {
    element.removeEventListener('pointerdown', handleDown);
    element.removeEventListener('pointermove', handleMove);
    element.removeEventListener('pointerup', handleUp);
    element.removeEventListener('pointercancel', handleCancel);
    element.removeEventListener('pointerleave', clearHover);
    element.removeEventListener('wheel', handleWheel);
  };
}

/** The clip lane and the lanes of the store have an id; ruler, crop bar and overview have pointers of their own. */
function laneUnder(event: PointerEvent): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-lane-id]') : null;
}
