/** Name of the LMDB data file in a dataset's folder. */
export const LMDB_FILE = 'data.mdb';

/** A snapshot: one SQLite file. */
export function isSnapshotName(fileName: string): boolean {
  return /\.sqlite$/i.test(fileName);
}

/** A file that holds the records: `data.mdb` under any name, or a snapshot. LMDB's `lock.mdb` is none. */
export function isStoreName(fileName: string): boolean {
  return /\.(mdb|sqlite)$/i.test(fileName) && fileName.toLowerCase() !== 'lock.mdb';
}

/** A file that may lie beside a store: split lists and statistics. */
export function isSideName(fileName: string): boolean {
  return /\.(txt|npz)$/i.test(fileName);
}
