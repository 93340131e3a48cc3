import type { ViewParts } from '../view-parts.ts';

/** What the user can do in the Dataset view. */
export type OverviewActions = Readonly<Record<never, never>>;

/** `forget` drops what is known of a dataset and what is under way: another one is being opened. */
export function createOverviewActions(_parts: ViewParts): { readonly actions: OverviewActions; forget(): void } {
  return { actions: {}, forget: () => {} };
}
