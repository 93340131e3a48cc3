import type { ViewLink } from './view-link.ts';
import { viewLinks } from './view-links.ts';

/** Loads the views' code where a link has parameters that are theirs. */
export async function viewLinksFor(params: URLSearchParams, ownNames: readonly string[]): Promise<readonly ViewLink[]> {
  if ([...params.keys()].some((name) => !ownNames.includes(name))) await import('./views.ts');
  return viewLinks();
}
