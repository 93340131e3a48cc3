import { encodeUtf8 } from '../bytes/utf8.ts';
import { DataError } from '../errors.ts';

/**
 * A value of a row. Whole numbers up to 2^53 - 1 and bigints are INTEGER, other numbers (-0 among them) REAL; a REAL column gives
 * whole numbers back as reals, as it does with those that SQLite itself writes. Strings are TEXT, bytes BLOB.
 */
export type SqliteValue = null | number | bigint | string | Uint8Array;

/** A value as a record holds it (https://sqlite.org/fileformat2.html section 2.1). */
export interface EncodedValue {
  readonly value: SqliteValue;
  readonly serialType: number;
  /** A blob's are the caller's own bytes, not copied. */
  readonly body: Uint8Array;
}

/** A record in pieces, to be read one after the other. */
export interface Payload {
  readonly parts: readonly Uint8Array[];
  readonly sizeBytes: number;
}

const NO_BYTES = new Uint8Array(0);
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
/** Serial type and size in bytes of each kind of integer, smallest first. */
const INTEGER_SIZES = [
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 4],
  [5, 6],
] as const;

/**
 * A big-endian base-128 integer of 1 to 9 bytes, as SQLite writes all its sizes and rowids (section 1.6); negative ones in two's
 * complement. `value` is a safe integer or fits 64 signed bits.
 */
export function encodeVarint(value: number | bigint): Uint8Array {
  if (value >= 0 && value < 128) return Uint8Array.of(Number(value));
  if (typeof value === 'bigint' || value < 0) return encodeLongVarint(BigInt.asUintN(64, BigInt(value)));
  let byteCount = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) byteCount += 1;
  const bytes = new Uint8Array(byteCount);
  let rest = value;
  for (let at = byteCount - 1; at >= 0; at--) {
    bytes[at] = (rest % 128) | (at === byteCount - 1 ? 0 : 0x80);
    rest = Math.floor(rest / 128);
  }
  return bytes;
}

/** NaN and integers past 64 bits, which SQLite cannot hold, and text without a UTF-8 form throw a `DataError`. */
export function encodeValue(value: SqliteValue): EncodedValue {
  if (value === null) return { value, serialType: 0, body: NO_BYTES };
  if (typeof value === 'string') {
    const body = encodeUtf8(value);
    return { value, serialType: 13 + 2 * body.length, body };
  }
  if (typeof value === 'bigint') return encodeInteger(value);
  if (typeof value !== 'number') return { value, serialType: 12 + 2 * value.length, body: value };
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return encodeInteger(value);
  if (Number.isNaN(value)) throw badValue('any number but NaN, or null', 'NaN');
  const body = new Uint8Array(8);
  new DataView(body.buffer).setFloat64(0, value);
  return { value, serialType: 7, body };
}

/** The record of a row: the size of its header, the values' types, the values. */
export function encodeRecord(values: readonly EncodedValue[]): Payload {
  const types = values.map(({ serialType }) => encodeVarint(serialType));
  const typesBytes = types.reduce((sum, type) => sum + type.length, 0);
  // The size of the header counts its own bytes too.
  let headerBytes = typesBytes + 1;
  while (encodeVarint(headerBytes).length + typesBytes > headerBytes) headerBytes += 1;
  const header = joinBytes([encodeVarint(headerBytes), ...types]);
  const parts = [header, ...values.map(({ body }) => body)];
  return { parts, sizeBytes: parts.reduce((sum, part) => sum + part.length, 0) };
}

/** Order of two keys under the BINARY collation, ascending: null, numbers, text, blobs; then by value (section 2.4 of the file format). */
export function compareKeys(a: readonly EncodedValue[], b: readonly EncodedValue[]): number {
  for (let column = 0; column < Math.min(a.length, b.length); column++) {
    const [x, y] = [a[column], b[column]];
    const difference = x && y ? compareValues(x, y) : 0;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function encodeLongVarint(unsigned: bigint): Uint8Array {
  // From 2^56 on it takes 9 bytes, of which the last holds 8 bits.
  const isLongest = unsigned >= 2n ** 56n;
  const groups = isLongest ? [Number(unsigned & 0xffn)] : [];
  let rest = isLongest ? unsigned >> 8n : unsigned;
  do {
    groups.unshift(Number(rest & 0x7fn) | (groups.length === 0 ? 0 : 0x80));
    rest >>= 7n;
  } while (rest > 0n || (isLongest && groups.length < 9));
  return Uint8Array.from(groups);
}

function encodeInteger(value: number | bigint): EncodedValue {
  // Schema format 4 has types of their own for the most frequent two.
  if (value === 0 || value === 0n) return { value, serialType: 8, body: NO_BYTES };
  if (value === 1 || value === 1n) return { value, serialType: 9, body: NO_BYTES };
  for (const [serialType, byteCount] of INTEGER_SIZES) {
    const bound = 2 ** (8 * byteCount - 1);
    if (value >= -bound && value < bound) return { value, serialType, body: encodeInt(Number(value), byteCount) };
  }
  if (value < INT64_MIN || value > INT64_MAX) throw badValue('an integer of 64 bits', `${value}`);
  const body = new Uint8Array(8);
  new DataView(body.buffer).setBigInt64(0, BigInt(value));
  return { value, serialType: 6, body };
}

/** Big-endian two's complement. */
function encodeInt(value: number, byteCount: number): Uint8Array {
  const bytes = new Uint8Array(byteCount);
  let rest = value;
  for (let at = byteCount - 1; at >= 0; at--) {
    const byte = ((rest % 256) + 256) % 256;
    bytes[at] = byte;
    rest = (rest - byte) / 256;
  }
  return bytes;
}

function compareValues(a: EncodedValue, b: EncodedValue): number {
  const [aClass, bClass] = [classOf(a.value), classOf(b.value)];
  if (aClass !== bClass) return aClass - bClass;
  if (aClass === 0) return 0;
  if (aClass >= 2) return compareBytes(a.body, b.body);
  const [x, y] = [a.value as number | bigint, b.value as number | bigint];
  return x < y ? -1 : x > y ? 1 : 0;
}

function classOf(value: SqliteValue): number {
  if (value === null) return 0;
  if (typeof value === 'string') return 2;
  return typeof value === 'object' ? 3 : 1;
}

/** As memcmp, then by length. */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const size = Math.min(a.length, b.length);
  for (let at = 0; at < size; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function badValue(expected: string, found: string): DataError {
  return new DataError({ code: 'sqlite-value', what: 'A value has no form in SQLite', expected, found, where: '' });
}
