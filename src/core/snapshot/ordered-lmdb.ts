import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { within } from '../errors.ts';
import type { LmdbDatabase } from '../lmdb/lmdb-database.ts';
import type { LmdbStore } from '../lmdb/lmdb-store.ts';
import type { OrderedEntry, OrderedRange, OrderedStore } from './ordered-store.ts';

/**
 * A raw LMDB file as an ordered store: its main database, or one of its named databases where `database` is given. A key that is no UTF-8 text throws a
 * `DataError` where an iteration meets it.
 */
export function createOrderedLmdb(store: LmdbStore, database: LmdbDatabase = store.file.main): OrderedStore {
  const { header, main } = store.file;
  const { record } = database;

  function* walk({ start, end, ...options }: OrderedRange): Generator<OrderedEntry, void, undefined> {
    const bounds = { start: encodeBound(start), end: encodeBound(end) };
    for (const entry of database.iterate({ ...options, ...bounds })) {
      yield { key: within(store.name, () => decodeUtf8(entry.key)), readValue: () => entry.readValue() };
    }
  }

  return {
    name: store.name,
    get: (key) => database.get(encodeUtf8(key)),
    has: (key) => database.has(encodeUtf8(key)),
    entries: (range = {}) => ({ [Symbol.iterator]: () => walk(range) }),
    stats: () => ({
      entryCount: record.entryCount,
      pageSize: header.pageSizeBytes,
      treeDepth: record.depth,
      treeBranchPageCount: record.branchPages,
      treeLeafPageCount: record.leafPages,
      overflowPages: record.overflowPages,
      lastPageNumber: header.lastPage,
      lastTxnId: Number(header.transaction),
    }),
    plan: (keys) => {
      if (database === main) store.plan?.(keys);
    },
  };
}

function encodeBound(key: string | undefined): Uint8Array | undefined {
  return key === undefined ? undefined : encodeUtf8(key);
}
