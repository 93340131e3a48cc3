import type { ViewParts } from '../view-parts.ts';

/** What the user can do in the Sampling view. */
export type SamplingActions = Readonly<Record<never, never>>;

/** `forget` drops what is known of a dataset and what is under way: another one is being opened. */
export function createSamplingActions(_parts: ViewParts): { readonly actions: SamplingActions; forget(): void } {
  return { actions: {}, forget: () => {} };
}
