/** One byte for a z-score. Nothing is known of the value: its clip has not arrived or cannot be read. */
export const ABSENT_CODE = 0;
/** The stored value, or its z-score, is no number. */
export const NAN_CODE = 1;
/** Codes of z -3 and +3, in steps of 1/42; what lies beyond has the code of its end. */
export const LOWEST_CODE = 2;
export const HIGHEST_CODE = 254;
export const MAX_Z = 3;

const ZERO_CODE = (LOWEST_CODE + HIGHEST_CODE) / 2;
const CODES_A_UNIT = (HIGHEST_CODE - ZERO_CODE) / MAX_Z;

/** How much a code matters where several share a pixel: further from the mean first, and what is no number before all. */
export const RANK_BY_CODE: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) => {
  if (code === ABSENT_CODE) return 0;
  return code === NAN_CODE ? 255 : 1 + Math.abs(code - ZERO_CODE);
});

export function codeOfZ(z: number): number {
  if (Number.isNaN(z)) return NAN_CODE;
  return ZERO_CODE + Math.round(Math.min(Math.max(z, -MAX_Z), MAX_Z) * CODES_A_UNIT);
}

/** The middle of a code's step; NaN where it stands for none. */
export function zOfCode(code: number): number {
  return code >= LOWEST_CODE && code <= HIGHEST_CODE ? (code - ZERO_CODE) / CODES_A_UNIT : Number.NaN;
}
