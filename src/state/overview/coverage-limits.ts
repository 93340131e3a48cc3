/** Epochs that are simulated at most: the longest sequence then takes a few milliseconds. */
export const MAX_EPOCHS = 10_000;
/** Seeds that numpy takes. */
export const MAX_SEED = 2 ** 32 - 1;
