import type { ViewLink } from '../view-link.ts';

/** What a link keeps of the Normalize view. */
export const NORMALIZE_LINK: ViewLink = {
  format: () => ({}),
  apply: () => {},
};
