/** The main database of a data file as its bytes are, read with fixed offsets and without the reader: for comparing files page for page. */

export interface DumpedNode {
  readonly key: string;
  readonly flags: number;
  readonly value: string;
  /** Pages that the value's overflow header claims; 0 where the value lies on the leaf. */
  readonly overflowPages: number;
}

export interface DumpedLeaf {
  readonly lower: number;
  readonly upper: number;
  /** Offsets of the nodes, in key order. */
  readonly offsets: readonly number[];
  readonly nodes: readonly DumpedNode[];
}

export interface TreeDump {
  readonly depth: number;
  readonly branchPages: number;
  readonly leafPages: number;
  readonly overflowPages: number;
  readonly entries: number;
  readonly leaves: readonly DumpedLeaf[];
  /** Children of each branch page, parents first. */
  readonly childCounts: readonly number[];
  /** Numbers of all pages that the tree uses, each as often as it does. */
  readonly usedPages: readonly number[];
}

const PAGE_BYTES = 4096;

/** Dumps what the meta page with the larger transaction describes. Bytes are given as latin1 text, which compares fast. */
export function dumpTree(bytes: Uint8Array): TreeDump {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const uint16 = (byte: number) => view.getUint16(byte, true);
  const uint64 = (byte: number) => Number(view.getBigUint64(byte, true));
  const meta = uint64(PAGE_BYTES + 144) > uint64(144) ? PAGE_BYTES : 0;
  const leaves: DumpedLeaf[] = [];
  const childCounts: number[] = [];
  const usedPages: number[] = [];

  function dumpNode(node: number): DumpedNode {
    const keySize = uint16(node + 6);
    const size = view.getUint32(node, true);
    const data = node + 8 + keySize;
    const key = textAt(node + 8, keySize);
    const flags = uint16(node + 4);
    if (flags === 0) return { key, flags, value: textAt(data, size), overflowPages: 0 };
    const page = uint64(data);
    const overflowPages = view.getUint32(page * PAGE_BYTES + 12, true);
    for (let at = page; at < page + overflowPages; at++) usedPages.push(at);
    return { key, flags, value: textAt(page * PAGE_BYTES + 16, size), overflowPages };
  }

  function textAt(byte: number, size: number): string {
    return Buffer.from(bytes.subarray(byte, byte + size)).toString('latin1');
  }

  function walk(page: number): void {
    usedPages.push(page);
    const start = page * PAGE_BYTES;
    if (uint64(start) !== page) throw new Error(`page ${page} says that it is page ${uint64(start)}`);
    const [flags, lower, upper] = [uint16(start + 10), uint16(start + 12), uint16(start + 14)];
    const offsets = Array.from({ length: (lower - 16) / 2 }, (_, index) => uint16(start + 16 + 2 * index));
    if (flags === 2) {
      leaves.push({ lower, upper, offsets, nodes: offsets.map((offset) => dumpNode(start + offset)) });
      return;
    }
    if (flags !== 1) throw new Error(`page ${page} has the flags ${flags}`);
    childCounts.push(offsets.length);
    for (const offset of offsets) walk(view.getUint32(start + offset, true));
  }

  if (view.getBigUint64(meta + 128, true) !== 0xffff_ffff_ffff_ffffn) walk(uint64(meta + 128));
  return {
    depth: uint16(meta + 94),
    branchPages: uint64(meta + 96),
    leafPages: uint64(meta + 104),
    overflowPages: uint64(meta + 112),
    entries: uint64(meta + 120),
    leaves,
    childCounts,
    usedPages,
  };
}
