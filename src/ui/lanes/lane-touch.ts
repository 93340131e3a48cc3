import type { AppStore } from '../../state/actions.ts';
import { locate, panBy } from './lane-place.ts';

/** Fingers on the lanes: one pans, two zoom about their middle. */
export interface LaneTouch {
  down(event: PointerEvent): void;
  move(event: PointerEvent): void;
  up(event: PointerEvent): void;
  readonly count: number;
}

export function createLaneTouch(element: HTMLElement, store: AppStore): LaneTouch {
  const xById = new Map<number, number>();
  return {
    get count() {
      return xById.size;
    },
    down: ({ pointerId, clientX }) => {
      xById.set(pointerId, clientX);
    },
    up: ({ pointerId }) => {
      xById.delete(pointerId);
    },
    move: ({ pointerId, clientX }) => {
      const previous = xById.get(pointerId);
      const place = locate(element, store, clientX);
      if (previous === undefined || place === null) return;
      xById.set(pointerId, clientX);
      const other = [...xById].find(([id]) => id !== pointerId)?.[1];
      if (other === undefined) {
        panBy(store, place.scale, previous - clientX);
        return;
      }
      const before = Math.max(Math.abs(previous - other), 1);
      const after = Math.max(Math.abs(clientX - other), 1);
      store.actions.zoomAbout(place.scale.toFrame(place.x + (other - clientX) / 2), after / before);
    },
  };
}
