import type { ViewLink } from '../view-link.ts';

/** What a link keeps of the Audit view. */
export const AUDIT_LINK: ViewLink = {
  format: () => ({}),
  apply: () => {},
};
