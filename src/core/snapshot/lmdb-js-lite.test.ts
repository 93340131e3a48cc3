import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { open, type RangeOptions, type RootDatabase } from 'lmdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStoreBytes } from '../../../fixtures/lmdb/stores.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { createLmdbStore } from '../lmdb/lmdb-store.ts';
import { type LiteDatabase, type LiteRangeOptions, type LiteWritingMethods, openLite } from './lmdb-js-lite.ts';
import { createOrderedLmdb } from './ordered-lmdb.ts';
import { loadTestSqlJs, openBytes, patternOf, writeSnapshot } from './snapshot.fixture.ts';

const SQL = await loadTestSqlJs();

type Lite = LiteDatabase<Uint8Array> & LiteWritingMethods;

/** A store with the records of `lite` in a folder of its own, filled and read through lmdb-js itself. */
interface Pair {
  readonly folder: string;
  readonly lite: Lite;
  readonly real: RootDatabase<Uint8Array, string>;
  readonly keys: readonly string[];
}

async function pairOf(lite: Lite, options: { readonly dupSort?: boolean } = {}): Promise<Pair> {
  const folder = mkdtempSync(join(tmpdir(), 'lite-'));
  const path = join(folder, 'data.mdb');
  const real = open<Uint8Array, string>({ path, encoding: 'binary', noSync: true, ...options });
  const entries = [...lite.getRange()];
  // In turn from both ends, as the order must not come from that of the writes.
  for (const { key, value } of entries.filter((_, index) => index % 2 === 0).reverse()) void real.put(key, value);
  for (const { key, value } of entries.filter((_, index) => index % 2 === 1)) void real.put(key, value);
  await real.flushed;
  return { folder, lite, real, keys: entries.map(({ key }) => key) };
}

/** Text keys of a dataset's kinds, more than one batch of them, and some whose order by UTF-8 differs from that by UTF-16. */
const RECORDS = Object.fromEntries(
  [
    'metadata',
    'é',
    '\uFFFDx',
    '😀',
    ...Array.from({ length: 60 }, (_, index) => `SPK${index % 7}/${String(index).padStart(3, '0')}`),
  ].map((key, index) => [key, patternOf(index, index * 40)]),
);

const liteOfSnapshot = () => openLite(openBytes(SQL, writeSnapshot(SQL, { records: RECORDS })).ordered);
/** Written by py-lmdb: keys of many lengths, values on pages of their own. */
const liteOfLmdb = () => openLite(createOrderedLmdb(openFixture('overflow-4096')));
const openFixture = (name: string) => createLmdbStore(createMemorySource('data.mdb', readStoreBytes(name)));

let pairs: Readonly<Record<'a snapshot' | 'a raw LMDB', Pair>>;
beforeAll(async () => {
  pairs = { 'a snapshot': await pairOf(liteOfSnapshot()), 'a raw LMDB': await pairOf(liteOfLmdb()) };
});
afterAll(async () => {
  for (const { real, folder } of Object.values(pairs)) {
    await real.close();
    rmSync(folder, { recursive: true });
  }
});

const hex = (value: Uint8Array | undefined) => value && Buffer.from(value).toString('hex');

/** lmdb-js writes into the options that it is given; its types know no option that is undefined. */
const copyOf = (options: LiteRangeOptions) => ({ ...options }) as RangeOptions;

/** Every range option, with bounds that are keys, lie beside keys, or are absent. */
function rangeOptions(keys: readonly string[]): fc.Arbitrary<LiteRangeOptions> {
  const key = fc.constantFrom(...keys);
  const bound = fc.oneof(
    key,
    key.map((text) => `${text} `),
    key.map((text) => Array.from(text).slice(0, -1).join('')),
    fc.constantFrom('', '~', 'A'),
  );
  const count = fc.oneof(fc.nat(5), fc.nat(80), fc.constantFrom(-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY));
  return fc.record(
    {
      start: bound,
      end: bound,
      inclusiveEnd: fc.boolean(),
      exclusiveStart: fc.boolean(),
      reverse: fc.boolean(),
      limit: count,
      offset: count.filter((offset) => offset !== Number.POSITIVE_INFINITY),
    },
    { requiredKeys: [] },
  );
}

describe.each(['a snapshot', 'a raw LMDB'] as const)(
  'lite over %s, beside lmdb-js 3.5.6 with the same records',
  (name) => {
    it('gives the same entries, keys and counts for all range options', () => {
      const { lite, real, keys } = pairs[name];
      fc.assert(
        fc.property(rangeOptions(keys), (options) => {
          const entriesOf = (range: Iterable<{ key: string; value: Uint8Array }>) =>
            Array.from(range, ({ key, value }) => [key, hex(value)]);
          expect(entriesOf(lite.getRange(options))).toEqual(entriesOf(real.getRange(copyOf(options))));
          expect([...lite.getKeys(options)]).toEqual([...real.getKeys(copyOf(options))]);
          expect(lite.getCount(options)).toBe(real.getCount(copyOf(options)));
          expect(lite.getKeysCount(options)).toBe(real.getKeysCount(copyOf(options)));
        }),
        { numRuns: 400 },
      );
    });

    it('gives the same values, one at a time and many at once', async () => {
      const { lite, real, keys } = pairs[name];
      const asked = [...keys, 'absent', `${keys[0]}x`, 'k'.repeat(1500)];
      for (const key of asked) {
        expect(hex(lite.get(key)), key).toBe(hex(real.get(key)));
        expect(hex(lite.getBinary(key))).toBe(hex(real.getBinary(key)));
        expect(hex(lite.getBinaryFast(key))).toBe(hex(real.getBinary(key)));
        expect(hex(lite.getEntry(key)?.value)).toBe(hex(real.getEntry(key)?.value));
        expect(lite.getEntry(key) === undefined).toBe(real.getEntry(key) === undefined);
        expect(lite.doesExist(key)).toBe(real.doesExist(key));
      }
      await lite.prefetch(asked);
      expect((await lite.getMany(asked)).map(hex)).toEqual((await real.getMany(asked)).map(hex));
      expect(await lite.getMany([])).toEqual(await real.getMany([]));
      const manyBy = (database: { getMany: Lite['getMany'] }) =>
        new Promise(
          (resolve) => void database.getMany(asked.slice(0, 3), (error, values) => resolve([error, values?.map(hex)])),
        );
      expect(await manyBy(lite)).toEqual(await manyBy(real as unknown as Lite));
      expect(lite.getStats().entryCount).toBe((real.getStats() as { entryCount: number }).entryCount);
    });

    it('derives the same from ranges', () => {
      const { lite, real } = pairs[name];
      const derived = ({ getKeys }: Pick<Lite, 'getKeys'>) => {
        const keys = (limit = 12) => getKeys({ limit });
        return {
          map: [...keys().map((key, index) => `${index} ${key}`)],
          filter: [...keys().filter((key) => /[13579]$/.test(key))],
          flatMap: [...keys().flatMap((key) => [key, key.length] as (string | number)[])],
          flatMapOne: [...keys().flatMap((key) => key.length)],
          flatMapRange: [...keys(3).flatMap((key) => getKeys({ start: key, limit: 2 }))],
          slices: [
            [0, 3],
            [3, 5],
            [5, 3],
            [8, 99],
            [-2, 2],
          ].map(([start = 0, end = 0]) => [...keys().slice(start, end)]),
          openSlice: [...keys().slice(9)],
          concat: [...keys(2).concat(getKeys({ limit: 3, offset: 5 })), ...keys(1).concat(['more'])],
          at: [0, 3, 11, 12, -1].map((index) => keys().at(index)),
          asArray: keys().asArray,
          json: JSON.stringify({ keys: keys(3) }),
          chain: keys(30)
            .map((key) => key.toLowerCase())
            .filter((key) => key.length > 3)
            .slice(2, 7)
            .map((key, index) => [key, index]).asArray,
        };
      };
      const bound = { getKeys: (options?: LiteRangeOptions) => real.getKeys(copyOf(options ?? {})) } as unknown as Lite;
      expect(derived({ getKeys: (options) => lite.getKeys(options) })).toEqual(derived(bound));
    });

    it('iterates alike: anew, side by side, step by step, for await, and tells its end', async () => {
      const { lite, real } = pairs[name];
      const trace = async (database: Pick<Lite, 'getKeys'>) => {
        const seen: unknown[] = [];
        const range = database.getKeys({ limit: 3 });
        range.onDone = () => void seen.push('done');
        seen.push([...range], [...range]);
        for (const key of range) {
          seen.push(key);
          break;
        }
        const [first, second] = [range[Symbol.iterator](), range[Symbol.iterator]()];
        seen.push(first.next().value, second.next().value, first.next().value, first.next().value);
        seen.push(first.next().done, first.next().done, second.next().value);
        range.forEach((key) => void seen.push(key));
        const steps = database.getKeys({ limit: 2 });
        seen.push(steps.next().value, steps.next().value, steps.next().done, steps.next().done);
        for await (const key of database.getKeys({ limit: 2 })) seen.push(key);
        const mapped = database.getKeys({ limit: 3 }).map((key) => key.length);
        mapped.onDone = () => void seen.push('mapped done');
        seen.push([...mapped]);
        const elements = database.getKeys({ limit: 3 });
        const { asArray } = elements;
        seen.push(elements.asArray === asArray);
        return seen;
      };
      expect(await trace(lite)).toEqual(await trace(real as unknown as Lite));
    });

    it('lets errors of callbacks through, or makes values of them with mapError', () => {
      const { lite, real } = pairs[name];
      const trace = (database: Pick<Lite, 'getKeys'>) => {
        const seen: unknown[] = [];
        const failing = (key: string, index: number) => {
          if (index === 1) throw new Error(`no second key, ${key}`);
          return key;
        };
        const attempt = (run: () => unknown) => {
          try {
            seen.push(run());
          } catch (error) {
            seen.push(`thrown: ${(error as Error).message}`);
          }
        };
        const failed = database.getKeys({ limit: 3 }).map(failing);
        failed.onDone = () => void seen.push('done');
        attempt(() => [...failed]);
        attempt(() => [
          ...database
            .getKeys({ limit: 3 })
            .map(failing)
            .mapError((error) => error.message),
        ]);
        attempt(() => [
          ...database
            .getKeys({ limit: 3 })
            .map(failing)
            .map((key) => `<${key}>`)
            .mapError((error) => error.message),
        ]);
        attempt(() => [
          ...database
            .getKeys({ limit: 3 })
            .mapError(() => 'never')
            .map(failing),
        ]);
        attempt(() => database.getKeys().mapError('x' as unknown as () => void));
        attempt(() => database.getKeys({ limit: 3 }).forEach(() => void failing('x', 1)));
        return seen;
      };
      expect(trace(lite)).toEqual(trace(real as unknown as Lite));
    });
  },
);

describe('lite over a database with several values a key, beside lmdb-js', () => {
  const store = openFixture('duplicates');
  const lite = openLite(createOrderedLmdb(store, store.file.openDatabase('dup') ?? store.file.main));
  let pair: Pair;
  beforeAll(async () => {
    pair = await pairOf(lite, { dupSort: true });
  });
  afterAll(async () => {
    await pair.real.close();
    rmSync(pair.folder, { recursive: true });
  });

  it('gives the same entries, keys and values', () => {
    const { real, keys } = pair;
    expect(lite.getValuesCount('many')).toBeGreaterThan(1000);
    fc.assert(
      fc.property(rangeOptions([...new Set(keys)]), ({ offset, ...options }) => {
        const valuesOf = (range: Iterable<{ value: Uint8Array }>) => Array.from(range, ({ value }) => hex(value));
        expect(valuesOf(lite.getRange(options))).toEqual(valuesOf(real.getRange(copyOf(options))));
        expect([...lite.getKeys(options)]).toEqual([...real.getKeys(copyOf(options))]);
        expect(lite.getCount(options)).toBe(real.getCount(copyOf(options)));
        expect(lite.getKeysCount(options)).toBe(real.getKeysCount(copyOf(options)));
      }),
      { numRuns: 50 },
    );
    for (const key of [...new Set(keys), 'absent']) {
      for (const options of [
        {},
        { reverse: true },
        { limit: 2 },
        { limit: 2, offset: 1 },
        { reverse: true, limit: 1 },
      ]) {
        expect([...lite.getValues(key, options)].map(hex)).toEqual([...real.getValues(key, { ...options })].map(hex));
      }
      expect(lite.getValuesCount(key)).toBe(real.getValuesCount(key));
      expect(hex(lite.get(key))).toBe(hex(real.get(key)));
    }
  });
});
