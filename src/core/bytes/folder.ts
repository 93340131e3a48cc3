import type { ByteSource } from './byte-source.ts';

/** A dataset's folder as its readers see it: a local folder, dropped files, or a base URL. */
export interface Folder {
  /** Name for the user: the folder's name or its URL. */
  readonly name: string;
  /** The file that holds the records: `data.mdb` or a snapshot. Throws a `DataError` where there is none. */
  openStore(): ByteSource;
  /** The file of that name, or null where the folder has none. Throws a `DataError` where it exists but cannot be opened. */
  open(fileName: string): ByteSource | null;
}
