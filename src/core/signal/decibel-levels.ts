/** Range of a spectrogram: 0 dB is a sine of full scale, amplitude 1. */
export const MIN_DECIBELS = -80;
export const MAX_DECIBELS = 0;

/** Level of what is not known: samples that cannot be read, or are no numbers. */
export const GAP_LEVEL = 0;
/** Levels of the quietest and the loudest that are told apart; what lies beyond has the level of its end. */
export const LOWEST_LEVEL = 1;
export const HIGHEST_LEVEL = 255;

const DECIBELS_A_LEVEL = (MAX_DECIBELS - MIN_DECIBELS) / (HIGHEST_LEVEL - LOWEST_LEVEL);

/** The level of decibels, in steps of 80/254 = 0.315 dB; a gap for NaN. */
export function levelOfDecibels(decibels: number): number {
  if (Number.isNaN(decibels)) return GAP_LEVEL;
  const level = LOWEST_LEVEL + Math.round((decibels - MIN_DECIBELS) / DECIBELS_A_LEVEL);
  return Math.min(Math.max(level, LOWEST_LEVEL), HIGHEST_LEVEL);
}

/** The middle of a level's step; NaN for a gap. */
export function decibelsOfLevel(level: number): number {
  return level === GAP_LEVEL ? Number.NaN : MIN_DECIBELS + (level - LOWEST_LEVEL) * DECIBELS_A_LEVEL;
}

/** Sign, exponent and 7 bits of the fraction of a float32: 0.034 dB apart, so that at most one level begins between two of them. */
const KEY_SHIFT = 16;
const KEY_COUNT = 1 << (32 - KEY_SHIFT);

let tables: { readonly levelByKey: Uint8Array; readonly leastPower: Float64Array } | null = null;

/**
 * Writes the level of each power to `levels` from `startIndex` on. As `levelOfDecibels(10 * log10(power))`, without a logarithm a value: a table by the
 * leading bits, then one comparison.
 */
export function writeLevels(power: Float32Array, levels: Uint8Array, startIndex: number): void {
  tables ??= createTables();
  const { levelByKey, leastPower } = tables;
  const bits = new Uint32Array(power.buffer, power.byteOffset, power.length);
  for (let i = 0; i < power.length; i++) {
    const level = levelByKey[(bits[i] as number) >>> KEY_SHIFT] as number;
    levels[startIndex + i] = (power[i] as number) >= (leastPower[level + 1] as number) ? level + 1 : level;
  }
}

function createTables() {
  const power = new Float32Array(1);
  const bits = new Uint32Array(power.buffer);
  const levelByKey = new Uint8Array(KEY_COUNT);
  for (let key = 0; key < KEY_COUNT; key++) {
    bits[0] = key << KEY_SHIFT;
    levelByKey[key] = levelOfDecibels(10 * Math.log10(power[0] as number));
  }
  // Above the highest level, and above a gap, no level begins: no power is at least NaN.
  const leastPower = new Float64Array(HIGHEST_LEVEL + 2).fill(Number.NaN);
  for (let level = LOWEST_LEVEL + 1; level <= HIGHEST_LEVEL; level++) {
    leastPower[level] = 10 ** ((decibelsOfLevel(level) - DECIBELS_A_LEVEL / 2) / 10);
  }
  return { levelByKey, leastPower };
}
