import { createContext, useContext } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What a raster lane says of the cell under the pointer; other lanes are read from the state. */
export interface LaneReadout {
  readonly laneId: string;
  /** e.g. `exp 12`. */
  readonly title: string;
  /** Numbers with their units, e.g. `+0.28`, `z`. */
  readonly values: readonly { readonly text: string; readonly unit: string }[];
}

/** What only the lanes share while a pointer is down or hovers: nothing of it is worth a link or a reload. */
export interface LaneSession {
  /** Id of the lane under the pointer. */
  readonly hoverLaneId: string | null;
  /** Pointer position in the window's pixels; the tooltip stands beside it. */
  readonly pointer: { readonly x: number; readonly y: number };
  /** Absent where the lane under the pointer has none. */
  readonly readout: LaneReadout | null;
  /** The lane that is being dragged to another place, and the place among the lanes where it would come to lie. */
  readonly laneDrag: { readonly laneId: string; readonly toIndex: number } | null;
  /** First frame of the crop when its drag began; null while nobody drags it. */
  readonly cropDragFrom: number | null;
}

export type LaneSessionStore = StoreApi<LaneSession>;

export function createLaneSession(): LaneSessionStore {
  return createStore<LaneSession>(() => ({
    hoverLaneId: null,
    pointer: { x: 0, y: 0 },
    readout: null,
    laneDrag: null,
    cropDragFrom: null,
  }));
}

const LaneSessionContext = createContext<LaneSessionStore | null>(null);

export const LaneSessionProvider = LaneSessionContext.Provider;

export function useLaneSession(): LaneSessionStore {
  const session = useContext(LaneSessionContext);
  if (session === null) throw new Error('No lane stack above this component');
  return session;
}
