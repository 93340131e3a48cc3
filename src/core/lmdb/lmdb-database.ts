import type { ByteRange } from '../bytes/byte-source.ts';
import type { ReadBuffer } from '../bytes/read-buffer.ts';
import { DataError, type Problem } from '../errors.ts';
import { isDamage } from './damage.ts';
import type { DatabaseRecord } from './database-record.ts';
import { duplicatesOf, hasDuplicates } from './duplicates.ts';
import { keyOrderOf } from './key-order.ts';
import { keyView } from './key-search.ts';
import { DATABASE_FLAGS, NODE_FLAGS } from './layout.ts';
import type { LeafPage, PageRules } from './page.ts';
import type { PageFile } from './page-file.ts';
import { createTree, type KeySpan, type LeafSpan, type WalkOptions } from './tree.ts';
import { dataWhere, readValue, valueRangeOrNull } from './value.ts';

/** One record, or one duplicate of a key that has several. */
export interface LmdbEntry {
  /** Owned by the caller. */
  readonly key: Uint8Array;
  readonly valueSize: number;
  /** Whether the value is the record of a named database. */
  readonly isDatabase: boolean;
  /** Names the place in the file of the record's data, or of a byte of it, for messages. */
  where(byte?: number): string;
  /** Where the value lies if reading it costs a read of its own; null where its page has been read already. */
  valueRange(): ByteRange | null;
  /** The value's bytes, owned by the caller or in `buffer` until its next use; one contiguous read at most. */
  readValue(buffer?: ReadBuffer): Uint8Array;
}

/** lmdb-js's range options. The iteration goes from `start` to `end`, so in reverse `start` is the high end. */
export interface LmdbRange {
  /** Where the iteration begins, inclusive unless `exclusiveStart`. */
  readonly start?: Uint8Array | undefined;
  /** Where it stops, exclusive unless `inclusiveEnd`. */
  readonly end?: Uint8Array | undefined;
  readonly exclusiveStart?: boolean | undefined;
  readonly inclusiveEnd?: boolean | undefined;
  readonly reverse?: boolean | undefined;
  /** Most entries given; all when absent. */
  readonly limit?: number | undefined;
  /** Entries left out at the start. */
  readonly offset?: number | undefined;
  /** Whether of a key with several values only the first that the iteration meets is given. */
  readonly onePerKey?: boolean | undefined;
  /** Told of each damaged part of the tree, which is then left out. Without it damage throws where the iteration meets it. */
  readonly onDamage?: ((problem: Problem) => void) | undefined;
}

/** A database of the file: the main one or a named one. Keys are compared as the database's flags say. */
export interface LmdbDatabase {
  /** Figures and flags as `mdb_stat` shows them. */
  readonly record: DatabaseRecord;
  /** The value of a key, owned by the caller or in `buffer` until its next use, its first where it has several; null where the key is absent. */
  get(key: Uint8Array, buffer?: ReadBuffer): Uint8Array | null;
  has(key: Uint8Array): boolean;
  /** The entry of a key, the first where it has several, with its value unread; null where the key is absent. */
  find(key: Uint8Array): LmdbEntry | null;
  /**
   * Pages of the tree that finding `keys` reads (all of them where `keys` is null), a level a round, each yielded before it reads them. Page numbers
   * that the file does not have are left out, as is what lies below damage.
   */
  planRounds(keys: readonly Uint8Array[] | null): Generator<ByteRange[], void, undefined>;
  /**
   * Entries in order, pages read as the iteration goes on. An iteration over everything throws at its end where the database's record
   * counts another number.
   */
  iterate(range?: LmdbRange): Iterable<LmdbEntry>;
}

export function createDatabase(file: PageFile, record: DatabaseRecord): LmdbDatabase {
  const isDupSort = (record.flags & DATABASE_FLAGS.dupSort) !== 0;
  const tree = createTree(file, record, rulesOf(record.flags));

  function find(key: Uint8Array): LmdbEntry | null {
    const found = tree.find(key);
    if (!found) return null;
    const [first] = entriesOf(file, record.flags, found.page, found.node, { isReverse: false });
    return first ?? null;
  }

  function* walk(range: LmdbRange): Generator<LmdbEntry, void, undefined> {
    const { reverse: isReverse = false, limit = Number.POSITIVE_INFINITY, offset = 0, onePerKey = false } = range;
    if (limit <= 0) return;
    const damage = countDamage(range.onDamage);
    const options = { isReverse, onDamage: damage.report };
    let entryCount = 0;
    for (const leaf of tree.leaves(spanOf(range), options)) {
      for (const node of nodesOf(leaf, isReverse)) {
        for (const entry of readableEntries(leaf.page, node, options)) {
          entryCount += 1;
          if (entryCount > offset) yield entry;
          if (entryCount - offset >= limit) return;
          if (onePerKey) break;
        }
      }
    }
    const isWhole = range.start === undefined && range.end === undefined && damage.count() === 0;
    // Whether LMDB's count of duplicates is exact in every version is not known; that of plain records is.
    if (isWhole && !isDupSort && entryCount !== record.entryCount) reportCount(entryCount, damage.report);
  }

  /** The entries of a node; damage within its duplicates is reported as that of the tree is. */
  function* readableEntries(page: LeafPage, node: number, options: WalkOptions): Generator<LmdbEntry, void, undefined> {
    try {
      yield* entriesOf(file, record.flags, page, node, options);
    } catch (error) {
      if (!options.onDamage || !isDamage(error)) throw error;
      options.onDamage(error.problem);
    }
  }

  function reportCount(entryCount: number, onDamage: WalkOptions['onDamage']): void {
    const problem = {
      code: 'lmdb-count',
      what: 'The database has another number of records than it says',
      expected: `${record.entryCount} records`,
      found: `${entryCount} records`,
      where: record.rootWhere,
    };
    if (!onDamage) throw new DataError(problem);
    onDamage(problem);
  }

  function* planRounds(keys: readonly Uint8Array[] | null): Generator<ByteRange[], void, undefined> {
    for (const pageNumbers of tree.descend(keys)) yield pageNumbers.flatMap((page) => file.pageRangeOrNull(page) ?? []);
  }

  return {
    record,
    find,
    planRounds,
    get: (key, buffer) => find(key)?.readValue(buffer) ?? null,
    has: (key) => tree.find(key) !== null,
    iterate: (range = {}) => ({ [Symbol.iterator]: () => walk(range) }),
  };
}

function rulesOf(flags: number): PageRules {
  const { bigData, subData, dupData } = NODE_FLAGS;
  const dupMask = flags & DATABASE_FLAGS.dupSort ? dupData : 0;
  return { order: keyOrderOf(flags), nodeFlagsMask: bigData | subData | dupMask, leaf2KeyBytes: 0, hasData: true };
}

function spanOf({ start, end, exclusiveStart = false, inclusiveEnd = false, reverse = false }: LmdbRange): KeySpan {
  return reverse
    ? { low: end ?? null, isAfterLow: !inclusiveEnd, high: start ?? null, isAfterHigh: !exclusiveStart }
    : { low: start ?? null, isAfterLow: exclusiveStart, high: end ?? null, isAfterHigh: inclusiveEnd };
}

function* nodesOf({ firstNode, endNode }: LeafSpan, isReverse: boolean): Generator<number, void, undefined> {
  for (let count = 0; count < endNode - firstNode; count++) yield isReverse ? endNode - 1 - count : firstNode + count;
}

function* entriesOf(
  file: PageFile,
  databaseFlags: number,
  page: LeafPage,
  node: number,
  options: WalkOptions,
): Generator<LmdbEntry, void, undefined> {
  const key = keyView(page, node).slice();
  if (!hasDuplicates(page, node)) {
    const isDatabase = ((page.nodeFlags[node] ?? 0) & NODE_FLAGS.subData) !== 0;
    yield {
      key,
      valueSize: page.dataSizes[node] ?? 0,
      isDatabase,
      where: dataWhere(page, node),
      valueRange: () => valueRangeOrNull(file, page, node),
      readValue: (buffer) => readValue(file, page, node, buffer),
    };
    return;
  }
  for (const value of duplicatesOf(file, databaseFlags, page, node, options)) {
    yield {
      key,
      valueSize: value.length,
      isDatabase: false,
      where: dataWhere(page, node),
      valueRange: () => null,
      readValue: () => value.slice(),
    };
  }
}

function countDamage(onDamage: WalkOptions['onDamage']): { report: WalkOptions['onDamage']; count: () => number } {
  let count = 0;
  const report = (problem: Problem) => {
    count += 1;
    onDamage?.(problem);
  };
  return { report: onDamage && report, count: () => count };
}
