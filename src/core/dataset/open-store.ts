import type { ByteSource } from '../bytes/byte-source.ts';
import type { Folder } from '../bytes/folder.ts';
import { createLmdbStore } from '../lmdb/lmdb-store.ts';
import type { RecordStore } from '../store/record-store.ts';

/** A store and the files that belong to it, wherever they lie: beside a raw LMDB, inside a snapshot. */
export interface DatasetParts {
  readonly store: RecordStore;
  /** The whole file of that name, or null where there is none. */
  readFile(fileName: string): Uint8Array | null;
}

export function readWholeFile(source: ByteSource): Uint8Array {
  return source.read(0, source.size);
}

/** Opens the folder's store. */
export function openParts(folder: Folder): DatasetParts {
  const source = folder.openStore();
  return {
    store: createLmdbStore(source),
    readFile(fileName) {
      const file = folder.open(fileName);
      return file === null ? null : readWholeFile(file);
    },
  };
}
