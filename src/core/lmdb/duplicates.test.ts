import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../bytes/memory-source.ts';
import type { Problem } from '../errors.ts';
import { openLmdb } from './lmdb-file.ts';
import {
  buildStore,
  databaseRecord,
  leafPage,
  type NodeBytes,
  PAGE_BYTES,
  patched,
  record,
  textBytes,
} from './store-bytes.fixture.ts';

const DUP_SORT = 0x04;
const DUP_FIXED = 0x10;

/** A sub-page: header and node offsets as on a page, cut after its nodes. Values x and y. */
const SUB_PAGE = Uint8Array.of(
  ...[0, 0, 0, 0, 0, 0, 0, 0], // page number, not kept up to date by LMDB
  ...[0, 0], // pad
  ...[0x52, 0], // flags: leaf, dirty, sub-page
  ...[20, 0], // lower: two nodes
  ...[20, 0], // upper
  ...[20, 0, 30, 0], // node offsets
  ...[0, 0, 0, 0, 0, 0, 1, 0, 0x78, 0], // no data, no flags, key of 1 byte: x
  ...[0, 0, 0, 0, 0, 0, 1, 0, 0x79, 0], // y
);

/** A sub-page of duplicates of one size: values 1 and 2, of 2 bytes. */
const FIXED_SUB_PAGE = Uint8Array.of(
  ...[0, 0, 0, 0, 0, 0, 0, 0], // page number
  ...[2, 0], // pad: size of a value
  ...[0x72, 0], // flags: leaf, dirty, LEAF2, sub-page
  ...[20, 0], // lower: two values
  ...[20, 0], // upper
  ...[0, 1, 0, 2],
);

function duplicates(key: string, data: Uint8Array, flags = 0x04): NodeBytes {
  return { key: textBytes(key), flags, data };
}

/** Page 2: a leaf with k (several values) and z (one); page 3: the leaf of a sub-tree. */
function buildDuplicates(node: NodeBytes, flags = DUP_SORT): Uint8Array {
  const subTreeLeaf = leafPage(3, [
    { key: textBytes('x'), flags: 0, data: new Uint8Array(0) },
    { key: textBytes('y'), flags: 0, data: new Uint8Array(0) },
  ]);
  return buildStore({ root: 2, depth: 1, entryCount: 3, flags }, [leafPage(2, [node, record('z', '1')]), subTreeLeaf]);
}

function valuesOf(bytes: Uint8Array, onDamage?: (problem: Problem) => void): string[] {
  const { main } = openLmdb(createMemorySource('data.mdb', bytes));
  return Array.from(main.iterate({ onDamage }), (entry) => Buffer.from(entry.readValue()).toString('latin1'));
}

const SUB_TREE = databaseRecord({ root: 3, depth: 1, entryCount: 2 });

describe('the values of one key', () => {
  it('are read from a sub-page', () => {
    expect(valuesOf(buildDuplicates(duplicates('k', SUB_PAGE)))).toEqual(['x', 'y', '1']);
  });

  it('are read from a sub-page of values of one size', () => {
    const bytes = buildDuplicates(duplicates('k', FIXED_SUB_PAGE), DUP_SORT | DUP_FIXED);
    expect(valuesOf(bytes)).toEqual(['\0\x01', '\0\x02', '1']);
  });

  it('are read from a sub-tree', () => {
    expect(valuesOf(buildDuplicates(duplicates('k', SUB_TREE, 0x06)))).toEqual(['x', 'y', '1']);
  });

  // Page 2 ends with the node of k, whose data ends at byte 512 of the page where its size is even.
  const subPageByte = 3 * PAGE_BYTES - SUB_PAGE.length - 1;
  const fixedByte = 3 * PAGE_BYTES - FIXED_SUB_PAGE.length - 1;

  const damages: [string, Uint8Array, string][] = [
    [
      'a sub-page that ends within its header',
      buildDuplicates(duplicates('k', SUB_PAGE.slice(0, 13))),
      `The sub-page with the duplicates of a key ends within its header: expected at least 16 bytes, found 13 bytes (data.mdb, page 2, byte ${3 * PAGE_BYTES - 13})`,
    ],
    [
      'a branch page as sub-page',
      buildDuplicates(duplicates('k', patched(SUB_PAGE, 10, 0x51))),
      `The duplicates of a key lie on a page of the wrong kind: expected a leaf page, found a branch page (data.mdb, page 2, byte ${subPageByte + 10})`,
    ],
    [
      'a node outside the sub-page',
      buildDuplicates(duplicates('k', patched(SUB_PAGE, 18, 34))),
      `A node lies outside its page: expected an offset in [20, 32], found 34 (data.mdb, page 2, byte ${subPageByte + 18})`,
    ],
    [
      'values out of order',
      buildDuplicates(duplicates('k', patched(SUB_PAGE, 38, 0x77))),
      `The keys of a page are out of order: expected each greater than the one before, found key 1 is not (data.mdb, page 2, byte ${subPageByte + 38})`,
    ],
    [
      'a value with data beside it',
      buildDuplicates(duplicates('k', patched(SUB_PAGE, 20, 1))),
      `The data of a node has the wrong size: expected none in a tree of duplicates, found 1 bytes (data.mdb, page 2, byte ${subPageByte + 20})`,
    ],
    [
      'values of one size that reach past the sub-page',
      buildDuplicates(duplicates('k', patched(FIXED_SUB_PAGE, 8, 3)), DUP_SORT | DUP_FIXED),
      `The duplicates on a page reach past its end: expected at most 4 bytes, found 2 of 3 bytes (data.mdb, page 2, byte ${fixedByte + 12})`,
    ],
    [
      'values of no size',
      buildDuplicates(duplicates('k', patched(FIXED_SUB_PAGE, 8, 0)), DUP_SORT | DUP_FIXED),
      `Duplicates of a fixed size have none: expected at least 1 byte, found 0 bytes (data.mdb, page 2, byte ${fixedByte + 8})`,
    ],
    [
      'a sub-tree without a root',
      buildDuplicates(duplicates('k', databaseRecord({ root: null, depth: 0, entryCount: 0 }), 0x06)),
      'A key has no values: expected a tree of duplicates, found an empty one (data.mdb, page 2, byte 1527)',
    ],
    [
      'a sub-tree past the last page',
      buildDuplicates(duplicates('k', patched(SUB_TREE, 40, 77), 0x06)),
      'The tree points at a page that the store does not have: expected a page in [2, 3], found page 77 (data.mdb, page 2, byte 1527)',
    ],
    [
      'a sub-tree of values of one size whose pages have another',
      patched(
        buildDuplicates(
          duplicates('k', databaseRecord({ root: 3, depth: 1, entryCount: 2, pad: 2 }), 0x06),
          DUP_SORT | DUP_FIXED,
        ),
        3 * PAGE_BYTES + 8,
        ...[3, 0, 0x22, 0],
      ),
      'The duplicates on a page have another size than the tree says: expected 2 bytes, found 3 bytes (data.mdb, page 3, byte 1544)',
    ],
  ];

  it.each(damages)('are refused: %s', (_, bytes, sentence) => {
    expect(() => valuesOf(bytes)).toThrow(sentence);
    const { main } = openLmdb(createMemorySource('data.mdb', bytes));
    expect(() => main.get(textBytes('k'))).toThrow(sentence);
  });

  it.each(damages)('do not stop the rest: %s', (_, bytes, sentence) => {
    const problems: Problem[] = [];
    expect(valuesOf(bytes, (problem) => problems.push(problem))).toEqual(['1']);
    expect(problems.map(({ what }) => what)).toEqual([sentence.split(':')[0]]);
  });
});
