import { ByteCursor } from '../bytes/cursor.ts';
import { DataError } from '../errors.ts';
import { parseDatabaseRecord } from './database-record.ts';
import { duplicateOrderOf } from './key-order.ts';
import { keyView } from './key-search.ts';
import { DATABASE_FLAGS, NODE_FLAGS, PAGE_HEADER_BYTES } from './layout.ts';
import { type LeafPage, type PageRules, parsePage, whereInPage } from './page.ts';
import type { PageFile } from './page-file.ts';
import { createTree, type LeafSpan, type WalkOptions } from './tree.ts';
import { dataView, dataWhere } from './value.ts';

const WHOLE = { low: null, isAfterLow: false, high: null, isAfterHigh: false } as const;

export function hasDuplicates(page: LeafPage, node: number): boolean {
  return ((page.nodeFlags[node] ?? 0) & NODE_FLAGS.dupData) !== 0;
}

/**
 * The values of a key that has several, in their order, each a view not to be changed: the keys of a sub-page, or of a sub-tree where
 * they are too many for one page. `databaseFlags` are those of the database that holds the key.
 */
export function* duplicatesOf(
  file: PageFile,
  databaseFlags: number,
  page: LeafPage,
  node: number,
  options: WalkOptions,
): Generator<Uint8Array, void, undefined> {
  const isTree = ((page.nodeFlags[node] ?? 0) & NODE_FLAGS.subData) !== 0;
  const leaves = isTree
    ? subTreeLeaves(file, databaseFlags, page, node, options)
    : [wholePage(parseSubPage(databaseFlags, page, node))];
  for (const { page: leaf, firstNode, endNode } of leaves) {
    for (let count = 0; count < endNode - firstNode; count++) {
      yield keyView(leaf, options.isReverse ? endNode - 1 - count : firstNode + count);
    }
  }
}

function subTreeLeaves(
  file: PageFile,
  databaseFlags: number,
  page: LeafPage,
  node: number,
  options: WalkOptions,
): Iterable<LeafSpan> {
  const record = parseDatabaseRecord(dataView(page, node), dataWhere(page, node));
  if (record.root === null) {
    throw new DataError({
      code: 'lmdb-record',
      what: 'A key has no values',
      expected: 'a tree of duplicates',
      found: 'an empty one',
      where: record.rootWhere,
    });
  }
  const rules = duplicateRules(databaseFlags, record.pad, dataWhere(page, node)());
  return createTree(file, record, rules).leaves(WHOLE, options);
}

function parseSubPage(databaseFlags: number, page: LeafPage, node: number): LeafPage {
  const bytes = dataView(page, node);
  const where = dataWhere(page, node);
  const place = { ...page.place, startByte: page.place.startByte + (page.dataStarts[node] ?? 0) };
  if (bytes.length < PAGE_HEADER_BYTES) {
    throw new DataError({
      code: 'lmdb-page-bounds',
      what: 'The sub-page with the duplicates of a key ends within its header',
      expected: `at least ${PAGE_HEADER_BYTES} bytes`,
      found: `${bytes.length} bytes`,
      where: where(),
    });
  }
  const cursor = new ByteCursor(bytes, { name: 'LMDB page' });
  const pad = cursor.seek(8).uint16();
  const subPage = parsePage(bytes, place, duplicateRules(databaseFlags, pad, where(8)));
  if (subPage.kind === 'leaf') return subPage;
  throw new DataError({
    code: 'lmdb-page-kind',
    what: 'The duplicates of a key lie on a page of the wrong kind',
    expected: 'a leaf page',
    found: 'a branch page',
    where: whereInPage(place, 10),
  });
}

/** `pad` is the size of each duplicate where all have one size. */
function duplicateRules(databaseFlags: number, pad: number, where: string): PageRules {
  const isFixed = (databaseFlags & DATABASE_FLAGS.dupFixed) !== 0;
  if (isFixed && pad === 0) {
    throw new DataError({
      code: 'lmdb-key-size',
      what: 'Duplicates of a fixed size have none',
      expected: 'at least 1 byte',
      found: '0 bytes',
      where,
    });
  }
  return {
    order: duplicateOrderOf(databaseFlags),
    nodeFlagsMask: 0,
    leaf2KeyBytes: isFixed ? pad : 0,
    hasData: false,
  };
}

function wholePage(page: LeafPage): LeafSpan {
  return { page, firstNode: 0, endNode: page.nodeCount };
}
