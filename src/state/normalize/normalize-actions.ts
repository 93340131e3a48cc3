import type { ViewParts } from '../view-parts.ts';

/** What the user can do in the Normalize view. */
export type NormalizeActions = Readonly<Record<never, never>>;

/** `forget` drops what is known of a dataset and what is under way: another one is being opened. */
export function createNormalizeActions(_parts: ViewParts): { readonly actions: NormalizeActions; forget(): void } {
  return { actions: {}, forget: () => {} };
}
