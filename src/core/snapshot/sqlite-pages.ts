import type { ByteSink } from '../bytes/byte-sink.ts';
import { DataError } from '../errors.ts';
import type { Payload } from './sqlite-record.ts';

/** First byte of a b-tree page (https://sqlite.org/fileformat2.html section 1.6): interior and leaf, of an index and of a table. */
export const PAGE_KINDS = { indexInterior: 2, tableInterior: 5, indexLeaf: 10, tableLeaf: 13 } as const;

export type PageKind = (typeof PAGE_KINDS)[keyof typeof PAGE_KINDS];

/** SQLite locks bytes from here on; the page that holds them is never used (section 1.4). */
const LOCK_BYTE = 0x4000_0000;
const LAST_PAGE_NUMBER = 0xffff_fffe;
const CELL_POINTER_BYTES = 2;
/** SQLite frees cells in units that need 4 bytes, so it counts smaller ones as 4. */
const SMALLEST_CELL_BYTES = 4;

/** The pages of a database file, appended one after the other. Page 1, all zeros at first, is there from the start. */
export interface SqlitePages {
  readonly pageBytes: number;
  /** Pages so far, and so the number of the last one. */
  readonly pageCount: number;
  /** Appends a b-tree page, with the rightmost child of an interior one, and gives its number. The cells have to fit. */
  appendTreePage(kind: PageKind, cells: readonly Uint8Array[], rightChild?: number): number;
  /** Appends a payload from `startByte` on as a chain of overflow pages that follow each other, and gives the number of the first. */
  appendOverflow(payload: Payload, startByte: number): number;
}

export function createSqlitePages(sink: ByteSink, pageBytes: number): SqlitePages {
  const lockPage = Math.floor(LOCK_BYTE / pageBytes) + 1;
  const scratch = new Uint8Array(pageBytes);
  let pageCount = 1;
  sink.append(scratch);

  /** Number of the page that comes after page `pageNumber`. */
  const following = (pageNumber: number) => (pageNumber + 1 === lockPage ? pageNumber + 2 : pageNumber + 1);

  /** Makes the next page the one to be appended, and gives its number. */
  function nextPage(): number {
    const pageNumber = following(pageCount);
    if (pageNumber > LAST_PAGE_NUMBER) throw tooManyPages(pageBytes);
    if (pageNumber > pageCount + 1) sink.append(new Uint8Array(pageBytes));
    pageCount = pageNumber;
    return pageNumber;
  }

  return {
    pageBytes,
    get pageCount() {
      return pageCount;
    },
    appendTreePage(kind, cells, rightChild = 0) {
      const pageNumber = nextPage();
      scratch.fill(0);
      layOutTreePage(scratch, 0, kind, cells, rightChild);
      sink.append(scratch);
      return pageNumber;
    },
    appendOverflow(payload, startByte) {
      const first = following(pageCount);
      const contentBytes = pageBytes - 4;
      const link = new Uint8Array(4);
      for (let at = startByte; at < payload.sizeBytes; at += contentBytes) {
        const pageNumber = nextPage();
        const endByte = Math.min(at + contentBytes, payload.sizeBytes);
        new DataView(link.buffer).setUint32(0, endByte < payload.sizeBytes ? following(pageNumber) : 0);
        sink.append(link);
        forEachPiece(payload, at, endByte, (piece) => sink.append(piece));
        if (endByte - at < contentBytes) sink.append(new Uint8Array(contentBytes - (endByte - at)));
      }
      return first;
    },
  };
}

/** Bytes that a cell takes of its page, its pointer included. */
export function cellRoom(cellBytes: number): number {
  return Math.max(cellBytes, SMALLEST_CELL_BYTES) + CELL_POINTER_BYTES;
}

/** Bytes that the cells of a page have, pointers included. */
export function roomOfPage(pageBytes: number, kind: PageKind): number {
  return pageBytes - headerBytes(kind);
}

/**
 * Writes a b-tree page into `page`, which holds zeros from `headerByte` on (100 on page 1, where the file header comes first, 0 on all
 * others): header, pointers, and the cells from the end of the page backwards.
 */
export function layOutTreePage(
  page: Uint8Array,
  headerByte: number,
  kind: PageKind,
  cells: readonly Uint8Array[],
  rightChild: number,
): void {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const pointersByte = headerByte + headerBytes(kind);
  let contentByte = page.length;
  cells.forEach((cell, index) => {
    contentByte -= Math.max(cell.length, SMALLEST_CELL_BYTES);
    page.set(cell, contentByte);
    view.setUint16(pointersByte + index * CELL_POINTER_BYTES, contentByte);
  });
  view.setUint8(headerByte, kind);
  view.setUint16(headerByte + 3, cells.length);
  view.setUint16(headerByte + 5, contentByte % 0x1_0000); // 65536 is written as 0
  if (!isLeaf(kind)) view.setUint32(headerByte + 8, rightChild);
}

/** The bytes `[startByte, endByte)` of a payload as views of its parts, in order. */
export function forEachPiece(
  payload: Payload,
  startByte: number,
  endByte: number,
  take: (piece: Uint8Array, byte: number) => void,
): void {
  let partStart = 0;
  for (const part of payload.parts) {
    const from = Math.max(startByte, partStart);
    const to = Math.min(endByte, partStart + part.length);
    // Most parts are a few bytes and wanted whole: a view of each would take longer than copying it.
    if (to - from === part.length && part.length > 0) take(part, from);
    else if (from < to) take(part.subarray(from - partStart, to - partStart), from);
    partStart += part.length;
  }
}

function isLeaf(kind: PageKind): boolean {
  return kind === PAGE_KINDS.indexLeaf || kind === PAGE_KINDS.tableLeaf;
}

function headerBytes(kind: PageKind): number {
  return isLeaf(kind) ? 8 : 12;
}

function tooManyPages(pageBytes: number): DataError {
  return new DataError({
    code: 'sqlite-too-large',
    what: 'The database has more pages than SQLite can number',
    expected: `at most ${LAST_PAGE_NUMBER} pages of ${pageBytes} bytes`,
    found: 'one more',
    where: 'the SQLite file to be written',
  });
}
