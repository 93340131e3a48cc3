/** Small LMDB stores for tests, spelled out page by page. Those that py-lmdb wrote are in fixtures/lmdb. */

export const PAGE_BYTES = 512;

export interface StoreOptions {
  /** Page number of the main database's root; null for an empty tree. */
  readonly root: number | null;
  readonly depth: number;
  readonly branchPages?: number;
  readonly entryCount: number;
  readonly flags?: number;
  /** Absent means the last of `pages`. */
  readonly lastPage?: number;
}

/** A store of 512-byte pages: two meta pages (transactions 1 and 2), then `pages` as pages 2, 3, ... */
export function buildStore(options: StoreOptions, pages: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array((2 + pages.length) * PAGE_BYTES);
  const lastPage = options.lastPage ?? 1 + pages.length;
  bytes.set(metaPage(0, 1n, { ...options, lastPage }), 0);
  bytes.set(metaPage(1, 2n, { ...options, lastPage }), PAGE_BYTES);
  pages.forEach((page, index) => {
    bytes.set(page, (2 + index) * PAGE_BYTES);
  });
  return bytes;
}

export function metaPage(pageNumber: number, transaction: bigint, options: StoreOptions): Uint8Array {
  const page = new Uint8Array(PAGE_BYTES);
  const view = new DataView(page.buffer);
  view.setBigUint64(0, BigInt(pageNumber), true);
  view.setUint16(10, 0x08, true); // flags: meta
  view.setUint32(16, 0xbeefc0de, true); // magic
  view.setUint32(20, 1, true); // version
  view.setBigUint64(32, 1n << 20n, true); // map size
  view.setUint32(40, PAGE_BYTES, true); // page size, in the free-list database's record
  view.setBigUint64(80, 0xffff_ffff_ffff_ffffn, true); // the free list is empty
  page.set(databaseRecord(options), 88);
  view.setBigUint64(136, BigInt(options.lastPage ?? 0), true);
  view.setBigUint64(144, transaction, true);
  return page;
}

export function databaseRecord(options: StoreOptions & { readonly pad?: number }): Uint8Array {
  const record = new Uint8Array(48);
  const view = new DataView(record.buffer);
  view.setUint32(0, options.pad ?? 0, true);
  view.setUint16(4, options.flags ?? 0, true);
  view.setUint16(6, options.depth, true);
  view.setBigUint64(8, BigInt(options.branchPages ?? 0), true);
  view.setBigUint64(16, options.root === null ? 0n : 1n, true); // leaf pages
  view.setBigUint64(32, BigInt(options.entryCount), true);
  view.setBigUint64(40, options.root === null ? 0xffff_ffff_ffff_ffffn : BigInt(options.root), true);
  return record;
}

export interface NodeBytes {
  readonly key: Uint8Array;
  readonly flags: number;
  readonly data: Uint8Array;
  /** Value size that the node claims; absent means the data's. */
  readonly dataSize?: number;
}

export function record(key: string, value: string): NodeBytes {
  return { key: textBytes(key), flags: 0, data: textBytes(value) };
}

/** A value on overflow pages: flag 1, the data is the number of the first page. */
export function overflowRecord(key: string, firstPage: number | bigint, valueSize: number): NodeBytes {
  return { key: textBytes(key), flags: 0x01, data: pageNumberBytes(BigInt(firstPage)), dataSize: valueSize };
}

export function leafPage(pageNumber: number, nodes: readonly NodeBytes[], flags = 0x02): Uint8Array {
  return nodePage(
    pageNumber,
    flags,
    nodes.map(({ key, flags: nodeFlags, data, dataSize = data.length }) => {
      const node = new Uint8Array(8 + key.length + data.length);
      const view = new DataView(node.buffer);
      view.setUint32(0, dataSize, true); // lo and hi
      view.setUint16(4, nodeFlags, true);
      view.setUint16(6, key.length, true);
      node.set(key, 8);
      node.set(data, 8 + key.length);
      return node;
    }),
  );
}

/** Children as pairs of the smallest key and the page number; the first key is ''. */
export function branchPage(pageNumber: number, children: readonly (readonly [string, number])[]): Uint8Array {
  return nodePage(
    pageNumber,
    0x01,
    children.map(([key, child]) => {
      const node = new Uint8Array(8 + key.length);
      const view = new DataView(node.buffer);
      view.setUint32(0, child % 2 ** 32, true);
      view.setUint16(4, Math.floor(child / 2 ** 32), true); // the flags are the upper bits of the page number
      view.setUint16(6, key.length, true);
      node.set(textBytes(key), 8);
      return node;
    }),
  );
}

export function overflowPages(firstPage: number, pageCount: number, value: Uint8Array): Uint8Array[] {
  const bytes = new Uint8Array(pageCount * PAGE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(firstPage), true);
  view.setUint16(10, 0x04, true); // flags: overflow
  view.setUint32(12, pageCount, true);
  bytes.set(value, 16);
  return Array.from({ length: pageCount }, (_, page) => bytes.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES));
}

export function textBytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Writes little-endian bytes into a copy of `bytes`. */
export function patched(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
}

function pageNumberBytes(pageNumber: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, pageNumber, true);
  return bytes;
}

/** Node offsets grow from the header, nodes from the end of the page. */
function nodePage(pageNumber: number, flags: number, nodes: readonly Uint8Array[]): Uint8Array {
  const page = new Uint8Array(PAGE_BYTES);
  const view = new DataView(page.buffer);
  let upper = PAGE_BYTES;
  nodes.forEach((node, index) => {
    upper -= node.length + (node.length % 2);
    view.setUint16(16 + index * 2, upper, true);
    page.set(node, upper);
  });
  view.setBigUint64(0, BigInt(pageNumber), true);
  view.setUint16(10, flags, true);
  view.setUint16(12, 16 + nodes.length * 2, true); // lower
  view.setUint16(14, upper, true);
  return page;
}
