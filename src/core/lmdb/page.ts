import { ByteCursor } from '../bytes/cursor.ts';
import { DataError } from '../errors.ts';
import { hex } from './damage.ts';
import type { KeyOrder } from './key-order.ts';
import {
  NODE_FLAGS,
  NODE_HEADER_BYTES,
  PAGE_FLAGS,
  PAGE_HEADER_BYTES,
  PAGE_KIND_MASK,
  RECORD_BYTES,
} from './layout.ts';

/** What all nodes of a page share: their keys, as parts of the page's bytes. */
interface Keys {
  readonly bytes: Uint8Array;
  readonly place: PagePlace;
  readonly nodeCount: number;
  /** Index of each key's first byte. */
  readonly keyStarts: Uint32Array;
  /** Bytes of each key. */
  readonly keySizes: Uint16Array;
}

/** Child `i` holds the keys from key `i` up to key `i + 1`; key 0 is empty and stands for "smaller than all". */
export interface BranchPage extends Keys {
  readonly kind: 'branch';
  /** Page number of each child, not yet checked. */
  readonly children: Float64Array;
}

export interface LeafPage extends Keys {
  readonly kind: 'leaf';
  /** Node flags (`NODE_FLAGS`). */
  readonly nodeFlags: Uint8Array;
  /** Index of the first byte of each node's data within the page. */
  readonly dataStarts: Uint32Array;
  /** Size of each value in bytes, also where it lies on overflow pages. */
  readonly dataSizes: Uint32Array;
}

export type Page = BranchPage | LeafPage;

/** Where a page lies, for messages. */
export interface PagePlace {
  readonly sourceName: string;
  readonly pageNumber: number;
  /** Of the page, or of the sub-page within its page, in the file. */
  readonly startByte: number;
}

/** What a page has to be to belong to a tree. */
export interface PageRules {
  readonly order: KeyOrder;
  /** Node flags that may be set on its leaves, as a mask. */
  readonly nodeFlagsMask: number;
  /** Bytes of each key where the leaves are LEAF2 pages (keys alone, all of one size); 0 where they are not. */
  readonly leaf2KeyBytes: number;
  /** In a tree of duplicates the keys are the values, and no node has data. */
  readonly hasData: boolean;
}

/** "data.mdb, page 5, byte 20496": `byte` counts from the start of the page, the message from the start of the file. */
export function whereInPage(place: PagePlace, byte: number): string {
  return `${place.sourceName}, page ${place.pageNumber}, byte ${place.startByte + byte}`;
}

/**
 * Parses and checks a whole page or sub-page: its kind, that every node lies within it, and that its keys are in order, so that a
 * search in it cannot go wrong. `bytes` holds at least a page header. Bytes that do not fit throw a `DataError` that names page and byte.
 */
export function parsePage(bytes: Uint8Array, place: PagePlace, rules: PageRules): Page {
  const cursor = new ByteCursor(bytes, { name: 'LMDB page' });
  const leaf2KeyBytes = cursor.seek(8).uint16();
  const flags = cursor.uint16();
  const kind = flags & PAGE_KIND_MASK;
  const wantedLeaf = PAGE_FLAGS.leaf | (rules.leaf2KeyBytes > 0 ? PAGE_FLAGS.leaf2 : 0);
  if (kind !== PAGE_FLAGS.branch && kind !== wantedLeaf) {
    const wanted = `the flags of a branch (${hex(PAGE_FLAGS.branch)}) or leaf page (${hex(wantedLeaf)})`;
    throw damaged(place, 10, 'lmdb-page-kind', 'A page is of the wrong kind', wanted, hex(kind));
  }
  const lower = cursor.uint16();
  const upper = cursor.uint16();
  const nodeCount = (lower - PAGE_HEADER_BYTES) >> 1;
  if (lower < PAGE_HEADER_BYTES + 2 || lower % 2 !== 0 || upper < lower || upper > bytes.length) {
    const wanted = `a page with nodes, ${PAGE_HEADER_BYTES + 2} <= lower <= upper <= ${bytes.length}, lower even`;
    throw damaged(
      place,
      12,
      'lmdb-page-bounds',
      'The bounds of a page are impossible',
      wanted,
      `${lower} and ${upper}`,
    );
  }
  const page =
    kind === PAGE_FLAGS.branch
      ? parseBranch(cursor, bytes, place, nodeCount, upper)
      : rules.leaf2KeyBytes > 0
        ? parseLeaf2(bytes, place, nodeCount, leaf2KeyBytes, rules.leaf2KeyBytes)
        : parseLeaf(cursor, bytes, place, nodeCount, upper, rules);
  checkKeyOrder(page, rules.order);
  return page;
}

function parseBranch(
  cursor: ByteCursor,
  bytes: Uint8Array,
  place: PagePlace,
  nodeCount: number,
  upper: number,
): BranchPage {
  const keyStarts = new Uint32Array(nodeCount);
  const keySizes = new Uint16Array(nodeCount);
  const children = new Float64Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    const start = nodeStart(cursor, place, node, upper, bytes.length);
    const low = cursor.uint32();
    children[node] = cursor.uint16() * 2 ** 32 + low;
    const keySize = cursor.uint16();
    // The key of node 0 is never compared; it is taken as empty, as liblmdb takes it.
    const usedSize = node === 0 ? 0 : keySize;
    checkNodeEnd(place, start, NODE_HEADER_BYTES + keySize, bytes.length);
    keyStarts[node] = start + NODE_HEADER_BYTES;
    keySizes[node] = usedSize;
  }
  return { kind: 'branch', bytes, place, nodeCount, keyStarts, keySizes, children };
}

function parseLeaf(
  cursor: ByteCursor,
  bytes: Uint8Array,
  place: PagePlace,
  nodeCount: number,
  upper: number,
  rules: PageRules,
): LeafPage {
  const keyStarts = new Uint32Array(nodeCount);
  const keySizes = new Uint16Array(nodeCount);
  const nodeFlags = new Uint8Array(nodeCount);
  const dataStarts = new Uint32Array(nodeCount);
  const dataSizes = new Uint32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    const start = nodeStart(cursor, place, node, upper, bytes.length);
    const dataSize = cursor.uint32();
    const flags = cursor.uint16();
    const keySize = cursor.uint16();
    if (keySize === 0) {
      throw damaged(place, start + 6, 'lmdb-key-size', 'A record has an empty key', 'at least 1 byte', '0 bytes');
    }
    checkNodeFlags(place, start, flags, dataSize, rules);
    const storedSize = flags & NODE_FLAGS.bigData ? 8 : dataSize;
    checkNodeEnd(place, start, NODE_HEADER_BYTES + keySize + storedSize, bytes.length);
    keyStarts[node] = start + NODE_HEADER_BYTES;
    keySizes[node] = keySize;
    nodeFlags[node] = flags;
    dataStarts[node] = start + NODE_HEADER_BYTES + keySize;
    dataSizes[node] = dataSize;
  }
  return { kind: 'leaf', bytes, place, nodeCount, keyStarts, keySizes, nodeFlags, dataStarts, dataSizes };
}

/** Keys alone, one after another behind the page header. */
function parseLeaf2(
  bytes: Uint8Array,
  place: PagePlace,
  nodeCount: number,
  keyBytes: number,
  wantedKeyBytes: number,
): LeafPage {
  if (keyBytes !== wantedKeyBytes) {
    const what = 'The duplicates on a page have another size than the tree says';
    throw damaged(place, 8, 'lmdb-key-size', what, `${wantedKeyBytes} bytes`, `${keyBytes} bytes`);
  }
  const endByte = PAGE_HEADER_BYTES + nodeCount * keyBytes;
  if (endByte > bytes.length) {
    const found = `${nodeCount} of ${keyBytes} bytes`;
    const wanted = `at most ${bytes.length - PAGE_HEADER_BYTES} bytes`;
    throw damaged(place, 12, 'lmdb-page-bounds', 'The duplicates on a page reach past its end', wanted, found);
  }
  return {
    kind: 'leaf',
    bytes,
    place,
    nodeCount,
    keyStarts: Uint32Array.from({ length: nodeCount }, (_, node) => PAGE_HEADER_BYTES + node * keyBytes),
    keySizes: new Uint16Array(nodeCount).fill(keyBytes),
    nodeFlags: new Uint8Array(nodeCount),
    dataStarts: new Uint32Array(nodeCount),
    dataSizes: new Uint32Array(nodeCount),
  };
}

/** Index of a node's first byte; the cursor stands there afterwards, with the node's header within the page. */
function nodeStart(cursor: ByteCursor, place: PagePlace, node: number, upper: number, pageBytes: number): number {
  const offsetByte = PAGE_HEADER_BYTES + node * 2;
  const start = cursor.seek(offsetByte).uint16();
  if (start < upper || start + NODE_HEADER_BYTES > pageBytes) {
    const wanted = `an offset in [${upper}, ${pageBytes - NODE_HEADER_BYTES}]`;
    throw damaged(place, offsetByte, 'lmdb-node', 'A node lies outside its page', wanted, `${start}`);
  }
  cursor.seek(start);
  return start;
}

function checkNodeEnd(place: PagePlace, start: number, nodeBytes: number, pageBytes: number): void {
  if (start + nodeBytes <= pageBytes) return;
  const wanted = `at most ${pageBytes - start} bytes`;
  throw damaged(place, start, 'lmdb-node', 'A node reaches past the end of its page', wanted, `${nodeBytes} bytes`);
}

function checkNodeFlags(place: PagePlace, start: number, flags: number, dataSize: number, rules: PageRules): void {
  const { bigData, subData, dupData } = NODE_FLAGS;
  const isAllowed = (flags & ~rules.nodeFlagsMask) === 0;
  const isCombination = [0, bigData, subData, dupData, subData | dupData].includes(flags);
  if (!isAllowed || !isCombination) {
    const wanted = `flags that this database can have (mask ${hex(rules.nodeFlagsMask)})`;
    throw damaged(place, start + 4, 'lmdb-node', 'The flags of a node are impossible', wanted, hex(flags));
  }
  if (flags & subData && dataSize !== RECORD_BYTES) {
    const wanted = `a database record of ${RECORD_BYTES} bytes`;
    throw damaged(place, start, 'lmdb-node', 'The data of a node has the wrong size', wanted, `${dataSize} bytes`);
  }
  if (!rules.hasData && dataSize !== 0) {
    const wanted = 'none in a tree of duplicates';
    throw damaged(place, start, 'lmdb-node', 'The data of a node has the wrong size', wanted, `${dataSize} bytes`);
  }
}

function checkKeyOrder(page: Page, order: KeyOrder): void {
  const { bytes, keyStarts, keySizes } = page;
  for (let node = page.kind === 'branch' ? 2 : 1; node < page.nodeCount; node++) {
    const start = keyStarts[node] ?? 0;
    if (order(bytes, keyStarts[node - 1] ?? 0, keySizes[node - 1] ?? 0, bytes, start, keySizes[node] ?? 0) < 0)
      continue;
    const what = 'The keys of a page are out of order';
    throw damaged(page.place, start, 'lmdb-key-order', what, 'each greater than the one before', `key ${node} is not`);
  }
}

function damaged(
  place: PagePlace,
  byte: number,
  code: string,
  what: string,
  expected: string,
  found: string,
): DataError {
  return new DataError({ code, what, expected, found, where: whereInPage(place, byte) });
}
