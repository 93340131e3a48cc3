import type { ByteRange, ByteSource } from '../bytes/byte-source.ts';
import { ByteCursor } from '../bytes/cursor.ts';
import type { ReadBuffer } from '../bytes/read-buffer.ts';
import { DataError } from '../errors.ts';
import { hex } from './damage.ts';
import { META_PAGE_COUNT, PAGE_FLAGS, PAGE_HEADER_BYTES, PAGE_KIND_MASK } from './layout.ts';
import type { LmdbHeader } from './meta.ts';
import { type Page, type PageRules, parsePage } from './page.ts';

/** The pages of a store: finds them by number and checks that they are what the tree says. */
export interface PageFile {
  readonly sourceName: string;
  readonly pageSizeBytes: number;
  /** One read of a page of a tree. `where` names the place that points at it. */
  readPage(pageNumber: number, rules: PageRules, where: () => string): Page;
  /** Where a page lies; null where the file has no such page. */
  pageRangeOrNull(pageNumber: number): ByteRange | null;
  /** Where a value of `valueSize` bytes lies on overflow pages, the header of the first page included. */
  overflowRange(firstPage: number, valueSize: number, where: () => string): ByteRange;
  /** One contiguous read of a value on overflow pages, into `buffer` where one is given. */
  readOverflow(firstPage: number, valueSize: number, where: () => string, buffer?: ReadBuffer): Uint8Array;
}

export function createPageFile(source: ByteSource, header: Pick<LmdbHeader, 'pageSizeBytes' | 'lastPage'>): PageFile {
  const { pageSizeBytes, lastPage } = header;

  function checkPageNumbers(firstPage: number, endPage: number, where: () => string): void {
    if (firstPage >= META_PAGE_COUNT && endPage - 1 <= lastPage) return;
    throw new DataError({
      code: 'lmdb-page-number',
      what: 'The tree points at a page that the store does not have',
      expected: `a page in [${META_PAGE_COUNT}, ${lastPage}]`,
      found: endPage - firstPage === 1 ? `page ${firstPage}` : `pages ${firstPage} to ${endPage - 1}`,
      where: where(),
    });
  }

  function checkEnd(pageNumber: number, endByte: number, isWholePage: boolean): void {
    if (endByte <= source.size) return;
    // A value runs over many pages: the file may hold the first of them and end before a later one.
    const firstMissingPage = Math.max(pageNumber, Math.ceil(source.size / pageSizeBytes));
    const isBefore = firstMissingPage * pageSizeBytes < endByte;
    throw new DataError({
      code: 'lmdb-file-ends',
      what: isBefore
        ? `The file ends before page ${firstMissingPage} that the tree points at`
        : `The file ends within ${isWholePage ? 'page' : 'the value on page'} ${pageNumber} that the tree points at`,
      expected: `at least ${endByte} bytes`,
      found: `${source.size} bytes`,
      where: pageWhere(pageNumber, 0),
    });
  }

  const pageWhere = (pageNumber: number, byte: number) =>
    `${source.name}, page ${pageNumber}, byte ${pageNumber * pageSizeBytes + byte}`;

  function checkOwnNumber(pageNumber: number, header: ByteCursor): void {
    const ownNumber = header.seek(0).uint64();
    if (ownNumber === BigInt(pageNumber)) return;
    throw new DataError({
      code: 'lmdb-page-own-number',
      what: 'A page says that it is another one',
      expected: `page ${pageNumber}`,
      found: `page ${ownNumber}`,
      where: pageWhere(pageNumber, 0),
    });
  }

  function checkOverflowHeader(firstPage: number, pageCount: number, header: ByteCursor): void {
    checkOwnNumber(firstPage, header);
    const kind = header.seek(10).uint16() & PAGE_KIND_MASK;
    const storedCount = header.uint32();
    if (kind === PAGE_FLAGS.overflow && storedCount >= pageCount) return;
    throw new DataError({
      code: 'lmdb-overflow',
      what: 'The pages of a value are not what its record says',
      expected: `an overflow page (flags ${hex(PAGE_FLAGS.overflow)}), the first of at least ${pageCount}`,
      found: `flags ${hex(kind)}, the first of ${storedCount}`,
      where: pageWhere(firstPage, 10),
    });
  }

  function overflowRange(firstPage: number, valueSize: number, where: () => string): ByteRange {
    const pageCount = Math.ceil((PAGE_HEADER_BYTES + valueSize) / pageSizeBytes);
    checkPageNumbers(firstPage, firstPage + pageCount, where);
    const startByte = firstPage * pageSizeBytes;
    const endByte = startByte + PAGE_HEADER_BYTES + valueSize;
    checkEnd(firstPage, endByte, false);
    return { startByte, endByte };
  }

  return {
    sourceName: source.name,
    pageSizeBytes,
    overflowRange,
    pageRangeOrNull(pageNumber) {
      const endByte = (pageNumber + 1) * pageSizeBytes;
      const isThere = pageNumber >= META_PAGE_COUNT && pageNumber <= lastPage && endByte <= source.size;
      return isThere ? { startByte: pageNumber * pageSizeBytes, endByte } : null;
    },
    readPage(pageNumber, rules, where) {
      checkPageNumbers(pageNumber, pageNumber + 1, where);
      const startByte = pageNumber * pageSizeBytes;
      checkEnd(pageNumber, startByte + pageSizeBytes, true);
      const bytes = source.read(startByte, startByte + pageSizeBytes);
      checkOwnNumber(pageNumber, new ByteCursor(bytes, { name: 'LMDB page' }));
      return parsePage(bytes, { sourceName: source.name, pageNumber, startByte }, rules);
    },
    readOverflow(firstPage, valueSize, where, buffer) {
      const { startByte, endByte } = overflowRange(firstPage, valueSize, where);
      const bytes = source.read(startByte, endByte, buffer);
      const pageCount = Math.ceil(bytes.length / pageSizeBytes);
      checkOverflowHeader(firstPage, pageCount, new ByteCursor(bytes, { name: 'LMDB page' }));
      return bytes.subarray(PAGE_HEADER_BYTES);
    },
  };
}
