/** U+2212, as wide as a digit; what is copied keeps the ASCII hyphen that Python and JSON read. */
export const MINUS = '\u2212';

const FIXED_LEAST = 1e-3;
const FIXED_END = 1e6;

/**
 * A measured value at reading precision: 4 significant digits, and 3 with an exponent where plain digits would hide the size
 * (`0.02571`, `−4.47e−6`). The full value is {@link formatExact}'s.
 */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  return withMinus(size >= FIXED_LEAST && size < FIXED_END ? toPlainPrecision(value, 4) : toExponent(value, 2));
}

/**
 * A value in a column of equals: a fixed number of decimals so that the points line up (`0.2140`), an exponent where those decimals
 * would be nearly all zeros (`3.1e−8`).
 */
export function formatCell(value: number, decimals = 4): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  const needsExponent = size < 10 ** (1 - decimals) || size >= FIXED_END;
  return withMinus(needsExponent ? toExponent(value, 1) : value.toFixed(decimals));
}

/** A value whose sign matters: `+0.69`, `−1.49`, `0.00`. Beyond six digits an exponent. */
export function formatSigned(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  const text = Math.abs(value) >= FIXED_END ? toExponent(value, 1) : value.toFixed(decimals);
  if (Number(text) === 0) return (0).toFixed(decimals);
  return withMinus(value > 0 ? `+${text}` : text);
}

/** A count with thousands separators, e.g. `1,052`. Positions and slices have none: they are copied into code. */
export function formatCount(count: number): string {
  return withMinus(COUNT_FORMAT.format(count));
}

/** A playing speed, e.g. `1×`, `0.5×`. */
export function formatSpeed(speed: number): string {
  return `${Number(speed.toFixed(1))}×`;
}

/** Every digit of a float64, as JavaScript and Python read it back. */
export function formatExact(value: number): string {
  return String(value);
}

/** Replaces the ASCII hyphen of a formatted number by {@link MINUS}. */
export function withMinus(text: string): string {
  return text.replaceAll('-', MINUS);
}

const COUNT_FORMAT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** No digit before the point is ever rounded away. */
function toPlainPrecision(value: number, digits: number): string {
  const text = value.toPrecision(digits);
  return text.includes('e') ? value.toFixed(0) : text;
}

function toExponent(value: number, decimals: number): string {
  return value.toExponential(decimals).replace('e+', 'e');
}

function formatNonFinite(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '∞' : `${MINUS}∞`;
}
