/** The bounds of a whole-number or decimal field; a null bound is open. */
export interface NumberBounds {
  readonly min: number;
  readonly max: number;
  /** Spacing of the legal values, counted from `min`; 1 admits whole numbers only. */
  readonly step: number;
}

/** What the text of a field amounts to: a value that can be committed, or the words that say why not. */
export type NumberDraft =
  | { readonly isValid: true; readonly value: number }
  | { readonly isValid: false; readonly message: string };

/** Reads the text of a number field; it never rounds or clamps, since the user would not see the value change. */
export function parseNumberDraft(text: string, { min, max, step }: NumberBounds): NumberDraft {
  const trimmed = text.trim().replace('\u2212', '-');
  if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return { isValid: false, message: 'Not a number' };
  const value = Number(trimmed);
  if (Number.isInteger(step) && !Number.isInteger(value)) return { isValid: false, message: 'Whole numbers only' };
  if (value < min) return { isValid: false, message: `At least ${min}` };
  if (value > max) return { isValid: false, message: `At most ${max}` };
  return { isValid: true, value };
}
