import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStoreBytes } from '../../../fixtures/lmdb/stores.ts';
import { ODD_DATASETS } from '../../../fixtures/unpack.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { openLmdb } from './lmdb-file.ts';
import { buildStore, leafPage, metaPage, PAGE_BYTES, patched, record } from './store-bytes.fixture.ts';

const STORE = buildStore({ root: 2, depth: 1, entryCount: 1 }, [leafPage(2, [record('key', 'value')])]);

/** Where the fields of a meta page lie. */
const PAGE_FLAGS_AT = 10;
const MAGIC_AT = 16;
const VERSION_AT = 20;
const PAGE_SIZE_AT = 40;
const DEPTH_AT = 88 + 6;
const LAST_PAGE_AT = 136;
const TRANSACTION_AT = 144;

function open(bytes: Uint8Array) {
  return openLmdb(createMemorySource('data.mdb', bytes));
}

function storedValue(bytes: Uint8Array): string {
  return Buffer.from(open(bytes).main.get(Buffer.from('key')) ?? []).toString();
}

describe('the two meta pages', () => {
  /** Page 0 points at an older leaf than page 1, or the other way round. */
  function storeOfTransactions(first: bigint, second: bigint): Uint8Array {
    const options = { depth: 1, entryCount: 1, lastPage: 3 };
    const bytes = buildStore({ root: 2, ...options }, [
      leafPage(2, [record('key', 'page 0')]),
      leafPage(3, [record('key', 'page 1')]),
    ]);
    bytes.set(metaPage(0, first, { root: 2, ...options }), 0);
    bytes.set(metaPage(1, second, { root: 3, ...options }), PAGE_BYTES);
    return bytes;
  }

  it('count by the larger transaction, the first where they are equal', () => {
    expect(storedValue(storeOfTransactions(7n, 8n))).toBe('page 1');
    expect(storedValue(storeOfTransactions(8n, 7n))).toBe('page 0');
    expect(storedValue(storeOfTransactions(8n, 8n))).toBe('page 0');
    expect(storedValue(storeOfTransactions(2n ** 63n, 2n ** 64n - 1n))).toBe('page 1');
  });

  it('do with one of them, and say what is wrong with the other', () => {
    const withoutFirst = patched(storeOfTransactions(8n, 7n), MAGIC_AT, 0);
    expect(storedValue(withoutFirst)).toBe('page 1');
    expect(open(withoutFirst).header.problems).toEqual([
      {
        code: 'lmdb-not-a-store',
        what: 'This is no LMDB store',
        expected: 'the magic number 0xbeefc0de',
        found: '0xbeefc000',
        where: 'data.mdb, page 0, byte 16',
      },
    ]);
    const withoutSecond = patched(storeOfTransactions(7n, 8n), PAGE_BYTES + PAGE_SIZE_AT, 0, 4);
    expect(storedValue(withoutSecond)).toBe('page 0');
    expect(open(withoutSecond).header.problems).toEqual([
      {
        code: 'lmdb-meta',
        what: 'A meta page is damaged',
        expected: 'page size 512, where the page lies',
        found: '1024',
        where: 'data.mdb, page 1, byte 552',
      },
    ]);
  });

  it.each(['pages-512', 'keys', 'pages-16384', 'pages-32768'])(
    'are found at the page size of the store "%s" even where page 0 is lost',
    (name) => {
      const whole = open(readStoreBytes(name)).header;
      const damaged = open(readStoreBytes(name).fill(0, 0, 152)).header;
      expect(damaged.pageSizeBytes).toBe(whole.pageSizeBytes);
      expect(damaged.lastPage).toBe(whole.lastPage);
    },
  );
});

describe('what is no LMDB 0.9 store is refused:', () => {
  const refusals: [string, () => Uint8Array, string][] = [
    [
      'an empty file',
      () => readFileSync(`${ODD_DATASETS}empty-file/data.mdb`),
      'The file is empty: expected an LMDB store, found 0 bytes (data.mdb)',
    ],
    [
      'a file of other bytes',
      () => readFileSync(`${ODD_DATASETS}not-a-store/data.mdb`),
      'This is no LMDB store: expected the magic number 0xbeefc0de, found 0x13121110 (data.mdb, page 0, byte 16)',
    ],
    [
      'a file of a few bytes',
      () => STORE.slice(0, 151),
      'The file is too short for an LMDB store: expected two meta pages, 1024 bytes or more, found 151 bytes (data.mdb)',
    ],
    [
      'a file that ends within the second meta page',
      () => STORE.slice(0, 1023),
      'The file is too short for an LMDB store: expected two meta pages, 1024 bytes or more, found 1023 bytes (data.mdb)',
    ],
    [
      'a store of lmdb-js, whose page header is 8 bytes longer',
      // As lmdb 3.5.6 wrote it: magic at 24, version 2 at 28.
      () => patched(new Uint8Array(8192), 18, 8, 0, 0, 0, 0, 0, 0xde, 0xc0, 0xef, 0xbe, 2, 0, 0, 0),
      "The LMDB data format is not supported: expected LMDB 0.9 data files, version 1 (as py-lmdb writes), found lmdb-js's own format, version 2 (data.mdb, page 0, byte 24)",
    ],
    [
      'a store of a 32-bit LMDB',
      () => patched(new Uint8Array(8192), 12, 0xde, 0xc0, 0xef, 0xbe, 1, 0, 0, 0),
      'The LMDB data format is not supported: expected LMDB 0.9 data files, version 1 (as py-lmdb writes), found the format of a 32-bit LMDB (data.mdb, page 0, byte 12)',
    ],
    [
      'a store of a big-endian machine',
      () => patched(new Uint8Array(8192), MAGIC_AT, 0xbe, 0xef, 0xc0, 0xde, 0, 0, 0, 1),
      'The LMDB data format is not supported: expected LMDB 0.9 data files, version 1 (as py-lmdb writes), found the format of a big-endian machine (data.mdb, page 0, byte 16)',
    ],
    [
      'a store of another version',
      () => patched(patched(STORE, VERSION_AT, 3), PAGE_BYTES + VERSION_AT, 3),
      'The LMDB data format is not supported: expected version 1, found version 3 (data.mdb, page 0, byte 20)',
    ],
    [
      'a store with both meta pages damaged',
      () => patched(patched(STORE, LAST_PAGE_AT, 0), PAGE_BYTES + PAGE_FLAGS_AT, 2),
      'Both meta pages are damaged: expected one whole meta page, found A meta page is damaged: expected a last page of at least 1 that a file can have, found 0 (data.mdb, page 0, byte 136); A meta page is damaged: expected page flags 0x8, found 0x2 (data.mdb, page 1, byte 522) (data.mdb)',
    ],
  ];

  it.each(refusals)('%s', (_, makeBytes, sentence) => {
    expect(() => open(makeBytes())).toThrow(sentence);
  });

  /** Damage of page 0 while page 1 is lost altogether. */
  const damage: [string, number, number[], string][] = [
    [
      'a page size that is no power of two',
      PAGE_SIZE_AT,
      [0x01, 0x02],
      'expected a power of two in [512, 65536] as page size, found 513 (data.mdb, page 0, byte 40)',
    ],
    [
      'a page size of 256',
      PAGE_SIZE_AT,
      [0, 1],
      'expected a power of two in [512, 65536] as page size, found 256 (data.mdb, page 0, byte 40)',
    ],
    [
      'a page size of 128 KiB',
      PAGE_SIZE_AT,
      [0, 0, 2],
      'expected a power of two in [512, 65536] as page size, found 131072 (data.mdb, page 0, byte 40)',
    ],
    ['another page number', 0, [5], 'expected page number 0, found 5 (data.mdb, page 0, byte 0)'],
    [
      'a last page past every file',
      LAST_PAGE_AT,
      [0, 0, 0, 0, 0, 0, 0x20],
      'expected a last page of at least 1 that a file can have, found 9007199254740992 (data.mdb, page 0, byte 136)',
    ],
    ['33 levels', DEPTH_AT, [33, 99], 'expected 1 to 32 levels, found 25377 levels (data.mdb, page 0, byte 94)'],
    [
      'more levels than branch pages allow',
      DEPTH_AT,
      [2],
      'expected 1 to 1 levels, found 2 levels (data.mdb, page 0, byte 94)',
    ],
    ['a root without levels', DEPTH_AT, [0], 'expected 1 to 1 levels, found 0 levels (data.mdb, page 0, byte 94)'],
    [
      'records without a root',
      88 + 40,
      [255, 255, 255, 255, 255, 255, 255, 255],
      'expected depth 0 and no records in a tree without a root, found depth 1 and 1 records (data.mdb, page 0, byte 94)',
    ],
    [
      'a root past 2^53',
      88 + 40,
      [0, 0, 0, 0, 0, 0, 0, 1],
      'A database record has an impossible root page: expected at most 2^53 - 1, found 72057594037927936 (data.mdb, page 0, byte 128)',
    ],
  ];

  it.each(damage)('a meta page with %s', (name, at, values, sentence) => {
    const withBranches = name === '33 levels' ? patched(STORE, 88 + 8, 100) : STORE;
    const bytes = patched(withBranches, at, ...values).fill(0, PAGE_BYTES, 2 * PAGE_BYTES);
    expect(() => open(bytes)).toThrow(sentence);
    expect(() => open(bytes)).toThrow('Both meta pages are damaged: expected one whole meta page, found ');
  });

  it('but a source that cannot be read is reported as such, not as damage', () => {
    const source = createMemorySource('data.mdb', STORE);
    const short = { ...source, size: STORE.length + 5, read: () => source.read(0, STORE.length + 1) };
    expect(() => openLmdb(short)).toThrow(
      `A read lies outside data.mdb: expected a range within its ${STORE.length} bytes, found bytes [0, ${STORE.length + 1}) (data.mdb)`,
    );
  });

  it('and transactions are compared as unsigned 64-bit numbers', () => {
    const bytes = patched(STORE, TRANSACTION_AT, 0, 0, 0, 0, 0, 0, 0, 0x80);
    expect(open(bytes).header.transaction).toBe(2n ** 63n);
  });
});
