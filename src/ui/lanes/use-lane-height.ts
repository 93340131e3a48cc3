import { useSyncExternalStore } from 'react';
import type { Lane } from '../../state/app-state.ts';
import { laneHeights, SHORT_PAGE_PX } from '../../state/lane-heights.ts';

const SHORT = `(max-height: ${SHORT_PAGE_PX - 0.02}px)`;

/** How high a lane is shown: as the user made it, else as its kind is on a page of this height. */
export function useLaneHeight(lane: Lane): number {
  const isShort = useSyncExternalStore(subscribe, isShortPage);
  const { defaultPx, compactPx } = laneHeights(lane.content);
  return isShort && lane.heightPx === defaultPx ? compactPx : lane.heightPx;
}

let shortPage: MediaQueryList | null = null;

/** Asked by every lane on every step of a zoom, so the query is made once. */
function shortPageQuery(): MediaQueryList {
  shortPage ??= window.matchMedia(SHORT);
  return shortPage;
}

function isShortPage(): boolean {
  return shortPageQuery().matches;
}

function subscribe(listener: () => void): () => void {
  const query = shortPageQuery();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
