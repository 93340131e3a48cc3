/** Radians at time 0: a tone at the limit itself is then not sampled at its zeros alone. */
export const ALIAS_PHASE = 0.9;
