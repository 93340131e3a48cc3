import type { AppStore } from './actions.ts';
import { createStoreOver, type StoreParts } from './base-store.ts';
import { createViews } from './views.ts';

export type { StoreParts } from './base-store.ts';

/** The page's one store with every view's code at hand; the page itself loads that when a view is first shown, see `later-views.ts`. */
export function createAppStore(parts: StoreParts): AppStore {
  return createStoreOver(parts, createViews);
}
