import type { ViewLink } from '../view-link.ts';

/** What a link keeps of the Dataset view. */
export const OVERVIEW_LINK: ViewLink = {
  format: () => ({}),
  apply: () => {},
};
