import type { ByteSource } from '../bytes/byte-source.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { DataError } from '../errors.ts';
import { parseDatabaseRecord } from './database-record.ts';
import { createDatabase, type LmdbDatabase } from './lmdb-database.ts';
import { type LmdbHeader, readHeader } from './meta.ts';
import { createPageFile } from './page-file.ts';

/** An LMDB 0.9 data file in the state of its last commit. */
export interface LmdbFile {
  readonly name: string;
  readonly header: LmdbHeader;
  /** The main database; a file with named databases holds their records here, beside records of its own. */
  readonly main: LmdbDatabase;
  /** A named database; null where the file has none of that name. */
  openDatabase(name: string | Uint8Array): LmdbDatabase | null;
  /** Names of the named databases in the main database's order. Reads the whole main database's leaf pages. */
  databaseNames(): Uint8Array[];
}

/** Reads the two meta pages; everything else is read when it is asked for. Throws a `DataError` on a file that is no LMDB 0.9 store. */
export function openLmdb(source: ByteSource): LmdbFile {
  const header = readHeader(source);
  const pages = createPageFile(source, header);
  const main = createDatabase(pages, header.main);
  return {
    name: source.name,
    header,
    main,
    openDatabase(name) {
      const entry = main.find(typeof name === 'string' ? encodeUtf8(name) : name);
      if (!entry) return null;
      if (!entry.isDatabase) {
        throw new DataError({
          code: 'lmdb-not-a-database',
          what: 'A record of the main database is no database',
          expected: 'the record of a named database',
          found: `a value of ${entry.valueSize} bytes`,
          where: entry.where(),
        });
      }
      const record = parseDatabaseRecord(entry.readValue(), entry.where);
      return createDatabase(pages, record);
    },
    databaseNames() {
      return Array.from(main.iterate()).flatMap((entry) => (entry.isDatabase ? [entry.key] : []));
    },
  };
}
