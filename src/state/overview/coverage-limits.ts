/** Epochs that are simulated at most: the longest sequence then takes a few milliseconds. */
export const MAX_EPOCHS = 10_000;
/** Seeds that numpy takes. */
export const MAX_SEED = 2 ** 32 - 1;
/** Crops that the page draws without being noticed: about 100 ms. */
export const MAX_DRAWS = 4_000_000;
