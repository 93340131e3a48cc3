import { createBlockCache } from '../bytes/block-cache.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { Folder } from '../bytes/folder.ts';
import { DataError } from '../errors.ts';
import { createLmdbStore } from '../lmdb/lmdb-store.ts';
import type { Catalogue } from '../snapshot/catalogue.ts';
import { openSnapshot } from '../snapshot/snapshot-store.ts';
import type { SqlJsModule } from '../snapshot/sqljs-module.ts';
import type { RecordStore } from '../store/record-store.ts';

/** A store and the files that belong to it, wherever they lie: beside a raw LMDB, inside a snapshot. */
export interface DatasetParts {
  /** Name of the dataset for the user. */
  readonly name: string;
  readonly store: RecordStore;
  /** The store's file. */
  readonly source: ByteSource;
  /** The whole file of that name, or null where there is none. */
  readFile(fileName: string): Uint8Array | null;
  /** What the store tells of its sequences without decoding them; a raw LMDB tells nothing. */
  readonly catalogue: Catalogue | null;
  /** Frees the memory of what reads the store; calls after it throw. The source is the caller's to close. */
  close(): void;
}

export function readWholeFile(source: ByteSource): Uint8Array {
  return source.read(0, source.size);
}

/** Code of the error that says that sql.js has to be loaded. */
export const SQLJS_MISSING = 'sqljs-missing';

/**
 * Pages of an LMDB's tree lie apart, clips between them, so a block is not much larger than a page; values of 64 kB or more are read as they are. The
 * tree of 5 GB is 1.5 MB.
 */
const LMDB_CACHE = { blockSizeBytes: 16 * 2 ** 10, capacityBytes: 16 * 2 ** 20 };

const SQLITE_MAGIC = 'SQLite format 3\0';

/**
 * Opens the folder's store, a raw LMDB or a snapshot.
 *
 * @param SQL needed for snapshots alone, and loaded by the caller, since that takes waiting: without it they throw a `DataError` with code `sqljs-missing`.
 */
export function openParts(folder: Folder, SQL: SqlJsModule | null = null): DatasetParts {
  const source = folder.openStore();
  if (isSqliteFile(source)) return openSnapshotParts(source, folder.name, SQL);
  return {
    name: folder.name,
    store: createLmdbStore(createBlockCache(source, LMDB_CACHE)),
    source,
    readFile(fileName) {
      const file = folder.open(fileName);
      return file === null ? null : readWholeFile(file);
    },
    catalogue: null,
    close: () => {},
  };
}

/** What lies beside a snapshot does not belong to it: its files are within. */
function openSnapshotParts(source: ByteSource, name: string, SQL: SqlJsModule | null): DatasetParts {
  if (SQL === null) {
    throw new DataError({
      code: SQLJS_MISSING,
      what: 'What reads snapshots is not loaded',
      expected: 'sql.js',
      found: 'nothing',
      where: source.name,
    });
  }
  const { store, about, readFile, catalogue, close } = openSnapshot(SQL, source);
  return { name: about.get('name') ?? name, store, source, readFile, catalogue, close };
}

/** By its first bytes; one that an export has not finished has none yet, and is known by its name. */
function isSqliteFile(source: ByteSource): boolean {
  if (/\.sqlite$/i.test(source.name)) return true;
  const head = source.read(0, Math.min(SQLITE_MAGIC.length, source.size));
  return String.fromCharCode(...head) === SQLITE_MAGIC;
}
