import { DataError } from '../errors.ts';

/** Characters handed to one `String.fromCharCode` call: well below the number of arguments that engines take. */
const CHUNK_UNITS = 8192;

/** Up to this size joining characters one by one is faster than filling an array first. Keys are this short. */
const SHORT_BYTES = 64;

export interface Utf8Options {
  /**
   * Whether surrogates that stand alone are read (as three bytes each) instead of refused: Python's "surrogatepass", which
   * its pickles use. Absent means refused, as the Unicode Standard asks.
   */
  readonly allowSurrogates?: boolean;
}

/**
 * Text of UTF-8 bytes (RFC 3629), strict: overlong forms, surrogates, values past U+10FFFF and cut sequences throw a `DataError` with
 * code `utf8-invalid` that names the byte. A byte order mark is kept as U+FEFF.
 */
export function decodeUtf8(bytes: Uint8Array, options: Utf8Options = {}): string {
  if (bytes.length <= SHORT_BYTES) {
    const ascii = decodeShortAsciiOrNull(bytes);
    if (ascii !== null) return ascii;
  }
  // A sequence of n bytes makes at most n UTF-16 units.
  const units = new Uint16Array(bytes.length);
  let unitCount = 0;
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      units[unitCount++] = first;
      at += 1;
      continue;
    }
    const length = sequenceLength(first);
    const code = sequenceCode(bytes, at, length, options.allowSurrogates ?? false);
    if (code < 0x10000) {
      units[unitCount++] = code;
    } else {
      units[unitCount++] = 0xd800 + ((code - 0x10000) >> 10);
      units[unitCount++] = 0xdc00 + ((code - 0x10000) & 0x3ff);
    }
    at += length;
  }
  return textOfUnits(units.subarray(0, unitCount));
}

/** UTF-8 bytes of a text. A surrogate without its partner has none: a `DataError` with code `utf8-lone-surrogate`. */
export function encodeUtf8(text: string): Uint8Array {
  // A UTF-16 unit makes at most 3 bytes.
  const bytes = new Uint8Array(text.length * 3);
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code < 0x80) {
      bytes[size++] = code;
    } else if (code < 0x800) {
      bytes[size++] = 0xc0 | (code >> 6);
      bytes[size++] = 0x80 | (code & 0x3f);
    } else if (code < 0x10000) {
      if (isSurrogate(code)) throw loneSurrogate(code, at);
      bytes[size++] = 0xe0 | (code >> 12);
      bytes[size++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[size++] = 0x80 | (code & 0x3f);
    } else {
      bytes[size++] = 0xf0 | (code >> 18);
      bytes[size++] = 0x80 | ((code >> 12) & 0x3f);
      bytes[size++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[size++] = 0x80 | (code & 0x3f);
      at += 1;
    }
  }
  return bytes.slice(0, size);
}

/** Text of UTF-16 code units, any number of them. */
export function textOfUnits(units: Uint16Array | Uint8Array): string {
  let text = '';
  for (let start = 0; start < units.length; start += CHUNK_UNITS) {
    text += String.fromCharCode(...units.subarray(start, start + CHUNK_UNITS));
  }
  return text;
}

function decodeShortAsciiOrNull(bytes: Uint8Array): string | null {
  let text = '';
  for (const byte of bytes) {
    if (byte >= 0x80) return null;
    text += String.fromCharCode(byte);
  }
  return text;
}

/** Bytes of the sequence that `first` begins; 0 where it begins none. */
function sequenceLength(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  if (first >= 0xf0 && first <= 0xf4) return 4;
  return 0;
}

function sequenceCode(bytes: Uint8Array, at: number, length: number, allowSurrogates: boolean): number {
  const first = bytes[at] ?? 0;
  if (length === 0) throw invalid(bytes, at);
  let code = first & (0xff >> (length + 1));
  for (let next = at + 1; next < at + length; next++) {
    const byte = bytes[next];
    if (byte === undefined || (byte & 0xc0) !== 0x80) throw invalid(bytes, at);
    code = (code << 6) | (byte & 0x3f);
  }
  const isOverlong = code < (length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000);
  if (isOverlong || code > 0x10ffff || (isSurrogate(code) && !allowSurrogates)) throw invalid(bytes, at);
  return code;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function invalid(bytes: Uint8Array, at: number): DataError {
  const found = Array.from(bytes.subarray(at, at + 4), (byte) => byte.toString(16).padStart(2, '0'));
  return new DataError({
    code: 'utf8-invalid',
    what: 'The text is not UTF-8',
    expected: 'a UTF-8 sequence',
    found: `bytes ${found.join(' ')}`,
    where: `byte ${at} of the text`,
  });
}

function loneSurrogate(code: number, at: number): DataError {
  return new DataError({
    code: 'utf8-lone-surrogate',
    what: 'The text has no UTF-8 form',
    expected: 'whole characters',
    found: `the surrogate U+${code.toString(16).toUpperCase()} alone`,
    where: `character ${at} of the text`,
  });
}
