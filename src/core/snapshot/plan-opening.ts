import type { ByteRange, ByteSource } from '../bytes/byte-source.ts';
import { DataError } from '../errors.ts';
import { openLazyDatabase } from './lazy-database.ts';
import type { SnapshotTable } from './schema.ts';
import { readSqliteHeader } from './sqlite-header.ts';
import type { SqlJsModule } from './sqljs-module.ts';

/** Tables that opening a snapshot and finding its first record read. */
const READ_FIRST: readonly SnapshotTable[] = ['records', 'keys', 'files', 'about', 'sequences'];

/**
 * The root pages of the tables that opening a snapshot reads, as the schema on its first page names them. The export writes them side by side, so one
 * request brings what SQLite would ask for page by page. Empty where the schema tells nothing: opening reports that.
 */
export function planSnapshotOpening(SQL: SqlJsModule, source: ByteSource): ByteRange[] {
  try {
    const { pageBytes } = readSqliteHeader(source);
    const ranges: ByteRange[] = [];
    const database = openLazyDatabase(SQL, source);
    try {
      const query = { sql: 'SELECT name, rootpage FROM sqlite_schema', where: `${source.name}, schema` };
      database.forEachRow(query, ([name, rootPage]) => {
        const isWanted = READ_FIRST.some((table) => table === name) && typeof rootPage === 'number' && rootPage >= 1;
        const endByte = isWanted ? rootPage * pageBytes : 0;
        if (isWanted && endByte <= source.size) ranges.push({ startByte: endByte - pageBytes, endByte });
        return ranges.length < READ_FIRST.length;
      });
    } finally {
      database.close();
    }
    return ranges;
  } catch (error) {
    if (error instanceof DataError) return [];
    throw error;
  }
}
