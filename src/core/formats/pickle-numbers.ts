import { DataError } from '../errors.ts';

/** Longest integer that is read, in bytes: far past any count, and short enough to convert at once. */
const MAX_INTEGER_BYTES = 1024;

/** Longest integer written as text, in digits: Python's own limit (`sys.set_int_max_str_digits`). */
const MAX_INTEGER_DIGITS = 4300;

/** LONG1's and LONG4's integer: two's complement, little-endian, no bytes for 0. A bigint past 2^53. */
export function integerOfBytes(bytes: Uint8Array): number | bigint {
  if (bytes.length > MAX_INTEGER_BYTES) throw refused('an integer of at most 1024 bytes', `${bytes.length} bytes`);
  let digits = '';
  for (const byte of bytes) digits = byte.toString(16).padStart(2, '0') + digits;
  return numberWhereExact(BigInt.asIntN(bytes.length * 8, BigInt(`0x0${digits}`)));
}

/** INT's and LONG's integer without the `L`: decimal. A bigint past 2^53. */
export function integerOfText(text: string): number | bigint {
  if (!/^[+-]?\d+$/.test(text) || text.length > MAX_INTEGER_DIGITS) throw refused('a decimal integer', shown(text));
  return numberWhereExact(BigInt(text.startsWith('+') ? text.slice(1) : text));
}

/** FLOAT's number, as Python's `repr` writes it. */
export function floatOfText(text: string): number {
  const named = NAMED_FLOATS.get(text);
  if (named !== undefined) return named;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) throw refused('a decimal number', shown(text));
  return Number(text);
}

const NAMED_FLOATS = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['nan', Number.NaN],
  ['-nan', Number.NaN],
]);

function numberWhereExact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
}

function refused(expected: string, found: string): DataError {
  return new DataError({
    code: 'pickle-number',
    what: 'A number in the pickle is refused',
    expected,
    found,
    where: '',
  });
}
