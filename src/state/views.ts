import { createAuditActions } from './audit/audit-actions.ts';
import { AUDIT_LINK } from './audit/audit-link.ts';
import { createNormalizeActions } from './normalize/normalize-actions.ts';
import { NORMALIZE_LINK } from './normalize/normalize-link.ts';
import { createOverviewActions } from './overview/overview-actions.ts';
import { OVERVIEW_LINK } from './overview/overview-link.ts';
import { createSamplingActions } from './sampling/sampling-actions.ts';
import { SAMPLING_LINK } from './sampling/sampling-link.ts';
import { registerViewLinks } from './view-links.ts';
import type { ViewParts, Views } from './view-parts.ts';

registerViewLinks([NORMALIZE_LINK, OVERVIEW_LINK, AUDIT_LINK, SAMPLING_LINK]);

/** The actions of the views beside Explore. */
export function createViews(parts: ViewParts): Views {
  const normalize = createNormalizeActions(parts);
  const overview = createOverviewActions(parts);
  const audit = createAuditActions(parts);
  const sampling = createSamplingActions(parts);
  return {
    actions: {
      normalize: normalize.actions,
      overview: overview.actions,
      audit: audit.actions,
      sampling: sampling.actions,
    },
    prepare: () => Promise.resolve(),
    forget: () => {
      for (const view of [normalize, overview, audit, sampling]) view.forget();
    },
  };
}
