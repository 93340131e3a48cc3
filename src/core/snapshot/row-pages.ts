import type { ByteRange, ByteSource } from '../bytes/byte-source.ts';
import { ByteCursor } from '../bytes/cursor.ts';
import { DataError } from '../errors.ts';
import type { SqliteHeader } from './sqlite-header.ts';

/** First byte of an interior page of a table (https://sqlite.org/fileformat2.html section 1.6). */
const TABLE_INTERIOR = 5;
const POINTERS_BYTE = 12;
/** The file's first page; the records follow it. */
const SCHEMA_PAGE = 1;
/** SQLite's own limit (BTCURSOR_MAX_DEPTH). */
const MAX_DEPTH = 20;
/** A range is worth reading for one value up to so many times the value's size, and so many pages. */
const WORTH_SIZES = 4;
const WORTH_PAGES = 8;
const PAGE_ENDS_EARLY = 'sqlite-page-ends-early';

export interface RowPages {
  /**
   * Bytes that reading a row of `valueBytes` bytes will touch, as far as the interior pages tell: the leaf is not read, but for the first row asked for. In
   * a file of our writer the overflow pages of a leaf's rows lie between the leaf before it and the leaf, so that range holds the value and the
   * ones beside it, which a crop reads too. In a file that SQLite rearranged it may be the leaf alone.
   * Null where the pages tell nothing, for they are damaged: reading the row reports that.
   */
  rangeOrNull(rowid: number, valueBytes: number): ByteRange | null;
}

interface Leaf {
  readonly page: number;
  /** The page after which those of the leaf begin: the leaf before it; for the first under an interior page that page's neighbour, the file's first page at last. */
  readonly previousPage: number;
}

/** Tells where the rows of a table lie. `rootPage` is the page number of its root, `blocks` the file, best through a cache. */
export function createRowPages(blocks: ByteSource, header: SqliteHeader, rootPage: number): RowPages {
  const { pageBytes, pageCount } = header;
  /** Levels above the leaves, the same for all of them; known once a leaf was met. */
  let interiorLevels: number | null = null;

  function findLeafOrNull(rowid: number): Leaf | null {
    let leaf: Leaf = { page: rootPage, previousPage: SCHEMA_PAGE };
    for (let level = 0; level <= MAX_DEPTH; level++) {
      if (leaf.page < 1 || leaf.page > pageCount) return null;
      if (level === interiorLevels) return leaf;
      const page = blocks.read((leaf.page - 1) * pageBytes, leaf.page * pageBytes);
      if (page[0] !== TABLE_INTERIOR) {
        interiorLevels = level;
        return leaf;
      }
      leaf = childOf(page, rowid, leaf.previousPage);
    }
    return null;
  }

  return {
    rangeOrNull(rowid, valueBytes) {
      try {
        const leaf = findLeafOrNull(rowid);
        if (leaf === null) return null;
        const groupPages = leaf.page === rootPage ? 0 : leaf.page - leaf.previousPage;
        const isWorth = groupPages > 0 && groupPages * pageBytes <= WORTH_SIZES * valueBytes + WORTH_PAGES * pageBytes;
        return { startByte: (leaf.page - (isWorth ? groupPages : 1)) * pageBytes, endByte: leaf.page * pageBytes };
      } catch (error) {
        if (error instanceof DataError && error.problem.code === PAGE_ENDS_EARLY) return null;
        throw error;
      }
    },
  };
}

/** The child of an interior page that holds the row: the first whose separator, its last rowid, is not below, else the rightmost. */
function childOf(page: Uint8Array, rowid: number, previousPage: number): Leaf {
  const cursor = new ByteCursor(page, { name: 'SQLite page', code: PAGE_ENDS_EARLY });
  const cellCount = cursor.seek(3).uint16('big');
  const seekCell = (cell: number) => cursor.seek(cursor.seek(POINTERS_BYTE + cell * 2).uint16('big'));
  const childAt = (cell: number) => (cell < cellCount ? seekCell(cell) : cursor.seek(8)).uint32('big');
  let low = 0;
  let high = cellCount;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (readVarint(seekCell(middle).skip(4)) >= BigInt(rowid)) high = middle;
    else low = middle + 1;
  }
  return { page: childAt(low), previousPage: low === 0 ? previousPage : childAt(low - 1) };
}

/** Big-endian, 7 bits a byte while the first bit is set, all 8 bits of a ninth byte (section 1.6). */
function readVarint(cursor: ByteCursor): bigint {
  let value = 0n;
  for (let count = 1; count < 9; count++) {
    const byte = cursor.uint8();
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return value;
  }
  return BigInt.asIntN(64, (value << 8n) | BigInt(cursor.uint8()));
}
