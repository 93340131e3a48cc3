/** What the Sampling view shows, each field in one sentence. */
export type SamplingState = Readonly<Record<never, never>>;

export const INITIAL_SAMPLING: SamplingState = {};
