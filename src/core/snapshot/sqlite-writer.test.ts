import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemorySink } from '../bytes/memory-sink.ts';
import { SNAPSHOT_APPLICATION_ID, SNAPSHOT_SCHEMA_VERSION, SNAPSHOT_TABLES } from './schema.ts';
import {
  contents,
  type FileRows,
  insertRows,
  integrity,
  openDatabase,
  query,
  type Row,
  writeFile,
} from './sqlite-file.fixture.ts';
import type { SqliteValue } from './sqlite-record.ts';
import { createSqliteWriter } from './sqlite-writer.ts';

/** SQLite has to find nothing wrong and to read what it reads from rows that it put in itself. */
function expectSameAsSqlite(pageBytes: number, all: FileRows): void {
  const ours = openDatabase(writeFile(pageBytes, all));
  const theirs = insertRows(all);
  expect(integrity(ours)).toBe('ok');
  for (const table of ['rows', 'keys'] as const) expect(contents(ours, table) === contents(theirs, table)).toBe(true);
  ours.close();
  theirs.close();
}

function blob(size: number, seed: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (index * 7 + seed) % 256);
}

function key(index: number, size = 6): string {
  return String(index).padStart(6, '0').padEnd(size, 'k');
}

/** SQLite's own bounds (fileformat2 section 1.6): most local bytes of a table row and of an index row, fewest, and an overflow page's. */
const BOUNDS = [
  [512, [477, 102, 39, 508]],
  [4096, [4061, 1002, 489, 4092]],
  [65_536, [65_501, 16_422, 8199, 65_532]],
] as const;

describe('a written SQLite file', () => {
  it.each(BOUNDS)('has the rows that SQLite itself puts in, in pages of %s bytes', (pageBytes, bounds) => {
    const [most, mostOfIndex, least, overflow] = bounds;
    const near = fc.constantFrom(
      most,
      mostOfIndex,
      least,
      overflow,
      least + overflow,
      most + overflow,
      mostOfIndex + overflow,
    );
    const size = fc.oneof(
      fc.nat(40),
      fc.tuple(near, fc.integer({ min: -14, max: 4 })).map(([at, difference]) => Math.max(at + difference, 0)),
    );
    const rows = fc.array(size, { maxLength: pageBytes === 512 ? 120 : 25 });
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        expectSameAsSqlite(pageBytes, {
          rows: a.map((bytes, index): Row => [index + 1, blob(bytes, index), null]),
          keys: b.map((bytes, index): Row => [key(index), 'x', blob(bytes, index)]),
        });
      }),
      { numRuns: 25 },
    );
  });

  it('has rows of every size up to three overflow pages', () => {
    const sizes = Array.from({ length: 1600 }, (_, size) => size);
    expectSameAsSqlite(512, {
      rows: sizes.map((size): Row => [size, blob(size, size), null]),
      keys: sizes.map((size): Row => [key(size), blob(size, size), null]),
    });
  });

  it('has keys of every size, whose separators have overflow pages too', () => {
    const keys = Array.from({ length: 700 }, (_, index): Row => [key(index, 6 + ((index * 13) % 700)), index, null]);
    expectSameAsSqlite(512, { keys });
  });

  it('is whole whatever number of pages its last level has', () => {
    for (let count = 0; count < 120; count++) {
      expectSameAsSqlite(512, {
        rows: Array.from({ length: count }, (_, index): Row => [index - count, blob(400, index), null]),
        keys: Array.from({ length: count }, (_, index): Row => [key(index, 90), index, null]),
      });
    }
  });

  it('is whole where a third level begins', () => {
    // A row a leaf, and rowids of 9 bytes: 33 children and one more a page, 34 * 34 = 1156 leaves under one root.
    for (let count = 1150; count < 1195; count++) {
      const rows = Array.from({ length: count }, (_, index): Row => [index - count, blob(400, index), null]);
      const database = openDatabase(writeFile(512, { rows }));
      expect(integrity(database)).toBe('ok');
      expect(query(database, 'SELECT count(*), min(id), max(id) FROM rows')).toEqual([[count, -count, -1]]);
      database.close();
    }
  });

  it('has every kind of value', () => {
    const integers = [0, 1, 2, -1].concat(
      [7, 8, 15, 16, 23, 24, 31, 32, 40, 47, 48, 52].flatMap((bits) => [
        2 ** bits - 1,
        2 ** bits,
        -(2 ** bits),
        -(2 ** bits) - 1,
      ]),
    );
    const values: SqliteValue[] = [
      ...integers,
      ...[2n ** 53n, 2n ** 63n - 1n, -(2n ** 63n)],
      ...[1.5, -0.1, 1e300, 5e-324, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      ...['', 'text', 'Größe 話す 😀', 'nul\u0000within', 'x'.repeat(3000)],
      new Uint8Array(0),
      null,
    ];
    expectSameAsSqlite(4096, {
      rows: values.map((value, index): Row => [index, value, values.at(-1 - index) ?? null]),
      keys: values.map((value, index): Row => [index, value, null]),
    });
  });

  it('has rowids of every size', () => {
    const rowids = [7, 8, 14, 15, 21, 28, 35, 42, 49, 56, 62]
      .flatMap((bits) => [2n ** BigInt(bits) - 1n, 2n ** BigInt(bits)])
      .concat(2n ** 63n - 1n);
    const all = [-(2n ** 63n), ...rowids.map((rowid) => -rowid).toReversed(), 0n, 1n, ...rowids];
    const ascending = [...new Set(all)].toSorted((a, b) => (a < b ? -1 : 1));
    expectSameAsSqlite(512, { rows: ascending.map((rowid): Row => [rowid, 'x'.repeat(100), null]) });
  });

  it('has keys of fewer bytes than SQLite frees', () => {
    const writer = createMemorySink();
    const sql = 'CREATE TABLE numbers(n INTEGER PRIMARY KEY) WITHOUT ROWID';
    const file = createSqliteWriter(writer, {
      pageBytes: 512,
      applicationId: 0,
      userVersion: 0,
      tables: [{ name: 'numbers', sql }],
    });
    const table = file.beginWithoutRowidTable('numbers');
    for (let n = 0; n < 1000; n++) table.addRow([n]);
    file.finish();
    const database = openDatabase(writer.toBytes());
    expect(integrity(database)).toBe('ok');
    expect(query(database, 'SELECT count(*), sum(n) FROM numbers')).toEqual([[1000, 499_500]]);
  });

  it('finds rows by their keys without a scan', () => {
    const count = 2000;
    const database = openDatabase(
      writeFile(512, {
        rows: Array.from({ length: count }, (_, index): Row => [index * 3, blob(index % 600, index), null]),
        keys: Array.from({ length: count }, (_, index): Row => [`SPK/é${key(index)}`, index, null]),
      }),
    );
    const plan = (sql: string) => query(database, `EXPLAIN QUERY PLAN ${sql}`).map((row) => row.at(-1));
    expect(plan('SELECT a FROM keys WHERE key = ?')).toEqual(['SEARCH keys USING PRIMARY KEY (key=?)']);
    expect(plan('SELECT a FROM rows WHERE id = ?')).toEqual(['SEARCH rows USING INTEGER PRIMARY KEY (rowid=?)']);
    for (let index = 0; index < count; index++) {
      expect(query(database, 'SELECT a FROM keys WHERE key = ?', [`SPK/é${key(index)}`])).toEqual([[index]]);
      expect(query(database, 'SELECT length(a) FROM rows WHERE id = ?', [index * 3])).toEqual([[index % 600]]);
      expect(query(database, 'SELECT a FROM rows WHERE id = ?', [index * 3 + 1])).toEqual([]);
    }
    expect(
      query(database, 'SELECT count(*) FROM keys WHERE key >= ? AND key < ?', ['SPK/é000100', 'SPK/é000200']),
    ).toEqual([[100]]);
  });

  it('can be changed by SQLite afterwards', () => {
    const database = openDatabase(
      writeFile(512, {
        rows: Array.from({ length: 500 }, (_, index): Row => [index, blob((index * 31) % 900, index), null]),
        keys: Array.from({ length: 500 }, (_, index): Row => [key(index), blob((index * 31) % 300, index), null]),
      }),
    );
    database.run("DELETE FROM rows WHERE id % 3 = 0; UPDATE keys SET a = zeroblob(700) WHERE key LIKE '%5'");
    database.run("INSERT INTO keys VALUES ('new', 1, 2); INSERT INTO rows(a) VALUES (randomblob(5000))");
    expect(integrity(database)).toBe('ok');
    database.run('VACUUM');
    expect(integrity(database)).toBe('ok');
    expect(query(database, 'SELECT count(*) FROM rows')).toEqual([[334]]);
  });
});

describe('the header of a SQLite file', () => {
  it.each([512, 4096, 65_536])('says what is in it, in pages of %s bytes', (pageBytes) => {
    const bytes = writeFile(pageBytes, {});
    const database = openDatabase(bytes);
    const pragma = (name: string) => query(database, `PRAGMA ${name}`).join();
    expect(pragma('application_id')).toBe(String(0x54534b50));
    expect(pragma('user_version')).toBe('3');
    expect(pragma('page_size')).toBe(String(pageBytes));
    expect(pragma('page_count')).toBe('3');
    expect(pragma('encoding')).toBe('UTF-8');
    expect(pragma('journal_mode')).not.toBe('wal');
    expect(pragma('freelist_count')).toBe('0');
    expect(integrity(database)).toBe('ok');
  });

  it('is absent until the end, so that nothing opens a file that was left half-written', () => {
    const sink = createMemorySink();
    const tables = [{ name: 'rows', sql: 'CREATE TABLE rows(id INTEGER PRIMARY KEY, a)' }];
    const writer = createSqliteWriter(sink, { pageBytes: 512, applicationId: 1, userVersion: 1, tables });
    const table = writer.beginRowidTable('rows');
    for (let id = 0; id < 100; id++) table.addRow(id, [null, blob(300, id)]);
    expect(() => query(openDatabase(sink.toBytes()), 'SELECT * FROM rows')).toThrow('file is not a database');
    expect(writer.finish()).toEqual({ pageCount: sink.size / 512, sizeBytes: sink.size });
    expect(query(openDatabase(sink.toBytes()), 'SELECT count(*) FROM rows')).toEqual([[100]]);
  });
});

describe('a snapshot', () => {
  it('has its tables, with a value of 170,000 bytes on three pages that follow each other', () => {
    const sink = createMemorySink();
    const writer = createSqliteWriter(sink, {
      pageBytes: 65_536,
      applicationId: SNAPSHOT_APPLICATION_ID,
      userVersion: SNAPSHOT_SCHEMA_VERSION,
      tables: Object.entries(SNAPSHOT_TABLES).map(([name, sql]) => ({ name, sql })),
    });
    const records = writer.beginRowidTable('records');
    const keys = writer.beginWithoutRowidTable('keys');
    for (let id = 1; id <= 3; id++) {
      records.addRow(id, [null, blob(170_000, id)]);
      keys.addRow([`SPK/000/00${id}`, id, 170_000]);
    }
    writer.beginWithoutRowidTable('files').addRow(['train.txt', blob(10, 1)]);
    writer.beginWithoutRowidTable('about').addRow(['complete', '1']);
    writer
      .beginWithoutRowidTable('sequences')
      .addRow(['SPK/000', 'SPK', '000', 'train', 75, 3, 1, 48_000, 0, 0.25, -1, 1, blob(16, 0), '[]']);
    const moments = writer.beginWithoutRowidTable('moments', 2);
    moments.addRow(['SPK/000', 'exp', 75, blob(400, 1), blob(400, 2), blob(400, 3), blob(400, 4)]);
    moments.addRow(['SPK/000', 'pose', 75, blob(48, 1), blob(48, 2), blob(48, 3), blob(48, 4)]);
    const overviews = writer.beginWithoutRowidTable('overviews', 2);
    overviews.addRow(['SPK/000', 'loudness', blob(90_000, 1)]);
    overviews.addRow(['SPK/000', 'waveform', blob(90_000, 2)]);
    writer.finish();

    const bytes = sink.toBytes();
    const database = openDatabase(bytes);
    expect(integrity(database)).toBe('ok');
    expect(query(database, 'SELECT typeof(audio_mean), audio_std FROM sequences')).toEqual([['real', 0.25]]);
    expect(query(database, 'SELECT entry, coef, length(mean) FROM moments')).toEqual([
      ['SPK/000', 'exp', 400],
      ['SPK/000', 'pose', 48],
    ]);
    expect(query(database, 'SELECT value FROM records JOIN keys USING (id) WHERE key = ?', ['SPK/000/002'])).toEqual([
      [blob(170_000, 2)],
    ]);

    // Pages 2 and 3: the overflow of row 1; page 4: its leaf, of which the last four bytes are the number of the first overflow page.
    const view = new DataView(bytes.buffer);
    const link = (page: number) => view.getUint32((page - 1) * 65_536);
    expect([link(2), link(3), bytes[3 * 65_536]]).toEqual([3, 0, 13]);
    expect(view.getUint32(4 * 65_536 - 4)).toBe(2);
  });
});
