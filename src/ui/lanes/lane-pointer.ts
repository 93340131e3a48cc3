import { type RefObject, useEffect } from 'react';
import type { AppStore } from '../../state/actions.ts';
import { useAppStore } from '../store-context.ts';
import { locate } from './lane-place.ts';
import { type LaneSessionStore, useLaneSession } from './lane-session.ts';
import { createLaneTouch } from './lane-touch.ts';
import { attachLaneWheel } from './lane-wheel.ts';
import { frameUnder } from './sequence-view.ts';

/** Travel up to which a press is a click. */
const CLICK_PX = 4;

/** Pointer, fingers and wheel over the lanes. */
export function useLanePointer(ref: RefObject<HTMLElement | null>): void {
  const store = useAppStore();
  const session = useLaneSession();
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const detachPointer = attachLanePointer(element, store, session);
    const detachWheel = attachLaneWheel(element, store);
    return () => {
      detachPointer();
      detachWheel();
    };
  }, [ref, store, session]);
}

/** A click sets the playhead, hovering moves the crosshair. Returns how to stop listening. */
function attachLanePointer(element: HTMLElement, store: AppStore, session: LaneSessionStore): () => void {
  const touch = createLaneTouch(element, store);
  let press: { readonly pointerId: number; readonly x: number; readonly y: number } | null = null;

  function handleDown(event: PointerEvent) {
    if (event.button !== 0 || locate(element, store, event.clientX) === null || laneUnder(event) === null) return;
    if (event.pointerType === 'touch') touch.down(event);
    press = touch.count > 1 ? null : { pointerId: event.pointerId, x: event.clientX, y: event.clientY };
  }

  function handleMove(event: PointerEvent) {
    const isCropDragged = session.getState().cropDragFrom !== null;
    if (event.pointerType === 'touch') {
      if (!isCropDragged) touch.move(event);
      return;
    }
    const place = isCropDragged ? null : locate(element, store, event.clientX);
    const lane = laneUnder(event);
    if (place === null || lane === null) {
      clearHover();
      return;
    }
    session.setState({ hoverLaneId: lane.dataset.laneId ?? null, pointer: { x: event.clientX, y: event.clientY } });
    store.actions.setHoverFrame(frameUnder(place.scale, place.x, place.n_frames));
  }

  function handleUp(event: PointerEvent) {
    touch.up(event);
    if (press === null || press.pointerId !== event.pointerId) return;
    const isClick = Math.hypot(event.clientX - press.x, event.clientY - press.y) <= CLICK_PX;
    press = null;
    const place = locate(element, store, event.clientX);
    if (!isClick || place === null) return;
    store.actions.setPlayheadFrame(frameUnder(place.scale, place.x, place.n_frames));
  }

  function handleCancel(event: PointerEvent) {
    touch.up(event);
    press = null;
  }

  function clearHover() {
    if (session.getState().hoverLaneId !== null) session.setState({ hoverLaneId: null });
    store.actions.setHoverFrame(null);
  }

  const listeners = [
    ['pointerdown', handleDown],
    ['pointermove', handleMove],
    ['pointerup', handleUp],
    ['pointercancel', handleCancel],
    ['pointerleave', clearHover],
  ] as const;
  for (const [type, listener] of listeners) element.addEventListener(type, listener);
  return () => {
    for (const [type, listener] of listeners) element.removeEventListener(type, listener);
  };
}

/** The clip lane and the lanes of the store have an id; ruler, crop bar and overview have pointers of their own. */
function laneUnder(event: PointerEvent): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-lane-id]') : null;
}
