import { decodeUtf8, textOfUnits } from '../bytes/utf8.ts';
import { DataError } from '../errors.ts';

const BACKSLASH = 0x5c;
const LOWER_U = 0x75;
const UPPER_U = 0x55;
const LOWER_X = 0x78;

/** `\a`, `\b`, ... of Python's byte string literals. */
const SINGLE_ESCAPES = new Map([
  [0x5c, 0x5c],
  [0x27, 0x27],
  [0x22, 0x22],
  [0x61, 0x07],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x76, 0x0b],
]);

/** Texts at least this long are decoded when they are asked for, and once. */
export const LONG_TEXT_BYTES = 256;

/**
 * Text whose decoding waits until it is needed. Protocol 2 writes bytes as text, for a clip 190 KB of it, that nobody reads as text; and a
 * hostile pickle may ask for one text thousands of times.
 */
export class LongText {
  readonly #utf8: Uint8Array;
  #text: string | null;
  #latin1: Uint8Array | null = null;

  /** @param text the decoded text where it is known already */
  constructor(utf8: Uint8Array, text: string | null = null) {
    this.#utf8 = utf8;
    this.#text = text;
  }

  /** Throws a `DataError` where the bytes are not UTF-8. */
  get text(): string {
    this.#text ??= decodeUtf8(this.#utf8, { allowSurrogates: true });
    return this.#text;
  }

  /** The bytes of `text.encode('latin1')`; throws a `DataError` where a character has none. */
  get latin1(): Uint8Array {
    this.#latin1 ??= this.#text === null ? latin1OfUtf8(this.#utf8) : latin1OfText(this.#text);
    return this.#latin1;
  }
}

/** Python's `text.encode('latin1')`. Throws a `DataError` where a character has no such byte. */
export function latin1OfText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0xff) throw damaged('characters up to U+00FF', `U+${hex(code, 4)} as character ${at}`);
    bytes[at] = code;
  }
  return bytes;
}

/**
 * UNICODE's line, Python's codec "raw-unicode-escape": Latin-1 with `\uXXXX` and `\UXXXXXXXX`; any other backslash stands for itself,
 * and so does the character after it.
 */
export function decodeRawUnicodeEscape(line: Uint8Array): string {
  const units = new Uint16Array(line.length);
  let unitCount = 0;
  for (let at = 0; at < line.length; at++) {
    const byte = line[at] ?? 0;
    const next = line[at + 1];
    if (byte !== BACKSLASH || next === undefined) {
      units[unitCount++] = byte;
    } else if (next === LOWER_U || next === UPPER_U) {
      const digitCount = next === LOWER_U ? 4 : 8;
      const code = hexDigits(line, at + 2, digitCount);
      if (code > 0x10ffff) throw damaged('a character up to U+10FFFF', `\\U${hex(code, 8)}`);
      for (const unit of unitsOfCode(code)) units[unitCount++] = unit;
      at += 1 + digitCount;
    } else {
      units[unitCount++] = byte;
      units[unitCount++] = next;
      at += 1;
    }
  }
  return textOfUnits(units.subarray(0, unitCount));
}

/** STRING's line: a Python 2 `repr` in quotes, its escapes those of `codecs.escape_decode`. */
export function decodeQuotedString(line: Uint8Array): string {
  const quote = line[0];
  if ((quote !== 0x22 && quote !== 0x27) || line.length < 2 || line[line.length - 1] !== quote) {
    throw damaged('a text in quotes', `${line.length} bytes without them`);
  }
  const content = line.subarray(1, -1);
  const decoded = new Uint8Array(content.length);
  let size = 0;
  for (let at = 0; at < content.length; at++) {
    const byte = content[at] ?? 0;
    if (byte !== BACKSLASH) {
      decoded[size++] = byte;
      continue;
    }
    const sequence = readEscape(content, at + 1);
    for (const value of sequence.bytes) decoded[size++] = value;
    at += sequence.length;
  }
  return decodeAscii(decoded.subarray(0, size));
}

/** Text of STRING, BINSTRING and SHORT_BINSTRING: ASCII, as Python 3 reads them unless told otherwise. */
export function decodeAscii(bytes: Uint8Array): string {
  for (const [at, byte] of bytes.entries()) {
    if (byte > 0x7f) throw damaged('ASCII', `byte 0x${hex(byte, 2)} at ${at}, as Python 2 writes bytes`);
  }
  return textOfUnits(bytes);
}

/** The bytes that the escape at `at` (after its backslash) stands for, and how many bytes it takes there. */
function readEscape(content: Uint8Array, at: number): { bytes: number[]; length: number } {
  const kind = content[at];
  if (kind === undefined) throw damaged('a character after the backslash', 'the end of the text');
  const single = SINGLE_ESCAPES.get(kind);
  if (single !== undefined) return { bytes: [single], length: 1 };
  if (kind === LOWER_X) return { bytes: [hexDigits(content, at + 1, 2)], length: 3 };
  if (kind < 0x30 || kind > 0x37) return { bytes: [BACKSLASH, kind], length: 1 };
  let value = 0;
  let length = 0;
  while (length < 3) {
    const digit = content[at + length];
    if (digit === undefined || digit < 0x30 || digit > 0x37) break;
    value = value * 8 + digit - 0x30;
    length += 1;
  }
  return { bytes: [value & 0xff], length };
}

function hexDigits(bytes: Uint8Array, start: number, count: number): number {
  const digits = String.fromCharCode(...bytes.subarray(start, start + count));
  if (digits.length < count || !/^[0-9a-fA-F]+$/.test(digits)) {
    throw damaged(`${count} hexadecimal digits`, JSON.stringify(digits));
  }
  return Number.parseInt(digits, 16);
}

function unitsOfCode(code: number): number[] {
  return code < 0x10000 ? [code] : [0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff)];
}

/**
 * Latin-1 in UTF-8: ASCII as it is, all else a lead byte C2 or C3 (whose last bit is worth 0x40) and the byte itself. Without branches,
 * because in compressed audio the processor would guess every second one wrong.
 */
function latin1OfUtf8(utf8: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(utf8.length);
  let size = 0;
  let carry = 0;
  let afterLead = 0;
  let faults = 0;
  for (let at = 0; at < utf8.length; at++) {
    const byte = utf8[at] ?? 0;
    const isLead = (((byte & 0xfe) ^ 0xc2) - 1) >>> 31;
    const isHigh = byte >> 7;
    const isContinuation = isHigh & ~(byte >> 6);
    faults |= (isContinuation ^ afterLead) | (isHigh ^ isContinuation ^ isLead);
    bytes[size] = byte | carry;
    size += 1 - isLead;
    carry = isLead * ((byte & 1) << 6);
    afterLead = isLead;
  }
  // The slow way names the character at fault.
  if ((faults | afterLead) !== 0) return latin1OfText(decodeUtf8(utf8, { allowSurrogates: true }));
  return bytes.subarray(0, size);
}

function damaged(expected: string, found: string): DataError {
  return new DataError({ code: 'pickle-text', what: 'A text in the pickle is damaged', expected, found, where: '' });
}

function hex(value: number, digitCount: number): string {
  return value.toString(16).toUpperCase().padStart(digitCount, '0');
}
