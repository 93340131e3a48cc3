/** What the Normalize view shows, each field in one sentence. */
export type NormalizeState = Readonly<Record<never, never>>;

export const INITIAL_NORMALIZE: NormalizeState = {};
