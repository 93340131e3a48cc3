import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../bytes/memory-source.ts';
import type { Problem } from '../errors.ts';
import type { LmdbDatabase, LmdbRange } from './lmdb-database.ts';
import { openLmdb } from './lmdb-file.ts';
import {
  branchPage,
  buildStore,
  leafPage,
  overflowPages,
  overflowRecord,
  PAGE_BYTES,
  patched,
  record,
  textBytes,
} from './store-bytes.fixture.ts';

/** Page 2: root. Pages 3, 4, 5: leaves with a, b | f, g | m, n. Pages 6, 7: the 600 bytes of f's value. */
const LONG_VALUE = Uint8Array.from({ length: 600 }, (_, index) => index % 251);
const STORE = buildStore({ root: 2, depth: 2, branchPages: 1, entryCount: 6 }, [
  branchPage(2, [
    ['', 3],
    ['f', 4],
    ['m', 5],
  ]),
  leafPage(3, [record('a', '1'), record('b', '2')]),
  leafPage(4, [overflowRecord('f', 6, 600), record('g', '4')]),
  leafPage(5, [record('m', '5'), record('n', '6')]),
  ...overflowPages(6, 2, LONG_VALUE),
]);

function page(pageNumber: number): number {
  return pageNumber * PAGE_BYTES;
}

function open(bytes: Uint8Array): LmdbDatabase {
  return openLmdb(createMemorySource('data.mdb', bytes)).main;
}

function keysOf(database: LmdbDatabase, range: LmdbRange = {}): string {
  return Array.from(database.iterate(range), ({ key }) => Buffer.from(key).toString()).join('');
}

function get(bytes: Uint8Array, key: string): Uint8Array | null {
  return open(bytes).get(textBytes(key));
}

describe('a whole tree spelled out', () => {
  it('is read', () => {
    expect(keysOf(open(STORE))).toBe('abfgmn');
    expect(get(STORE, 'n')).toEqual(textBytes('6'));
    expect(get(STORE, 'f')).toEqual(LONG_VALUE);
  });
});

/** Fields of page 4, a leaf with two nodes: f of 18 bytes with its padding at 494, g of 10 at 484. */
const LEAF = page(4);
const damages: [string, Uint8Array, string, string][] = [
  [
    'a child past the last page',
    patched(STORE, page(2) + 494, 99),
    'The tree points at a page that the store does not have: expected a page in [2, 7], found page 99 (data.mdb, page 2, byte 1518)',
    'lmdb-page-number',
  ],
  [
    'a child past 2^32, whose upper bits lie in the flags',
    patched(STORE, page(2) + 494 + 4, 1),
    'The tree points at a page that the store does not have: expected a page in [2, 7], found page 4294967300 (data.mdb, page 2, byte 1518)',
    'lmdb-page-number',
  ],
  [
    'a child that is a meta page',
    patched(STORE, page(2) + 494, 1),
    'The tree points at a page that the store does not have: expected a page in [2, 7], found page 1 (data.mdb, page 2, byte 1518)',
    'lmdb-page-number',
  ],
  [
    'a page that leads back to itself',
    patched(STORE, page(2) + 494, 2),
    'A page is visited twice: the tree runs in a circle: expected each page once on the way from the root, found page 2 a second time (data.mdb, page 2, byte 1518)',
    'lmdb-page-loop',
  ],
  [
    "a page that bears another page's number",
    patched(STORE, LEAF, 9),
    'A page says that it is another one: expected page 4, found page 9 (data.mdb, page 4, byte 2048)',
    'lmdb-page-own-number',
  ],
  [
    'an overflow page in place of a leaf',
    patched(STORE, LEAF + 10, 4),
    'A page is of the wrong kind: expected the flags of a branch (0x1) or leaf page (0x2), found 0x4 (data.mdb, page 4, byte 2058)',
    'lmdb-page-kind',
  ],
  [
    'a LEAF2 page in a database without duplicates',
    patched(STORE, LEAF + 10, 0x22),
    'A page is of the wrong kind: expected the flags of a branch (0x1) or leaf page (0x2), found 0x22 (data.mdb, page 4, byte 2058)',
    'lmdb-page-kind',
  ],
  [
    'a branch page where the leaves are',
    patched(STORE, LEAF + 10, 1),
    'A page does not fit its level, 2 of 2: expected a leaf page, found a branch page with 2 children (data.mdb, page 4, byte 2058)',
    'lmdb-page-kind',
  ],
  [
    'an odd lower bound',
    patched(STORE, LEAF + 12, 21),
    'The bounds of a page are impossible: expected a page with nodes, 18 <= lower <= upper <= 512, lower even, found 21 and 484 (data.mdb, page 4, byte 2060)',
    'lmdb-page-bounds',
  ],
  [
    'a lower bound within the header',
    patched(STORE, LEAF + 12, 14),
    'The bounds of a page are impossible: expected a page with nodes, 18 <= lower <= upper <= 512, lower even, found 14 and 484 (data.mdb, page 4, byte 2060)',
    'lmdb-page-bounds',
  ],
  [
    'a page without nodes',
    patched(STORE, LEAF + 12, 16),
    'The bounds of a page are impossible: expected a page with nodes, 18 <= lower <= upper <= 512, lower even, found 16 and 484 (data.mdb, page 4, byte 2060)',
    'lmdb-page-bounds',
  ],
  [
    'an upper bound below the lower',
    patched(STORE, LEAF + 14, 18, 0),
    'The bounds of a page are impossible: expected a page with nodes, 18 <= lower <= upper <= 512, lower even, found 20 and 18 (data.mdb, page 4, byte 2060)',
    'lmdb-page-bounds',
  ],
  [
    'an upper bound past the page',
    patched(STORE, LEAF + 14, 1, 2),
    'The bounds of a page are impossible: expected a page with nodes, 18 <= lower <= upper <= 512, lower even, found 20 and 513 (data.mdb, page 4, byte 2060)',
    'lmdb-page-bounds',
  ],
  [
    'a node offset past the page',
    patched(STORE, LEAF + 18, 0xff, 0xff),
    'A node lies outside its page: expected an offset in [484, 504], found 65535 (data.mdb, page 4, byte 2066)',
    'lmdb-node',
  ],
  [
    'a node offset among the offsets',
    patched(STORE, LEAF + 18, 18, 0),
    'A node lies outside its page: expected an offset in [484, 504], found 18 (data.mdb, page 4, byte 2066)',
    'lmdb-node',
  ],
  [
    'a key that reaches past the page',
    patched(STORE, LEAF + 484 + 6, 0, 4),
    'A node reaches past the end of its page: expected at most 28 bytes, found 1033 bytes (data.mdb, page 4, byte 2532)',
    'lmdb-node',
  ],
  [
    'a value that reaches past the page',
    patched(STORE, LEAF + 484, 20),
    'A node reaches past the end of its page: expected at most 28 bytes, found 29 bytes (data.mdb, page 4, byte 2532)',
    'lmdb-node',
  ],
  [
    'a key of no bytes',
    patched(STORE, LEAF + 484 + 6, 0),
    'A record has an empty key: expected at least 1 byte, found 0 bytes (data.mdb, page 4, byte 2538)',
    'lmdb-key-size',
  ],
  [
    'node flags that LMDB does not have',
    patched(STORE, LEAF + 484 + 4, 0x10),
    'The flags of a node are impossible: expected flags that this database can have (mask 0x3), found 0x10 (data.mdb, page 4, byte 2536)',
    'lmdb-node',
  ],
  [
    'duplicates in a database without them',
    patched(STORE, LEAF + 484 + 4, 0x04),
    'The flags of a node are impossible: expected flags that this database can have (mask 0x3), found 0x4 (data.mdb, page 4, byte 2536)',
    'lmdb-node',
  ],
  [
    'a value that is both a database and on overflow pages',
    patched(STORE, LEAF + 484 + 4, 0x03),
    'The flags of a node are impossible: expected flags that this database can have (mask 0x3), found 0x3 (data.mdb, page 4, byte 2536)',
    'lmdb-node',
  ],
  [
    'the record of a database in 1 byte',
    patched(STORE, LEAF + 484 + 4, 0x02),
    'The data of a node has the wrong size: expected a database record of 48 bytes, found 1 bytes (data.mdb, page 4, byte 2532)',
    'lmdb-node',
  ],
  [
    'keys out of order',
    patched(STORE, LEAF + 484 + 8, 0x65),
    'The keys of a page are out of order: expected each greater than the one before, found key 1 is not (data.mdb, page 4, byte 2540)',
    'lmdb-key-order',
  ],
  [
    'keys that belong under the next page',
    patched(STORE, LEAF + 484 + 8, 0x78),
    'The keys of a page do not belong where it hangs in the tree: expected keys in [0x66, 0x6d), found keys 0x66 to 0x78 (data.mdb, page 4, byte 2048)',
    'lmdb-key-order',
  ],
  [
    'keys that belong under the page before',
    patched(STORE, LEAF + 494 + 8, 0x65),
    'The keys of a page do not belong where it hangs in the tree: expected keys in [0x66, 0x6d), found keys 0x65 to 0x67 (data.mdb, page 4, byte 2048)',
    'lmdb-key-order',
  ],
];

describe('a damaged page', () => {
  it.each(damages)('is refused: %s', (_, bytes, sentence, code) => {
    const error = expect.objectContaining({ message: sentence, problem: expect.objectContaining({ code }) });
    expect(() => get(bytes, 'g')).toThrow(error);
    expect(() => keysOf(open(bytes))).toThrow(error);
    expect(() => keysOf(open(bytes), { reverse: true })).toThrow(error);
  });

  it.each(damages)('does not stop the rest: %s', (_, bytes, sentence) => {
    const problems: Problem[] = [];
    const onDamage = (problem: Problem) => problems.push(problem);
    expect(keysOf(open(bytes), { onDamage })).toBe('abmn');
    expect(problems.length).toBe(1);
    expect(sentence).toContain(`${problems[0]?.what}: expected ${problems[0]?.expected}, found ${problems[0]?.found}`);
    expect(keysOf(open(bytes), { onDamage, reverse: true })).toBe('nmba');
    expect(keysOf(open(bytes), { onDamage, start: textBytes('g') })).toBe('mn');
    expect(get(bytes, 'a')).toEqual(textBytes('1'));
    expect(get(bytes, 'n')).toEqual(textBytes('6'));
  });

  it('gives everything before it first', () => {
    const [, bytes] = damages[0] ?? [];
    const seen: string[] = [];
    expect(() => {
      for (const { key } of open(bytes ?? STORE).iterate()) seen.push(Buffer.from(key).toString());
    }).toThrow('The tree points at a page that the store does not have');
    expect(seen).toEqual(['a', 'b']);
  });
});

describe('a damaged root', () => {
  it('is refused where it is no page of the store', () => {
    const bytes = patched(patched(STORE, 128, 50), PAGE_BYTES + 128, 50);
    expect(() => get(bytes, 'a')).toThrow(
      'The tree points at a page that the store does not have: expected a page in [2, 7], found page 50 (data.mdb, page 1, byte 640)',
    );
  });

  it('is refused where it is a leaf above the last level', () => {
    const bytes = patched(patched(STORE, 128, 3), PAGE_BYTES + 128, 3);
    expect(() => get(bytes, 'a')).toThrow(
      'A page does not fit its level, 1 of 2: expected a branch page with at least 2 children, found a leaf page (data.mdb, page 3, byte 1546)',
    );
  });

  it('is refused where it has one child alone', () => {
    const bytes = patched(STORE, page(2) + 12, 18);
    expect(() => get(bytes, 'a')).toThrow(
      'A page does not fit its level, 1 of 2: expected a branch page with at least 2 children, found a branch page with 1 children (data.mdb, page 2, byte 1034)',
    );
  });
});

describe('two parents of one page', () => {
  it('are noticed at the second, so no tree can be walked for ever', () => {
    const bytes = patched(STORE, page(2) + 494, 3); // f's child is the page of a and b once more
    const problems: Problem[] = [];
    expect(keysOf(open(bytes), { onDamage: (problem) => problems.push(problem) })).toBe('abmn');
    expect(problems.map(({ what, where }) => [what, where])).toEqual([
      ['The keys of a page do not belong where it hangs in the tree', 'data.mdb, page 3, byte 1536'],
    ]);
  });
});

describe('a file that ends early', () => {
  it('is refused at the page that is missing', () => {
    expect(() => get(STORE.slice(0, page(5)), 'm')).toThrow(
      'The file ends before page 5 that the tree points at: expected at least 3072 bytes, found 2560 bytes (data.mdb, page 5, byte 2560)',
    );
    expect(() => get(STORE.slice(0, page(6) - 1), 'm')).toThrow(
      'The file ends within page 5 that the tree points at: expected at least 3072 bytes, found 3071 bytes (data.mdb, page 5, byte 2560)',
    );
  });

  it('is refused at the value that is missing, whose key can still be listed', () => {
    const bytes = STORE.slice(0, page(6) + 16 + 599);
    expect(() => get(bytes, 'f')).toThrow(
      'The file ends within the value on page 6 that the tree points at: expected at least 3688 bytes, found 3687 bytes (data.mdb, page 6, byte 3072)',
    );
    expect(() => get(STORE.slice(0, page(6)), 'f')).toThrow(
      'The file ends before page 6 that the tree points at: expected at least 3688 bytes, found 3072 bytes (data.mdb, page 6, byte 3072)',
    );
    expect(keysOf(open(bytes))).toBe('abfgmn');
    expect(get(STORE.slice(0, page(6) + 16 + 600), 'f')).toEqual(LONG_VALUE);
  });
});

describe('a value on overflow pages', () => {
  /** f's data, a page number, lies 9 bytes into its node. */
  const pageNumberAt = LEAF + 494 + 9;

  it.each([
    ['past the last page', patched(STORE, pageNumberAt, 8), 'pages 8 to 9'],
    ['reaching past the last page', patched(STORE, pageNumberAt, 7), 'pages 7 to 8'],
    ['on a meta page', patched(STORE, pageNumberAt, 0), 'pages 0 to 1'],
    [
      'at a page number past 2^53',
      patched(STORE, pageNumberAt, 0, 0, 0, 0, 0, 0, 0, 0x80),
      'pages 9223372036854776000 to 9223372036854776000',
    ],
    ['of 4 GB', patched(STORE, LEAF + 494, 0xff, 0xff, 0xff, 0xff), 'pages 6 to 8388614'],
  ])('is refused %s', (_, bytes, found) => {
    expect(() => get(bytes, 'f')).toThrow(
      `The tree points at a page that the store does not have: expected a page in [2, 7], found ${found} (data.mdb, page 4, byte 2551)`,
    );
  });

  it('is refused where its page is none of overflow', () => {
    expect(() => get(patched(STORE, page(6) + 10, 2), 'f')).toThrow(
      'The pages of a value are not what its record says: expected an overflow page (flags 0x4), the first of at least 2, found flags 0x2, the first of 2 (data.mdb, page 6, byte 3082)',
    );
  });

  it('is refused where its pages are too few', () => {
    expect(() => get(patched(STORE, page(6) + 12, 1), 'f')).toThrow(
      'The pages of a value are not what its record says: expected an overflow page (flags 0x4), the first of at least 2, found flags 0x4, the first of 1 (data.mdb, page 6, byte 3082)',
    );
  });

  it("is refused where its page bears another page's number", () => {
    expect(() => get(patched(STORE, page(6), 5), 'f')).toThrow(
      'A page says that it is another one: expected page 6, found page 5 (data.mdb, page 6, byte 3072)',
    );
  });
});

describe('a database that counts another number of records than it has', () => {
  const bytes = patched(STORE, PAGE_BYTES + 88 + 32, 7);
  const sentence =
    'The database has another number of records than it says: expected 7 records, found 6 records (data.mdb, page 1, byte 640)';

  it('is refused at the end of an iteration over everything', () => {
    expect(() => keysOf(open(bytes))).toThrow(sentence);
    expect(keysOf(open(bytes), { end: textBytes('n') })).toBe('abfgm');
    expect(keysOf(open(bytes), { limit: 6 })).toBe('abfgmn');
  });

  it('is reported, and all records given, where damage is left out', () => {
    const problems: Problem[] = [];
    expect(keysOf(open(bytes), { onDamage: (problem) => problems.push(problem) })).toBe('abfgmn');
    expect(problems.map(({ code }) => code)).toEqual(['lmdb-count']);
  });
});

describe('a source that fails', () => {
  it('is no damage: it throws even where damage is left out', () => {
    const whole = createMemorySource('data.mdb', STORE);
    const failing = {
      ...whole,
      read: (startByte: number, endByte: number) => whole.read(startByte, startByte === page(4) ? 2 ** 40 : endByte),
    };
    const { main } = openLmdb(failing);
    expect(() => keysOf(main, { onDamage: () => undefined })).toThrow('A read lies outside data.mdb');
  });
});
