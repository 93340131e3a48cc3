import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../bytes/byte-source.ts';
import { createCountingSource } from '../bytes/counting-source.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { DataError } from '../errors.ts';
import { type LazyDatabase, openLazyDatabase } from './lazy-database.ts';
import { interceptReads, loadTestSqlJs, patternOf, writeSnapshot } from './snapshot.fixture.ts';

const SQL = await loadTestSqlJs();
const PAGE = 65_536;
const RECORDS = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [`P/${String(index).padStart(3, '0')}`, patternOf(index, 170_000 + index)]),
);
const FILE = writeSnapshot(SQL, { records: RECORDS });
const SOURCE = createMemorySource('demo.sqlite', FILE);
const where = 'demo.sqlite, test';

const valueQuery = (id: number) => ({ sql: 'SELECT value FROM records WHERE id = ?1', params: [id], where });

const lost = new DataError({
  code: 'http-lost',
  what: 'The connection to the host is lost',
  expected: 'an answer',
  found: 'none',
  where: 'https://host/demo.sqlite',
});

/** The source with a switch that makes its reads of whole blocks fail. */
function breakable(source: ByteSource) {
  const state = { isBroken: false, failures: 0 };
  const broken = interceptReads(source, () => {
    if (!state.isBroken) return null;
    state.failures += 1;
    throw lost;
  });
  return { state, source: broken };
}

/** Not `toEqual`, which takes half a second for a value of this size. */
function expectValue(database: LazyDatabase, id: number, key: string): void {
  const row = database.firstRow(valueQuery(id));
  expect(Buffer.compare(row?.[0] as Uint8Array, RECORDS[key] as Uint8Array), key).toBe(0);
}

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('a lazy database', () => {
  it('reads nothing when it is made, and for a query only the pages of it', () => {
    const source = createCountingSource(SOURCE);
    const database = openLazyDatabase(SQL, source);
    expect(source.readCount).toBe(0);
    expectValue(database, 7, 'P/006');
    expect(source.bytesRead).toBe(5 * PAGE); // Page 1, the table's root, a leaf and two overflow pages.
    source.reset();
    expectValue(database, 7, 'P/006');
    expect(source.readCount).toBe(0);
    database.close();
  });

  it('gives rows in turn until it is told to stop', () => {
    const database = openLazyDatabase(SQL, SOURCE);
    const ids: unknown[] = [];
    const query = { sql: 'SELECT id FROM records ORDER BY id', where };
    database.forEachRow(query, ([id]) => ids.push(id) < 3);
    expect(ids).toEqual([1, 2, 3]);
    database.forEachRow(query, ([id]) => ids.push(id) > 0);
    expect(ids).toHaveLength(43);
    expect(database.firstRow({ ...valueQuery(99) })).toBeNull();
    database.close();
  });

  it('reads ahead with one read for blocks that follow each other', () => {
    const source = createCountingSource(SOURCE);
    const database = openLazyDatabase(SQL, source);
    database.readAhead([{ startByte: 10 * PAGE, endByte: 20 * PAGE }]);
    database.readAhead([{ startByte: 12 * PAGE, endByte: 22 * PAGE }]);
    expect(source.ranges).toEqual([
      { startByte: 10 * PAGE, endByte: 20 * PAGE },
      { startByte: 20 * PAGE, endByte: 22 * PAGE },
    ]);
    expect(database.missingRanges([{ startByte: 19 * PAGE, endByte: 24 * PAGE }])).toEqual([
      { startByte: 22 * PAGE, endByte: 24 * PAGE },
    ]);
  });

  it('refuses queries once it is closed', () => {
    const database = openLazyDatabase(SQL, SOURCE);
    database.firstRow(valueQuery(1));
    database.close();
    database.close();
    expect(() => database.firstRow(valueQuery(1))).toThrow('The SQLite database is closed.');
  });
});

describe('a lazy database over a source that fails', () => {
  it('throws the error of the source itself, whichever read fails, and answers rightly afterwards', () => {
    let failing = -1;
    let reads = 0;
    const source = interceptReads(SOURCE, () => {
      if (reads++ === failing) throw lost;
      return null;
    });
    const readsNeeded = 5;
    for (failing = 0; failing < readsNeeded; failing++) {
      reads = 0;
      const database = openLazyDatabase(SQL, source);
      expect(thrownBy(() => database.firstRow(valueQuery(20)))).toBe(lost);
      expectValue(database, 20, 'P/019');
      database.close();
    }
    reads = 0;
    const database = openLazyDatabase(SQL, source);
    expectValue(database, 20, 'P/019');
    expect(reads).toBe(readsNeeded);
  });

  it('throws errors that are no DataError as they are, too', () => {
    const fault = Object.assign(new Error('Interrupted system call'), { name: 'ErrnoError', errno: 27 });
    const source = interceptReads(SOURCE, () => {
      throw fault;
    });
    expect(thrownBy(() => openLazyDatabase(SQL, source).firstRow(valueQuery(1)))).toBe(fault);
  });

  it('works after 20,000 failed reads, with the stack of WebAssembly where it was', () => {
    const { state, source } = breakable(SOURCE);
    const database = openLazyDatabase(SQL, source, { cacheBytes: PAGE });
    const stack = SQL.stackSave();
    for (let count = 0; count < 20_000; count++) {
      state.isBroken = false;
      if (count % 2 === 0) database.firstRow({ sql: 'SELECT count(*) FROM about', where });
      state.isBroken = true;
      expect(thrownBy(() => database.firstRow(valueQuery(1 + (count % 40))))).toBe(lost);
    }
    expect(state.failures).toBe(20_000);
    expect(SQL.stackSave()).toBe(stack);
    state.isBroken = false;
    expectValue(database, 40, 'P/039');
    database.close();
    // Every failure reopens the database: seconds on a busy machine.
  }, 180_000);

  it('refuses a source that gives fewer bytes than asked for', () => {
    const source = interceptReads(SOURCE, (startByte, endByte) =>
      startByte < 10 * PAGE ? null : SOURCE.read(startByte, endByte - 1),
    );
    const database = openLazyDatabase(SQL, source);
    expect(() => database.firstRow(valueQuery(40))).toThrow(
      /^A read of demo\.sqlite gave the wrong number of bytes: expected 65536 bytes, found 65535 bytes/,
    );
  });

  it("says in SQLite's words what is wrong with a page", () => {
    const source = interceptReads(SOURCE, (startByte, endByte) =>
      startByte < 60 * PAGE ? null : new Uint8Array(endByte - startByte),
    );
    const database = openLazyDatabase(SQL, source);
    expect(() => database.firstRow(valueQuery(40))).toThrow(
      'The snapshot is damaged: expected pages that SQLite can read, found "database disk image is malformed" (demo.sqlite, test)',
    );
    expectValue(database, 1, 'P/000');
  });
});

/**
 * A file of `pageCount` pages: those of FILE, but for the last overflow page of the last value, which is the last page, and that value's leaf,
 * which is the last but one. All others throw.
 */
function createHugeSource(pageCount: number): ByteSource {
  const pages = Array.from({ length: FILE.length / PAGE }, (_, index) => FILE.slice(index * PAGE, (index + 1) * PAGE));
  const views = pages.map((page) => new DataView(page.buffer));
  const last = RECORDS['P/039'] ?? new Uint8Array(0);
  const holds = (page: Uint8Array) => Buffer.from(last).includes(Buffer.from(page.subarray(4, 1000)));
  const linkOf = (index: number) => views[index]?.getUint32(0) ?? 0;
  const firstOverflow = pages.findIndex((page, index) => holds(page) && linkOf(index) > 0);
  const lastOverflow = linkOf(firstOverflow) - 1;
  views[firstOverflow]?.setUint32(0, pageCount);
  // The root of `records` is page 2, as the first table made; bytes 8 to 11 of an interior page are its rightmost child.
  const leaf = (views[1]?.getUint32(8) ?? 0) - 1;
  views[1]?.setUint32(8, pageCount - 1);
  views[0]?.setUint32(28, pageCount);
  const moved = new Map([
    [pageCount - 1, pages[lastOverflow]],
    [pageCount - 2, pages[leaf]],
  ]);
  const size = pageCount * PAGE;
  const read = (startByte: number, endByte: number) => {
    const index = Math.floor(startByte / PAGE);
    const isOld = index < pages.length && index !== leaf && index !== lastOverflow;
    const page = isOld ? pages[index] : moved.get(index);
    if (!page || endByte > (index + 1) * PAGE)
      throw new Error(`bytes [${startByte}, ${endByte}) are no part of the file`);
    return page.slice(startByte - index * PAGE, endByte - index * PAGE);
  };
  return { name: 'huge.sqlite', size, read };
}

describe('a lazy database over a huge file', () => {
  it.each([
    ['2.6 GB', 40_000],
    ['4.3 GB', 65_537],
    ['6.5 GB', 100_000],
  ])('reads pages at the end of %s', (_, pageCount) => {
    const source = createCountingSource(createHugeSource(pageCount));
    const database = openLazyDatabase(SQL, source);
    expectValue(database, 40, 'P/039');
    expect(source.ranges.at(-1)).toEqual({ startByte: (pageCount - 1) * PAGE, endByte: pageCount * PAGE });
    expect(source.bytesRead).toBe(5 * PAGE);
    database.close();
  });
});
