import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type ExpectedDatabase,
  type ExpectedRecord,
  readExpected,
  readStoreBytes,
} from '../../../fixtures/lmdb/stores.ts';
import { createCountingSource } from '../bytes/counting-source.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import type { LmdbEntry, LmdbRange } from './lmdb-database.ts';
import { openLmdb } from './lmdb-file.ts';

const STORES = [
  'empty',
  'keys',
  'deleted',
  'named',
  'orders',
  'duplicates',
  'duplicates-512',
  'overflow-4096',
  'overflow-16384',
  'pages-512',
  'pages-16384',
  'pages-32768',
];

function openFixture(name: string) {
  return openLmdb(createMemorySource('data.mdb', readStoreBytes(name)));
}

function openFixtureDatabase(store: string, name: string) {
  const file = openFixture(store);
  const database = name === '' ? file.main : file.openDatabase(name);
  if (!database) throw new Error(`no database ${name} in ${store}`);
  return database;
}

function describeEntry(entry: LmdbEntry): ExpectedRecord {
  const sha256 = createHash('sha256').update(entry.readValue()).digest('hex');
  return [Buffer.from(entry.key).toString('hex'), entry.valueSize, sha256];
}

function keyText(key: Uint8Array): string {
  return Buffer.from(key).toString('latin1');
}

function text(key: string): Uint8Array {
  return new Uint8Array(Buffer.from(key, 'latin1'));
}

describe.each(STORES)('the store "%s" that py-lmdb wrote', (store) => {
  const expected = readExpected(store);
  const names = Object.keys(expected.databases);

  it('says of itself what py-lmdb says', () => {
    const { header } = openFixture(store);
    expect(header.pageSizeBytes).toBe(expected.pageSize);
    expect(header.lastPage).toBe(expected.lastPage);
    expect(header.transaction).toBe(BigInt(expected.transaction));
    expect(header.problems).toEqual([]);
  });

  it.each(names)('has the figures of mdb_stat in database "%s"', (name) => {
    const { entries, records: _, ...figures } = expected.databases[name] as ExpectedDatabase;
    expect(openFixtureDatabase(store, name).record).toMatchObject({ entryCount: entries, ...figures });
  });

  it.each(names)('gives the records of database "%s" in the order of py-lmdb', (name) => {
    const entries = [...openFixtureDatabase(store, name).iterate()];
    expect(entries.map(describeEntry)).toEqual(expected.databases[name]?.records);
  });

  it.each(names)('gives the records of database "%s" backwards', (name) => {
    const entries = [...openFixtureDatabase(store, name).iterate({ reverse: true })];
    expect(entries.map(describeEntry)).toEqual(expected.databases[name]?.records.toReversed());
  });

  it.each(names)('finds each key of database "%s", and its first value', (name) => {
    const database = openFixtureDatabase(store, name);
    const firstValues = new Map<string, string>();
    for (const [keyHex, , sha256] of expected.databases[name]?.records ?? []) {
      if (!firstValues.has(keyHex)) firstValues.set(keyHex, sha256);
    }
    for (const [keyHex, sha256] of firstValues) {
      const key = new Uint8Array(Buffer.from(keyHex, 'hex'));
      expect(database.has(key)).toBe(true);
      expect(
        createHash('sha256')
          .update(database.get(key) ?? 'absent')
          .digest('hex'),
      ).toBe(sha256);
    }
  });
});

describe('a look-up', () => {
  it.each(['', 'A', 'SPK00/000/0000', 'SPK99/029/020', 'SPK50/015', '\xff', '\0'])(
    'finds no key %j that the store lacks',
    (key) => {
      const { main } = openFixture('records-60000');
      expect(main.get(text(key))).toBeNull();
      expect(main.has(text(key))).toBe(false);
      expect(main.find(text(key))).toBeNull();
    },
  );

  it('finds no integer of another size', () => {
    const database = openFixtureDatabase('orders', 'integer32');
    expect(database.has(Uint8Array.of(1, 0, 0, 0))).toBe(true);
    expect(database.has(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0))).toBe(false);
  });

  it('reads no more pages than the tree has levels, in a cold store of 60,000 records', () => {
    const bytes = readStoreBytes('records-60000');
    for (const key of ['SPK00/000/000', 'SPK50/015/007', 'SPK99/029/019', 'SPK10/absent']) {
      const source = createCountingSource(createMemorySource('data.mdb', bytes));
      const { main, header } = openLmdb(source);
      expect(source.ranges).toEqual([
        { startByte: 0, endByte: 152 },
        { startByte: 4096, endByte: 4248 },
      ]);
      source.reset();
      main.get(text(key));
      expect(header.main.depth).toBe(3);
      expect(source.readCount).toBe(3);
      expect(source.bytesRead).toBe(3 * 4096);
    }
  });

  it('reads a long value with one read, from the header of its first page to its last byte', () => {
    const source = createCountingSource(createMemorySource('data.mdb', readStoreBytes('overflow-4096')));
    const entry = openLmdb(source).main.find(text('012271'));
    expect(entry?.valueSize).toBe(12271);
    source.reset();
    const planned = entry?.valueRange();
    expect(source.readCount).toBe(0);
    const value = entry?.readValue();
    expect(value?.length).toBe(12271);
    expect(source.ranges).toEqual([planned]);
    expect(source.bytesRead).toBe(16 + 12271);
    expect((planned?.startByte ?? 1) % 4096).toBe(0);
  });

  it('gives bytes that the caller may change', () => {
    const { main } = openFixture('overflow-4096');
    for (const [key, size] of [
      ['002020', 2020],
      ['012271', 12271],
    ] as const) {
      const first = main.get(text(key));
      const copy = first?.slice();
      first?.fill(0xee);
      main.find(text(key))?.key.fill(0xee);
      expect(copy?.length).toBe(size);
      expect(main.get(text(key))).toEqual(copy);
    }
  });
});

describe('an iteration over 60,000 records', () => {
  const { entries, sha256, sha256Reversed } = readExpected<{ entries: number; sha256: string; sha256Reversed: string }>(
    'records-60000',
  );

  it.each([
    [false, sha256],
    [true, sha256Reversed],
  ])('gives what py-lmdb gives (reverse: %s)', (reverse, wanted) => {
    const { main } = openFixture('records-60000');
    const hash = createHash('sha256');
    let count = 0;
    for (const entry of main.iterate({ reverse })) {
      hash.update(`${keyText(entry.key)} ${keyText(entry.readValue())}\n`);
      count += 1;
    }
    expect(count).toBe(entries);
    expect(hash.digest('hex')).toBe(wanted);
  });

  it('reads only the pages between its bounds, and only while it goes on', () => {
    const source = createCountingSource(createMemorySource('data.mdb', readStoreBytes('records-60000')));
    const { main } = openLmdb(source);
    source.reset();
    const [first] = main.iterate({ start: text('SPK50/') });
    expect(keyText(first?.key ?? text(''))).toBe('SPK50/000/000');
    expect(source.readCount).toBe(3);
    expect([...main.iterate({ start: text('SPK50/001/'), end: text('SPK50/002/') })].length).toBe(20);
    expect(source.readCount).toBeLessThanOrEqual(4);
    expect([...main.iterate({ limit: 0 })]).toEqual([]);
    expect(source.readCount).toBeLessThanOrEqual(4);
  });

  it('can be gone through again', () => {
    const keys = openFixture('records-60000').main.iterate({ limit: 3 });
    expect([...keys].length).toBe(3);
    expect([...keys].length).toBe(3);
  });
});

describe('range options', () => {
  const { records } = readExpected('pages-512').databases[''] as ExpectedDatabase;
  const { main } = openFixture('pages-512');
  const keys = records.map(([keyHex]) => Buffer.from(keyHex, 'hex'));

  /** What lmdb-js's options mean, said by filtering py-lmdb's list. */
  function expectedKeys(range: LmdbRange): string[] {
    const { start, end, exclusiveStart, inclusiveEnd, reverse, limit, offset = 0 } = range;
    const sign = reverse ? -1 : 1;
    const isIn = (key: Buffer) => {
      const afterStart = start ? sign * Buffer.compare(key, start) : 1;
      const beforeEnd = end ? sign * Buffer.compare(end, key) : 1;
      return (exclusiveStart ? afterStart > 0 : afterStart >= 0) && (inclusiveEnd ? beforeEnd >= 0 : beforeEnd > 0);
    };
    const inRange = (reverse ? keys.toReversed() : keys).filter(isIn);
    return inRange.slice(offset, limit === undefined ? undefined : offset + limit).map(keyText);
  }

  const BOUNDS = [
    undefined,
    '',
    'speaker/00000/metadata',
    'speaker/00077',
    'speaker/00700/metadata',
    'speaker/01499/metadata',
    'z',
  ];

  it('give the keys between any two bounds, both ways, with either end in or out', () => {
    for (const start of BOUNDS) {
      for (const end of BOUNDS) {
        for (let bits = 0; bits < 8; bits++) {
          const range = {
            start: start === undefined ? undefined : text(start),
            end: end === undefined ? undefined : text(end),
            exclusiveStart: (bits & 1) !== 0,
            inclusiveEnd: (bits & 2) !== 0,
            reverse: (bits & 4) !== 0,
          };
          expect(Array.from(main.iterate(range), (entry) => keyText(entry.key))).toEqual(expectedKeys(range));
        }
      }
    }
  });

  it.each<LmdbRange>([
    { limit: 5 },
    { offset: 1498 },
    { offset: 1500, limit: 5 },
    { offset: 700, limit: 30, reverse: true },
    { start: text('speaker/00077/metadata'), offset: 3, limit: 2 },
    { limit: 0 },
  ])('leave out and stop as told: %o', (range) => {
    expect(Array.from(main.iterate(range), (entry) => keyText(entry.key))).toEqual(expectedKeys(range));
  });

  it('work in the order of the database, integers by value and reversed keys from their end', () => {
    for (const [name, middle] of [
      ['integer', 150],
      ['reverse', 200],
    ] as const) {
      const database = openFixtureDatabase('orders', name);
      const all = Array.from(database.iterate(), (entry) => keyText(entry.key));
      const start = text(all[middle] ?? '');
      expect(Array.from(database.iterate({ start }), (entry) => keyText(entry.key))).toEqual(all.slice(middle));
      const before = Array.from(database.iterate({ start, reverse: true, exclusiveStart: true }), (entry) =>
        keyText(entry.key),
      );
      expect(before).toEqual(all.slice(0, middle).toReversed());
    }
  });
});

describe('a key with several values', () => {
  const { records } = readExpected('duplicates').databases.dup as ExpectedDatabase;
  const many = records.filter(([keyHex]) => keyHex === Buffer.from('many').toString('hex'));

  it('gives them all within bounds that hold the key', () => {
    const database = openFixtureDatabase('duplicates', 'dup');
    const entries = [...database.iterate({ start: text('many'), end: text('many'), inclusiveEnd: true })];
    expect(many.length).toBeGreaterThan(1000);
    expect(entries.map(describeEntry)).toEqual(many);
  });

  it('counts each value in limit and offset', () => {
    const database = openFixtureDatabase('duplicates', 'dup');
    expect(Array.from(database.iterate({ offset: 600, limit: 4 }), describeEntry)).toEqual(records.slice(600, 604));
  });

  it('is given once where one entry a key is wanted', () => {
    const database = openFixtureDatabase('duplicates', 'dup');
    const keysOnce = ['many', 'one', 'twenty', 'two', 'zz'];
    expect(Array.from(database.iterate({ onePerKey: true }), ({ key }) => keyText(key))).toEqual(keysOnce);
    expect(Array.from(database.iterate({ onePerKey: true, reverse: true }), ({ key }) => keyText(key))).toEqual(
      keysOnce.toReversed(),
    );
  });
});

describe('the demo dataset', () => {
  it('has the records that py-lmdb reads from it', () => {
    const expected = readExpected<ExpectedDatabase>('demo');
    const bytes = readFileSync(new URL('../../../public/demo/data.mdb', import.meta.url));
    const { main } = openLmdb(createMemorySource('data.mdb', bytes));
    expect(Array.from(main.iterate(), describeEntry)).toEqual(expected.records);
    expect(main.record).toMatchObject({ entryCount: expected.entries, overflowPages: expected.overflowPages });
  });
});
