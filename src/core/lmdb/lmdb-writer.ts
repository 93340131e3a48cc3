import type { ByteSink } from '../bytes/byte-sink.ts';
import { DataError } from '../errors.ts';
import { keyOrderOf } from './key-order.ts';
import {
  DATABASE_FLAGS,
  META_MAGIC,
  META_MAIN_RECORD_BYTE,
  META_PAGE_COUNT,
  META_VERSION,
  NO_PAGE,
  PAGE_FLAGS,
  RECORD_ROOT_BYTE,
} from './layout.ts';
import { createLmdbPages, type LmdbPages, WRITTEN_PAGE_BYTES } from './page-writer.ts';
import { createTreeWriter } from './tree-writer.ts';

export interface LmdbWriterOptions {
  /**
   * Largest size of the file that a program which opens it without a size of its own may write, in bytes. The file's own size where that
   * is more, and where this is absent.
   */
  readonly mapSizeBytes?: number;
}

export interface LmdbFigures {
  readonly entries: number;
  /** All pages of the file, the two meta pages included. */
  readonly pages: number;
  /** Levels of the tree, leaves included; 0 when empty. */
  readonly depth: number;
}

export interface LmdbWriter {
  /** Keys of 1 to 511 bytes, each greater than the one before (as memcmp, then by length). */
  put(key: Uint8Array, value: Uint8Array): void;
  /** Writes what is left and both meta pages, which make the file a store. */
  finish(): LmdbFigures;
}

/** The largest key of a liblmdb that is built as it comes (MDB_MAXKEYSIZE). */
const MAX_KEY_BYTES = 511;
const MAX_VALUE_BYTES = 0xffff_ffff;
/** Bytes of a key that a message shows. */
const SHOWN_KEY_BYTES = 40;

const compareKeys = keyOrderOf(0);

/**
 * Writes an LMDB 0.9 data file (64 bit, little-endian, pages of 4096 bytes, the main database alone) in one pass into an empty sink,
 * with the leaves that liblmdb makes of records put in order with MDB_APPEND; branch pages are full, where liblmdb splits them in half.
 * Overflow pages of a value lie before the leaf that leads to them. One page a level is held, however many records there are.
 *
 * The meta pages are alike but for their transactions, 0 and 1, so that damage to either loses nothing; liblmdb goes on with transaction 2.
 * Keys out of order or of a size that LMDB does not take throw a `DataError`; calls after `finish` throw an `Error`. A file that is not
 * finished has no magic number, so nothing opens it.
 */
export function createLmdbWriter(sink: ByteSink, options: LmdbWriterOptions = {}): LmdbWriter {
  if (sink.size !== 0) throw new Error(`An LMDB file begins at byte 0, but the sink holds ${sink.size} bytes.`);
  const pages = createLmdbPages(sink);
  const tree = createTreeWriter(pages);
  let previous: Uint8Array | null = null;
  let entries = 0;
  let isFinished = false;

  function checkUnfinished(): void {
    if (isFinished) throw new Error('The LMDB file is finished.');
  }

  return {
    put(key, value) {
      checkUnfinished();
      checkRecord(key, value, previous, entries);
      tree.add(key, value);
      previous = new Uint8Array(key);
      entries += 1;
    },
    finish() {
      checkUnfinished();
      isFinished = true;
      const { root, depth } = tree.finish();
      if (sink.size !== pages.pageCount * WRITTEN_PAGE_BYTES) throw new Error('The sink did not take every page.');
      const mapSizeBytes = Math.max(options.mapSizeBytes ?? 0, sink.size);
      for (let metaPage = META_PAGE_COUNT - 1; metaPage >= 0; metaPage--) {
        const bytes = createMetaPage(metaPage, mapSizeBytes, pages, { entries, root, depth });
        sink.writeAt(metaPage * WRITTEN_PAGE_BYTES, bytes);
      }
      return { entries, pages: pages.pageCount, depth };
    },
  };
}

/** Meta page 0 or 1 (mdb.c MDB_meta); its transaction is its own number. */
function createMetaPage(
  metaPage: number,
  mapSizeBytes: number,
  pages: LmdbPages,
  main: { readonly entries: number; readonly root: number | null; readonly depth: number },
): Uint8Array {
  const page = new Uint8Array(WRITTEN_PAGE_BYTES);
  const view = new DataView(page.buffer);
  const setUint64 = (byte: number, value: number | bigint) => view.setBigUint64(byte, BigInt(value), true);
  setUint64(0, metaPage);
  view.setUint16(10, PAGE_FLAGS.meta, true);
  view.setUint32(16, META_MAGIC, true);
  view.setUint32(20, META_VERSION, true);
  setUint64(32, mapSizeBytes);

  // The record of the free list, empty. Its pad holds the page size; its keys are transactions.
  view.setUint32(40, WRITTEN_PAGE_BYTES, true);
  view.setUint16(44, DATABASE_FLAGS.integerKey, true);
  setUint64(40 + RECORD_ROOT_BYTE, NO_PAGE);

  view.setUint16(META_MAIN_RECORD_BYTE + 6, main.depth, true);
  setUint64(META_MAIN_RECORD_BYTE + 8, pages.branchPages);
  setUint64(META_MAIN_RECORD_BYTE + 16, pages.leafPages);
  setUint64(META_MAIN_RECORD_BYTE + 24, pages.overflowPages);
  setUint64(META_MAIN_RECORD_BYTE + 32, main.entries);
  setUint64(META_MAIN_RECORD_BYTE + RECORD_ROOT_BYTE, main.root ?? NO_PAGE);
  setUint64(136, pages.pageCount - 1);
  setUint64(144, metaPage);
  return page;
}

function checkRecord(key: Uint8Array, value: Uint8Array, previous: Uint8Array | null, index: number): void {
  const refuse = (code: string, what: string, expected: string, found: string) =>
    new DataError({ code, what, expected, found, where: `record ${index} of the LMDB file to be written` });
  if (key.length < 1 || key.length > MAX_KEY_BYTES) {
    const what = 'LMDB does not take a key of this size';
    throw refuse('write-key-size', what, `1 to ${MAX_KEY_BYTES} bytes`, `${key.length} bytes`);
  }
  if (value.length > MAX_VALUE_BYTES) {
    const what = 'LMDB does not take a value of this size';
    throw refuse('write-value-size', what, `at most ${MAX_VALUE_BYTES} bytes`, `${value.length} bytes`);
  }
  if (previous && compareKeys(previous, 0, previous.length, key, 0, key.length) >= 0) {
    const what = 'The keys to be written are not in ascending order';
    throw refuse('write-key-order', what, `a key above ${showKey(previous)}`, showKey(key));
  }
}

/** The key as text where it is plain ASCII, else its bytes in hexadecimal. */
function showKey(key: Uint8Array): string {
  const shown = key.subarray(0, SHOWN_KEY_BYTES);
  const rest = key.length > SHOWN_KEY_BYTES ? '...' : '';
  if (shown.every((byte) => byte >= 0x20 && byte < 0x7f)) return `"${String.fromCharCode(...shown)}${rest}"`;
  return `0x${Array.from(shown, (byte) => byte.toString(16).padStart(2, '0')).join('')}${rest}`;
}
