import type { ByteSink } from '../bytes/byte-sink.ts';
import { META_PAGE_COUNT, NODE_FLAGS, NODE_HEADER_BYTES, PAGE_FLAGS, PAGE_HEADER_BYTES } from './layout.ts';

/** Page size of liblmdb on Linux and Windows on x86. */
export const WRITTEN_PAGE_BYTES = 4096;

const NODE_OFFSET_BYTES = 2;
/** A leaf node above this has its value on overflow pages (mdb.c me_nodemax: half of a page, even, less the node's offset). */
const MOST_NODE_BYTES = (Math.trunc((WRITTEN_PAGE_BYTES - PAGE_HEADER_BYTES) / 2) & ~1) - NODE_OFFSET_BYTES;
/** Bytes that the nodes of a page have, offsets included. */
export const PAGE_ROOM_BYTES = WRITTEN_PAGE_BYTES - PAGE_HEADER_BYTES;

/** The pages of a data file, appended one after the other. The two meta pages, zeros at first, are there from the start. */
export interface LmdbPages {
  /** Pages so far. */
  readonly pageCount: number;
  readonly branchPages: number;
  readonly leafPages: number;
  readonly overflowPages: number;
  /** Appends a page of nodes, in key order, and gives its number. The nodes have to fit. */
  appendNodes(kind: 'branch' | 'leaf', nodes: readonly Uint8Array[]): number;
  /** Appends a value on pages of its own, which follow each other, and gives the number of the first. */
  appendOverflow(value: Uint8Array): number;
}

export function createLmdbPages(sink: ByteSink): LmdbPages {
  const scratch = new Uint8Array(WRITTEN_PAGE_BYTES);
  const overflowHeader = new Uint8Array(PAGE_HEADER_BYTES);
  const counts = { branch: 0, leaf: 0, overflow: 0 };
  const pageCount = () => META_PAGE_COUNT + counts.branch + counts.leaf + counts.overflow;
  for (let page = 0; page < META_PAGE_COUNT; page++) sink.append(scratch);

  return {
    get pageCount() {
      return pageCount();
    },
    get branchPages() {
      return counts.branch;
    },
    get leafPages() {
      return counts.leaf;
    },
    get overflowPages() {
      return counts.overflow;
    },
    appendNodes(kind, nodes) {
      const pageNumber = pageCount();
      scratch.fill(0);
      layOutNodePage(scratch, pageNumber, kind, nodes);
      sink.append(scratch);
      counts[kind] += 1;
      return pageNumber;
    },
    appendOverflow(value) {
      const firstPage = pageCount();
      // Only the first page has a header.
      const pages = Math.ceil((PAGE_HEADER_BYTES + value.length) / WRITTEN_PAGE_BYTES);
      const view = new DataView(overflowHeader.buffer);
      view.setBigUint64(0, BigInt(firstPage), true);
      view.setUint16(10, PAGE_FLAGS.overflow, true);
      view.setUint32(12, pages, true);
      sink.append(overflowHeader);
      sink.append(value);
      const restBytes = pages * WRITTEN_PAGE_BYTES - PAGE_HEADER_BYTES - value.length;
      if (restBytes > 0) sink.append(new Uint8Array(restBytes));
      counts.overflow += pages;
      return firstPage;
    },
  };
}

/** Bytes that a node takes of its page: nodes begin at even offsets (mdb.c mdb_node_add). */
export function nodeRoom(nodeBytes: number): number {
  return nodeBytes + (nodeBytes % 2) + NODE_OFFSET_BYTES;
}

/** A leaf node with its value, or with the number of the value's first overflow page where the node would be too large. */
export function createLeafNode(pages: LmdbPages, key: Uint8Array, value: Uint8Array): Uint8Array {
  const isOnPage = NODE_HEADER_BYTES + key.length + value.length <= MOST_NODE_BYTES;
  const node = new Uint8Array(NODE_HEADER_BYTES + key.length + (isOnPage ? value.length : 8));
  const view = new DataView(node.buffer);
  view.setUint32(0, value.length, true);
  view.setUint16(4, isOnPage ? 0 : NODE_FLAGS.bigData, true);
  view.setUint16(6, key.length, true);
  node.set(key, NODE_HEADER_BYTES);
  const dataByte = NODE_HEADER_BYTES + key.length;
  if (isOnPage) node.set(value, dataByte);
  else view.setBigUint64(dataByte, BigInt(pages.appendOverflow(value)), true);
  return node;
}

export function createBranchNode(key: Uint8Array, child: number): Uint8Array {
  const node = new Uint8Array(NODE_HEADER_BYTES + key.length);
  const view = new DataView(node.buffer);
  view.setUint32(0, child % 2 ** 32, true);
  view.setUint16(4, Math.floor(child / 2 ** 32), true);
  view.setUint16(6, key.length, true);
  node.set(key, NODE_HEADER_BYTES);
  return node;
}

/** Offsets grow from the header, nodes from the end of the page. `page` holds zeros. */
function layOutNodePage(
  page: Uint8Array,
  pageNumber: number,
  kind: 'branch' | 'leaf',
  nodes: readonly Uint8Array[],
): void {
  const view = new DataView(page.buffer);
  let upper = WRITTEN_PAGE_BYTES;
  nodes.forEach((node, index) => {
    upper -= node.length + (node.length % 2);
    page.set(node, upper);
    view.setUint16(PAGE_HEADER_BYTES + index * NODE_OFFSET_BYTES, upper, true);
  });
  view.setBigUint64(0, BigInt(pageNumber), true);
  view.setUint16(10, PAGE_FLAGS[kind], true);
  view.setUint16(12, PAGE_HEADER_BYTES + nodes.length * NODE_OFFSET_BYTES, true);
  view.setUint16(14, upper, true);
}
