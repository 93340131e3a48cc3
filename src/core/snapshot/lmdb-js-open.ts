import { createBlockCache } from '../bytes/block-cache.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { PickleValue } from '../formats/pickle.ts';
import { createLmdbStore } from '../lmdb/lmdb-store.ts';
import { type LiteDatabase, type LiteEncoding, type LiteWritingMethods, openLite } from './lmdb-js-lite.ts';
import { createOrderedLmdb } from './ordered-lmdb.ts';
import { openSnapshot } from './snapshot-store.ts';
import type { SqlJsModule } from './sqljs-module.ts';

/** Where lmdb-js takes a `path`, this takes the bytes, since core opens no files; and sql.js, which takes waiting to load, for snapshots. */
export interface OpenOptions<E extends LiteEncoding = LiteEncoding> {
  readonly source: ByteSource;
  /** Present: `source` is a snapshot. Absent: a raw LMDB. */
  readonly SQL?: SqlJsModule;
  /** `binary` by default: values are their bytes; `pickle`: what Python would load from them. */
  readonly encoding?: E;
}

const BLOCK_CACHE = { blockSizeBytes: 16 * 2 ** 10, capacityBytes: 16 * 2 ** 20 };

/** lmdb-js's `open({ ... })`, reading only, over a raw LMDB or a snapshot. Throws a `DataError` where the source is neither. */
export function open(options: OpenOptions<'pickle'>): LiteDatabase<PickleValue> & LiteWritingMethods;
export function open(
  options: OpenOptions<'binary'> | Omit<OpenOptions, 'encoding'>,
): LiteDatabase<Uint8Array> & LiteWritingMethods;
export function open({
  source,
  SQL,
  encoding = 'binary',
}: OpenOptions): LiteDatabase<Uint8Array | PickleValue> & LiteWritingMethods {
  const store =
    SQL === undefined
      ? createOrderedLmdb(createLmdbStore(createBlockCache(source, BLOCK_CACHE)))
      : openSnapshot(SQL, source).ordered;
  return encoding === 'pickle' ? openLite(store, { encoding }) : openLite(store);
}
