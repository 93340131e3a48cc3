import { useSyncExternalStore } from 'react';

/** Below this width the panels at both sides fold into rails; the plot keeps 640 px or more. */
const NARROW = '(max-width: 1199.98px)';

export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrowPage);
}

export function isNarrowPage(): boolean {
  return window.matchMedia(NARROW).matches;
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
