import type { SqlValue } from 'sql.js';
import { compareBytes } from '../bytes/byte-order.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { DataError } from '../errors.ts';
import type { LazyDatabase, Query } from './lazy-database.ts';
import type { OrderedRange } from './ordered-store.ts';

/** A row of the table `keys`. */
export interface KeyRow {
  readonly key: string;
  /** Row of the table `records`. */
  readonly id: number;
  /** Bytes of the value. */
  readonly size: number;
}

/** Rows of the first query of an iteration, and the most of a later one. */
const FIRST_BATCH = 16;
const LARGEST_BATCH = 1024;
/** SQLite's OFFSET as sql.js binds it. */
const MOST_OFFSET = 2 ** 31 - 1;

/** The row of a key, or null where the key is absent. */
export function findKey(database: LazyDatabase, name: string, key: string): KeyRow | null {
  checkKey(key);
  const where = `${name}, key ${key}`;
  const row = database.firstRow({ sql: 'SELECT id, size FROM keys WHERE key = ?1', params: [key], where });
  return row === null ? null : { key, ...checkNumbers(row[0], row[1], where) };
}

/**
 * Rows of a range in order. A query fetches some keys and ends before they are given out, so nothing stays open in SQLite however an iteration ends, and any
 * number of them may run side by side.
 */
export function* walkKeys(
  database: LazyDatabase,
  name: string,
  range: OrderedRange,
): Generator<KeyRow, void, undefined> {
  let left = range.limit ?? Number.POSITIVE_INFINITY;
  let batchSize = FIRST_BATCH;
  let rest = range;
  while (left > 0) {
    const count = Math.min(batchSize, Math.ceil(left));
    const rows = readBatch(database, name, rest, count);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < count) return;
    left -= rows.length;
    batchSize = Math.min(batchSize * 2, LARGEST_BATCH);
    rest = { ...range, start: last.key, exclusiveStart: true, offset: 0 };
  }
}

function readBatch(database: LazyDatabase, name: string, range: OrderedRange, count: number): KeyRow[] {
  const rows: KeyRow[] = [];
  let previous = range.start === undefined ? null : encodeUtf8(range.start);
  let mayEqual = !range.exclusiveStart;
  database.forEachRow(batchQuery(range, count, name), ([keyBytes, id, size]) => {
    if (!(keyBytes instanceof Uint8Array)) throw damagedKey(name, 'a key that is text', String(keyBytes));
    const key = decodeKey(keyBytes, name);
    const order = previous === null ? 1 : compareBytes(keyBytes, previous) * (range.reverse ? -1 : 1);
    // Damaged pages may lead SQLite to the same rows again and again.
    if (order < 0 || (order === 0 && !mayEqual)) throw damagedKey(name, 'keys in order', `${key} out of order`);
    previous = keyBytes;
    mayEqual = false;
    rows.push({ key, ...checkNumbers(id, size, `${name}, key ${key}`) });
    return true;
  });
  return rows;
}

/** The column is BINARY (memcmp) as the schema makes it; cast, since sql.js would drop a byte order mark and mend what is not UTF-8. */
function batchQuery(range: OrderedRange, count: number, name: string): Query {
  const { start, end, reverse = false, exclusiveStart = false, inclusiveEnd = false, offset = 0 } = range;
  const params: SqlValue[] = [count, Math.min(offset, MOST_OFFSET)];
  const conditions: string[] = [];
  const bound = (key: string | undefined, isLow: boolean, isInclusive: boolean) => {
    if (key === undefined) return;
    checkKey(key);
    params.push(key);
    conditions.push(`key ${isLow ? '>' : '<'}${isInclusive ? '=' : ''} ?${params.length}`);
  };
  bound(start, !reverse, !exclusiveStart);
  bound(end, reverse, inclusiveEnd);
  const condition = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const order = reverse ? ' DESC' : '';
  return {
    sql: `SELECT CAST(key AS BLOB), id, size FROM keys${condition} ORDER BY key${order} LIMIT ?1 OFFSET ?2`,
    params,
    where: start === undefined ? `${name}, keys` : `${name}, keys from ${start}`,
  };
}

/** sql.js writes a surrogate that stands alone as three bytes, which is another key than any in UTF-8. */
function checkKey(key: string): void {
  encodeUtf8(key);
}

function decodeKey(bytes: Uint8Array, name: string): string {
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    throw damagedKey(name, 'a key in UTF-8', error.problem.found);
  }
}

function checkNumbers(id: unknown, size: unknown, where: string): { readonly id: number; readonly size: number } {
  if (isCount(id) && isCount(size)) return { id, size };
  throw new DataError({
    code: 'snapshot-damaged',
    what: 'The snapshot is damaged',
    expected: 'the row and the size of a value',
    found: `row ${String(id)}, size ${String(size)}`,
    where,
  });
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function damagedKey(name: string, expected: string, found: string): DataError {
  const what = 'The snapshot is damaged';
  return new DataError({ code: 'snapshot-damaged', what, expected, found, where: `${name}, keys` });
}
