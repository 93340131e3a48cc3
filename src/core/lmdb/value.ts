import type { ByteRange } from '../bytes/byte-source.ts';
import { ByteCursor } from '../bytes/cursor.ts';
import type { ReadBuffer } from '../bytes/read-buffer.ts';
import { NODE_FLAGS } from './layout.ts';
import { type LeafPage, whereInPage } from './page.ts';
import type { PageFile } from './page-file.ts';

/** Where the value of a node lies on overflow pages; null where it lies on the leaf page itself. */
export function valueRangeOrNull(file: PageFile, page: LeafPage, node: number): ByteRange | null {
  if (!isOnOverflowPages(page, node)) return null;
  return file.overflowRange(firstOverflowPage(page, node), page.dataSizes[node] ?? 0, dataWhere(page, node));
}

/**
 * The value of a node, owned by the caller: a copy of the leaf page's bytes, or one contiguous read of overflow pages. With a `buffer` the latter may lie in
 * it, and are then valid until its next use.
 */
export function readValue(file: PageFile, page: LeafPage, node: number, buffer?: ReadBuffer): Uint8Array {
  if (!isOnOverflowPages(page, node)) return dataView(page, node).slice();
  return file.readOverflow(firstOverflowPage(page, node), page.dataSizes[node] ?? 0, dataWhere(page, node), buffer);
}

/** The data of a node that lies on the leaf page, as a view, not to be changed. */
export function dataView(page: LeafPage, node: number): Uint8Array {
  const start = page.dataStarts[node] ?? 0;
  return page.bytes.subarray(start, start + (page.dataSizes[node] ?? 0));
}

/** Names the place of a byte of the node's data. */
export function dataWhere(page: LeafPage, node: number): (byte?: number) => string {
  return (byte = 0) => whereInPage(page.place, (page.dataStarts[node] ?? 0) + byte);
}

function isOnOverflowPages(page: LeafPage, node: number): boolean {
  return ((page.nodeFlags[node] ?? 0) & NODE_FLAGS.bigData) !== 0;
}

function firstOverflowPage(page: LeafPage, node: number): number {
  // Past 2^53 the number is not exact, but no less out of bounds.
  const cursor = new ByteCursor(page.bytes, { name: 'LMDB page' });
  return Number(cursor.seek(page.dataStarts[node] ?? 0).uint64());
}
