import type { Database, RangeIterable as LmdbRangeIterable, RangeOptions } from 'lmdb';
import { describe, expect, it } from 'vitest';
import { openLite } from './lmdb-js-lite.ts';
import { loadTestSqlJs, openBytes, patternOf, writeSnapshot } from './snapshot.fixture.ts';

const SQL = await loadTestSqlJs();
const RECORDS = { a: patternOf(1, 10), b: patternOf(2, 20), c: patternOf(3, 30) };
const lite = openLite(openBytes(SQL, writeSnapshot(SQL, { records: RECORDS })).ordered);

/** lmdb-js's own declarations. */
type Real = Database<Uint8Array, string>;

/**
 * What lite gives the type that lmdb-js declares. The rest cannot agree: `getBinary` and `getBinaryFast` are declared to give Node's `Buffer`,
 * which a browser lacks (here a `Uint8Array`); `asArray` of ranges a promise, which lmdb-js itself does not give (an array, in both);
 * `doesExist` takes version numbers, of which a dataset has none.
 */
type Agreeing = Pick<
  Real,
  | 'get'
  | 'getEntry'
  | 'getMany'
  | 'prefetch'
  | 'getValuesCount'
  | 'getKeysCount'
  | 'getCount'
  | 'getStats'
  | 'useReadTransaction'
  | 'resetReadTxn'
  | 'close'
>;

/** A range of lmdb-js but for `asArray`, its derived ranges included. */
interface AgreeingRange<T> extends Pick<LmdbRangeIterable<T>, 'forEach' | typeof Symbol.iterator | 'onDone'> {
  map<U>(callback: (entry: T) => U): AgreeingRange<U>;
  flatMap<U>(callback: (entry: T) => U[]): AgreeingRange<U>;
  slice(start: number, end: number): AgreeingRange<T>;
  filter(callback: (entry: T) => unknown): AgreeingRange<T>;
}

interface AgreeingRanges {
  getKeys(...given: Parameters<Real['getKeys']>): AgreeingRange<string>;
  getRange(...given: Parameters<Real['getRange']>): AgreeingRange<{ key: string; value: Uint8Array; version?: number }>;
  getValues(...given: Parameters<Real['getValues']>): AgreeingRange<Uint8Array>;
}

/** Code as written for lmdb-js, unchanged. */
async function sumSizes(database: Agreeing, keys: string[]): Promise<number> {
  await database.prefetch(keys);
  const values = await database.getMany(keys);
  // biome-ignore lint/correctness/useHookAtTopLevel: lmdb-js's name, no hook of React.
  const transaction = database.useReadTransaction();
  const first = keys[0] === undefined ? undefined : database.getEntry(keys[0])?.value.length;
  transaction.done();
  return values.reduce((sum, value) => sum + (value?.length ?? 0), first ?? 0);
}

describe('the types of lite', () => {
  it('let code for lmdb-js compile unchanged, which then runs', async () => {
    const agreeing = lite satisfies Agreeing;
    expect(await sumSizes(agreeing, ['a', 'b', 'absent'])).toBe(10 + 20 + 10);
  });

  it('give ranges that are used as those of lmdb-js', () => {
    const ranges = lite satisfies AgreeingRanges;
    expect([
      ...ranges
        .getKeys({ start: 'a', end: 'c' })
        .map((key) => key.length)
        .filter(Boolean),
    ]).toEqual([1, 1]);
    const entries = ranges.getRange({ reverse: true }).slice(0, 2);
    expect([...entries.flatMap(({ key, value }) => [key, String(value.length)])]).toEqual(['c', '30', 'b', '20']);
  });

  it('take the options of lmdb-js', () => {
    const options: RangeOptions = {
      start: 'b',
      inclusiveEnd: true,
      snapshot: false,
      limit: 1,
    };
    expect(lite.getRange(options).map(({ key }) => key).asArray).toEqual(['b']);
  });
});
