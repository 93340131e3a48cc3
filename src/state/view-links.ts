import { AUDIT_LINK } from './audit/audit-link.ts';
import { NORMALIZE_LINK } from './normalize/normalize-link.ts';
import { OVERVIEW_LINK } from './overview/overview-link.ts';
import { SAMPLING_LINK } from './sampling/sampling-link.ts';
import type { ViewLink } from './view-link.ts';

/** Every view's part of a link. */
export const VIEW_LINKS: readonly ViewLink[] = [NORMALIZE_LINK, OVERVIEW_LINK, AUDIT_LINK, SAMPLING_LINK];
