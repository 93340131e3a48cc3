import type { ViewParts } from '../view-parts.ts';

/** What the user can do in the Audit view. */
export type AuditActions = Readonly<Record<never, never>>;

/** `forget` drops what is known of a dataset and what is under way: another one is being opened. */
export function createAuditActions(_parts: ViewParts): { readonly actions: AuditActions; forget(): void } {
  return { actions: {}, forget: () => {} };
}
