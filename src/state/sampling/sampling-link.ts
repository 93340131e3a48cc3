import type { ViewLink } from '../view-link.ts';

/** What a link keeps of the Sampling view. */
export const SAMPLING_LINK: ViewLink = {
  format: () => ({}),
  apply: () => {},
};
