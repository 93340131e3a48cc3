import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from 'react';
import type { Lane } from '../../state/app-state.ts';
import { useActions, useAppStore } from '../store-context.ts';
import { dropIndex, moveLaneBy, moveLaneTo } from './lane-order.ts';
import { useLaneSession } from './lane-session.ts';

/** Travel up to which a press is a click. */
const CLICK_PX = 4;

/** Moves a lane among the others, by a drag of its name or with Alt and an arrow key. */
export function useLaneDrag(lane: Lane) {
  const store = useAppStore();
  const session = useLaneSession();
  const { setLanes } = useActions();
  const pressY = useRef<number | null>(null);
  const wasDragged = useRef(false);

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    // At once: a quick drag leaves the name before its first move.
    event.currentTarget.setPointerCapture(event.pointerId);
    pressY.current = event.clientY;
    wasDragged.current = false;
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    if (pressY.current === null || (!wasDragged.current && Math.abs(event.clientY - pressY.current) <= CLICK_PX))
      return;
    wasDragged.current = true;
    const { lanes } = store.getState();
    const fromIndex = lanes.findIndex(({ id }) => id === lane.id);
    const middles = lanes.map(({ id }) => middleOf(event.currentTarget, id));
    session.setState({ laneDrag: { laneId: lane.id, toIndex: dropIndex(middles, fromIndex, event.clientY) } });
  }

  function onPointerUp() {
    const { laneDrag } = session.getState();
    if (laneDrag?.laneId === lane.id) setLanes(moveLaneTo(store.getState().lanes, lane.id, laneDrag.toIndex));
    endDrag();
  }

  function endDrag() {
    pressY.current = null;
    if (session.getState().laneDrag !== null) session.setState({ laneDrag: null });
  }

  /** The click that ends a drag does not fold the lane. */
  function onClickCapture(event: MouseEvent) {
    if (!wasDragged.current) return;
    wasDragged.current = false;
    event.preventDefault();
    event.stopPropagation();
  }

  function onKeyDown(event: KeyboardEvent) {
    const places = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || places === undefined) return;
    setLanes(moveLaneBy(store.getState().lanes, lane.id, places));
    event.preventDefault();
    event.stopPropagation();
  }

  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: endDrag, onClickCapture, onKeyDown };
}

function middleOf(inside: HTMLElement, laneId: string): number {
  const all = inside.closest('[data-lanes]')?.querySelectorAll<HTMLElement>('[data-lane-id]') ?? [];
  const element = [...all].find(({ dataset }) => dataset.laneId === laneId);
  if (element === undefined) return Number.POSITIVE_INFINITY;
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
