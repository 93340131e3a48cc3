import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../errors.ts';
import { loadTestSqlJs, openBytes, patternOf, type SnapshotContent, writeSnapshot } from './snapshot.fixture.ts';

const SQL = await loadTestSqlJs();
const PAGE = 65_536;
const KEYS = Array.from({ length: 40 }, (_, index) => `SPK/${String(index).padStart(3, '0')}`);
const RECORDS = Object.fromEntries(KEYS.map((key, index) => [key, patternOf(index, 165_000 + index * 100)]));
const FILE = writeSnapshot(SQL, { records: RECORDS });

const small = (content: SnapshotContent) => openBytes(SQL, writeSnapshot(SQL, content));

const MANY = writeSnapshot(SQL, {
  records: Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [`k${String(i).padStart(3, '0')}`, patternOf(i, 9)]),
  ),
});

/** Changes some bytes of a copy of FILE. */
function damaged(bytes: Uint8Array, change: (copy: Uint8Array, view: DataView) => void): Uint8Array {
  const copy = bytes.slice();
  change(copy, new DataView(copy.buffer));
  return copy;
}

describe('a file that is no usable snapshot', () => {
  const incomplete = writeSnapshot(SQL, {
    change: (database) => database.run("DELETE FROM about WHERE name = 'complete'"),
  });
  const otherTable = writeSnapshot(SQL, {
    change: (database) => {
      database.run('DROP TABLE keys; CREATE VIEW keys AS SELECT 1 AS key, 1 AS id, 1 AS size');
    },
  });
  const header = 'The SQLite header of the snapshot is not one that an export writes';

  it.each<readonly [string, Uint8Array, string | RegExp]>([
    [
      'an empty file',
      new Uint8Array(0),
      'The file is no SQLite database: expected a file that begins with "SQLite format 3", found an empty file (x.sqlite)',
    ],
    [
      'another format',
      Uint8Array.of(0x50, 0x4b, 3, 4),
      'The file is no SQLite database: expected a file that begins with "SQLite format 3", found bytes 50 4b 03 04 (x.sqlite)',
    ],
    [
      'an export cut short before its last write',
      new Uint8Array(3 * PAGE),
      'The export of this snapshot was not finished: expected a SQLite header, which an export writes last, found zeros (x.sqlite)',
    ],
    [
      'an export that did not note its end',
      incomplete,
      'The export of this snapshot was not finished: expected "complete" = "1", which an export writes last, found no "complete" (x.sqlite, about)',
    ],
    [
      "another application's database",
      writeSnapshot(SQL, { applicationId: 0 }),
      'This SQLite file is no snapshot of a dataset: expected application id 0x54534b50, as "talkscope export" writes it, found application id 0x0 (x.sqlite)',
    ],
    [
      'a snapshot of a newer version',
      writeSnapshot(SQL, { userVersion: 2 }),
      'The snapshot was written by a newer version of Talkscope; update this one, or export again: expected schema version 1, found schema version 2 (x.sqlite)',
    ],
    [
      'a snapshot of no version',
      writeSnapshot(SQL, { userVersion: 0 }),
      'The snapshot has a version that no Talkscope writes: expected schema version 1, found schema version 0 (x.sqlite)',
    ],
    [
      'a view in the place of a table',
      otherTable,
      'The snapshot has another table keys than its schema version says: expected CREATE TABLE keys(key TEXT PRIMARY KEY, id INTEGER NOT NULL, ' +
        'size INTEGER NOT NULL) WITHOUT ROWID, found CREATE VIEW keys AS SELECT 1 AS key, 1 AS id, 1 AS size (x.sqlite)',
    ],
    [
      'a file cut in its header',
      FILE.slice(0, 99),
      'The snapshot is cut off: expected a header of 100 bytes, found 99 bytes (x.sqlite)',
    ],
    [
      'a file cut by a byte',
      MANY.slice(0, -1),
      `The snapshot is cut off: expected ${MANY.length} bytes (${MANY.length / PAGE} pages of 65536 bytes), found ${MANY.length - 1} bytes (x.sqlite)`,
    ],
    [
      'a write-ahead log beside the file',
      damaged(MANY, (copy) => copy.fill(2, 18, 20)),
      `${header}: expected no write-ahead log (journal modes 1 and 1), found journal modes 2 and 2 (x.sqlite, byte 18)`,
    ],
    [
      'UTF-16',
      damaged(MANY, (_, view) => view.setUint32(56, 2)),
      `${header}: expected text in UTF-8 (1), found text encoding 2 (x.sqlite, byte 56)`,
    ],
    [
      'a page size that there is not',
      damaged(MANY, (_, view) => view.setUint16(16, 1000)),
      `${header}: expected a page size that is a power of two from 512 to 65536, found 1000 (x.sqlite, byte 16)`,
    ],
    [
      'a number of pages that does not count',
      damaged(MANY, (_, view) => view.setUint32(92, 99)),
      new RegExp(
        `^${header}: expected a valid number of pages, found \\d+ pages, of change 99, not \\d+ \\(x\\.sqlite, byte 28\\)$`,
      ),
    ],
  ])('is refused: %s', (_, bytes, message) => {
    expect(() => openBytes(SQL, bytes, 'x.sqlite')).toThrow(message);
    expect(() => openBytes(SQL, bytes, 'x.sqlite')).toThrow(DataError);
  });

  it('is refused where the other program keeps it in many small pages, too', () => {
    expect(() => openBytes(SQL, writeSnapshot(SQL, { pageBytes: 512, applicationId: 7 }))).toThrow('no snapshot');
    expect(openBytes(SQL, writeSnapshot(SQL, { pageBytes: 4096, records: RECORDS })).store.get('SPK/007')).toHaveLength(
      165_700,
    );
  });
});

describe('a damaged snapshot', () => {
  const rootOfRecords = 2; // The first table made.
  const lastLeafByte = (new DataView(FILE.buffer).getUint32((rootOfRecords - 1) * PAGE + 8) - 1) * PAGE;

  it('names the key whose page is damaged, and gives the others', () => {
    const { store } = openBytes(
      SQL,
      damaged(FILE, (copy) => copy.fill(0, lastLeafByte, lastLeafByte + PAGE)),
    );
    expect(() => store.get('SPK/039')).toThrow(
      'The snapshot is damaged: expected pages that SQLite can read, found "database disk image is malformed" (demo.sqlite, key SPK/039)',
    );
    expect(Buffer.compare(store.get('SPK/010') as Uint8Array, RECORDS['SPK/010'] as Uint8Array)).toBe(0);
  });

  it('is refused where the value has another size than the key says, or is missing, or is no bytes', () => {
    const changes = (sql: string) =>
      small({ records: { a: patternOf(1, 10) }, change: (database) => database.run(sql) });
    const { store: longer } = changes("UPDATE records SET value = x'00112233'");
    expect(() => longer.get('a')).toThrow('expected a value of 10 bytes, found 4 bytes (demo.sqlite, key a)');
    const { store: missing } = changes('DELETE FROM records');
    expect(() => missing.get('a')).toThrow('expected row 1 of the records, found no such row (demo.sqlite, key a)');
    const { store: text } = changes("UPDATE records SET value = 'abcdefghij'");
    expect(() => text.get('a')).toThrow('expected bytes, found a string (demo.sqlite, key a)');
    const { store: sizes } = changes("UPDATE keys SET size = 'many'");
    expect(() => sizes.get('a')).toThrow('found row 1, size many (demo.sqlite, key a)');
    expect(() => [...sizes.keys()]).toThrow('found row 1, size many (demo.sqlite, key a)');
  });

  it('is refused where a key is no UTF-8, or the keys are not as many as it says', () => {
    const { store: bytes } = small({
      records: { a: patternOf(1, 10) },
      change: (database) => database.run("UPDATE keys SET key = CAST(x'61ff' AS TEXT)"),
    });
    expect(() => [...bytes.keys()]).toThrow('expected a key in UTF-8, found bytes ff (demo.sqlite, keys)');
    const { store: fewer } = small({ records: { a: patternOf(1, 10) }, about: { records: '2' } });
    expect(() => [...fewer.keys()]).toThrow(
      'The snapshot is damaged: expected 2 keys, found 1 keys (demo.sqlite, keys)',
    );
    expect([...fewer.keys({ start: 'a' })]).toEqual(['a']);
  });

  it('does not walk in circles through pages that lead back to others', () => {
    const many = writeSnapshot(SQL, {
      pageBytes: 512,
      records: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`key number ${i + 100}`, patternOf(i, 3)])),
    });
    // The root of `keys` is page 3: an interior page of an index, kind 2, whose cells begin with the number of a child.
    const rootByte = 2 * 512;
    const circular = damaged(many, (_, view) => {
      expect(view.getUint8(rootByte)).toBe(2);
      const childOf = (cell: number) => rootByte + view.getUint16(rootByte + 12 + cell * 2);
      view.setUint32(childOf(1), view.getUint32(childOf(0)));
    });
    const { store } = openBytes(SQL, circular);
    expect(() => [...store.keys()]).toThrow(
      /^The snapshot is damaged: expected keys in order, found key number \d+ out of order/,
    );
  });

  it('gives what it holds or a DataError, wherever bytes are changed', { timeout: 20_000 }, () => {
    const good = writeSnapshot(SQL, {
      pageBytes: 512,
      records: Object.fromEntries(KEYS.slice(0, 20).map((key, index) => [key, patternOf(index, 100 * index)])),
      files: { 'train.txt': patternOf(5, 30) },
    });
    const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(changes, (flips) => {
        const bytes = damaged(good, (copy) => {
          for (const [at, mask] of flips) copy[at] = (copy[at] ?? 0) ^ mask;
        });
        try {
          const snapshot = openBytes(SQL, bytes);
          for (const key of KEYS.slice(0, 20)) snapshot.store.get(key);
          expect([...snapshot.store.keys()].length).toBeLessThanOrEqual(20);
          snapshot.catalogue.sequences();
          snapshot.readFile('train.txt');
          snapshot.close();
        } catch (error) {
          if (!(error instanceof DataError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
});
