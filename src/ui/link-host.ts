import type { LinkHost } from '../state/link-sync.ts';

/** The browser's address bar and history. */
export const BROWSER_LINK: LinkHost = {
  query: () => window.location.search,
  replace: (query) => window.history.replaceState(null, '', query),
  push: (query) => window.history.pushState(null, '', query),
  onMove: (listener) => window.addEventListener('popstate', listener),
};
