import type { ViewLink } from './view-link.ts';

/** Those of the views whose code is loaded: a view that was never shown has nothing to keep. */
let registered: readonly ViewLink[] = [];

export function registerViewLinks(links: readonly ViewLink[]): void {
  registered = links;
}

export function viewLinks(): readonly ViewLink[] {
  return registered;
}
