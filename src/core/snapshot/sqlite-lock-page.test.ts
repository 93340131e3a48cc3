import { describe, expect, it } from 'vitest';
import type { ByteSink } from '../bytes/byte-sink.ts';
import { createSqliteWriter } from './sqlite-writer.ts';

const GIB = 2 ** 30;
const PAGE_BYTES = 65_536;
/** The page at byte 2^30, which SQLite locks and never uses. */
const LOCK_PAGE = 16_385;
/** The window that is kept: pages LOCK_PAGE - 2 to LOCK_PAGE + 2. */
const KEPT_START = GIB - 2 * PAGE_BYTES;

interface WindowSink extends ByteSink {
  readonly kept: DataView;
}

/** Counts all bytes and keeps those around 1 GiB. */
function createWindowSink(): WindowSink {
  const kept = new Uint8Array(5 * PAGE_BYTES).fill(0xee);
  let size = 0;
  return {
    kept: new DataView(kept.buffer),
    get size() {
      return size;
    },
    append(bytes) {
      const from = Math.max(size, KEPT_START);
      const to = Math.min(size + bytes.length, KEPT_START + kept.length);
      if (from < to) kept.set(bytes.subarray(from - size, to - size), from - KEPT_START);
      size += bytes.length;
    },
    writeAt: () => undefined,
  };
}

/** Writes rows of `overflowPages` pages each and a little on their leaf, until the file is past 1 GiB. */
function writePastGib(overflowPages: number): { readonly sink: WindowSink; readonly pageCount: number } {
  const sink = createWindowSink();
  const tables = [{ name: 'records', sql: 'CREATE TABLE records(id INTEGER PRIMARY KEY, value BLOB)' }];
  const writer = createSqliteWriter(sink, { pageBytes: PAGE_BYTES, applicationId: 1, userVersion: 1, tables });
  const table = writer.beginRowidTable('records');
  const value = new Uint8Array(overflowPages * 65_532 + 9000).fill(0x77);
  for (let id = 1; sink.size < GIB + 8 * PAGE_BYTES; id++) table.addRow(id, [null, value]);
  const { pageCount } = writer.finish();
  return { sink, pageCount };
}

function byteOfPage(page: number): number {
  return (page - 1) * PAGE_BYTES - KEPT_START;
}

function expectEmptyLockPage({ sink, pageCount }: ReturnType<typeof writePastGib>): void {
  const page = new Uint8Array(sink.kept.buffer, byteOfPage(LOCK_PAGE), PAGE_BYTES);
  expect(page.every((byte) => byte === 0)).toBe(true);
  expect(pageCount * PAGE_BYTES).toBe(sink.size);
}

describe('the page at 1 GiB', () => {
  it('stays empty within a chain of overflow pages, which goes on after it', () => {
    const written = writePastGib(5000);
    expectEmptyLockPage(written);
    const { kept } = written.sink;
    expect(kept.getUint32(byteOfPage(LOCK_PAGE - 1))).toBe(LOCK_PAGE + 1);
    expect(kept.getUint32(byteOfPage(LOCK_PAGE + 1))).toBe(LOCK_PAGE + 2);
    expect(kept.getUint8(byteOfPage(LOCK_PAGE + 1) + 4)).toBe(0x77);
  });

  it('stays empty where a leaf comes next', () => {
    // Page 1, then 7 rows of 2340 pages before their leaf would be page 2 + 16380; a row of 3 pages more brings it to the lock page.
    const sink = createWindowSink();
    const tables = [{ name: 'records', sql: 'CREATE TABLE records(id INTEGER PRIMARY KEY, value BLOB)' }];
    const writer = createSqliteWriter(sink, { pageBytes: PAGE_BYTES, applicationId: 1, userVersion: 1, tables });
    const table = writer.beginRowidTable('records');
    const valueWith = (overflowPages: number) => new Uint8Array(overflowPages * 65_532 + 8193);
    for (let id = 1; id <= 6; id++) table.addRow(id, [null, valueWith(2340)]);
    table.addRow(7, [null, valueWith(2343)]);
    expect(sink.size).toBe(GIB);
    table.addRow(8, [null, valueWith(1)]);
    expectEmptyLockPage({ sink, pageCount: LOCK_PAGE + 2 });
    expect(sink.kept.getUint8(byteOfPage(LOCK_PAGE + 1))).toBe(13);
    // The overflow page of row 8 comes after that leaf.
    expect(sink.kept.getUint32(byteOfPage(LOCK_PAGE + 2))).toBe(0);
    writer.finish();
  });
});
