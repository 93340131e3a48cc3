import { ByteCursor } from '../bytes/cursor.ts';
import { DataError, type Problem } from '../errors.ts';

/** Column values of the catalogue to what they stand for. All throw a `DataError` with code `snapshot-catalogue` that names `where`. */

/** Split names of the column `splits`, a JSON list. */
export function parseSplitNames(text: unknown, where: string): string[] {
  const names = parseJsonList(text, where);
  if (names.every((name): name is string => typeof name === 'string')) return names;
  throw catalogueError('a list of split names', String(text), where);
}

/** Problems of the column `problems`, a JSON list. */
export function parseProblems(text: unknown, where: string): Problem[] {
  return parseJsonList(text, where).map((item) => {
    const { code, what, expected, found, where: place } = (item ?? {}) as Partial<Record<keyof Problem, unknown>>;
    const isProblem = [code, what, expected, found, place].every((part) => typeof part === 'string');
    if (!isProblem) throw catalogueError('a list of problems, each of five texts', String(text), where);
    return item as Problem;
  });
}

function parseJsonList(text: unknown, where: string): unknown[] {
  try {
    const list: unknown = typeof text === 'string' ? JSON.parse(text) : null;
    if (Array.isArray(list)) return list;
  } catch {
    // Said below, in the words of the catalogue.
  }
  throw catalogueError('a JSON list', String(text), where);
}

export function textOf(value: unknown, column: string, where: string): string {
  if (typeof value === 'string') return value;
  throw catalogueError(`a text as ${column}`, describeValue(value), where);
}

/** A whole number that is not negative. */
export function countOf(value: unknown, column: string, where: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw catalogueError(`a count as ${column}`, describeValue(value), where);
}

/** A float. SQLite stores NaN as NULL. */
export function numberOf(value: unknown, column: string, where: string): number {
  if (value === null) return Number.NaN;
  if (typeof value === 'number') return value;
  throw catalogueError(`a number as ${column}`, describeValue(value), where);
}

/** Bytes, `byteCount` of them where it is given. */
export function bytesOf(value: unknown, column: string, where: string, byteCount?: number): Uint8Array {
  const isRight = value instanceof Uint8Array && (byteCount === undefined || value.length === byteCount);
  if (isRight) return value;
  throw catalogueError(
    `${byteCount === undefined ? '' : `${byteCount} `}bytes as ${column}`,
    describeValue(value),
    where,
  );
}

/** Little-endian int16 values. `bytes` holds a whole number of them. */
export function int16Values(bytes: Uint8Array): Int16Array {
  const cursor = new ByteCursor(bytes, { name: 'overview' });
  return Int16Array.from({ length: bytes.length / 2 }, () => cursor.int16());
}

/** Little-endian float32 values. `bytes` holds a whole number of them. */
export function float32Values(bytes: Uint8Array): Float32Array {
  const cursor = new ByteCursor(bytes, { name: 'overview' });
  return Float32Array.from({ length: bytes.length / 4 }, () => cursor.float32());
}

/** Little-endian float64 values. `bytes` holds a whole number of them. */
export function float64Values(bytes: Uint8Array): Float64Array {
  const cursor = new ByteCursor(bytes, { name: 'moments' });
  return Float64Array.from({ length: bytes.length / 8 }, () => cursor.float64());
}

export function catalogueError(expected: string, found: string, where: string): DataError {
  const what = 'The catalogue of the snapshot is damaged';
  return new DataError({ code: 'snapshot-catalogue', what, expected, found, where });
}

function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  return value instanceof Uint8Array ? `${value.length} bytes` : `${typeof value} ${String(value)}`;
}
