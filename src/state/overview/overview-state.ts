/** What the Dataset view shows, each field in one sentence. */
export type OverviewState = Readonly<Record<never, never>>;

export const INITIAL_OVERVIEW: OverviewState = {};
