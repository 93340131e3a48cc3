import type { ByteSource } from '../bytes/byte-source.ts';
import { ByteCursor } from '../bytes/cursor.ts';
import { DataError } from '../errors.ts';

/** What the first 100 bytes of a SQLite file say (https://sqlite.org/fileformat2.html section 1.3). */
export interface SqliteHeader {
  readonly pageBytes: number;
  /** Pages of the file; the first has number 1. */
  readonly pageCount: number;
  readonly userVersion: number;
  readonly applicationId: number;
}

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const LEGACY_JOURNAL = 1;
const UTF8 = 1;

/** Reads the header. Throws a `DataError` on a file that is no SQLite database, is cut, or was left in a state that this reader does not take. */
export function readSqliteHeader(source: ByteSource): SqliteHeader {
  const bytes = source.read(0, Math.min(HEADER_BYTES, source.size));
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (bytes.length > 0 && bytes.every((byte) => byte === 0)) throw unfinished(source);
  if (magic !== MAGIC) throw notSqlite(source, bytes);
  if (bytes.length < HEADER_BYTES) throw truncated(source, `a header of ${HEADER_BYTES} bytes`);
  const cursor = new ByteCursor(bytes, { name: 'SQLite header' });
  const storedPageBytes = cursor.seek(16).uint16('big');
  const pageBytes = storedPageBytes === 1 ? 65_536 : storedPageBytes;
  const refuse = (byte: number, expected: string, found: string) =>
    new DataError({
      code: 'snapshot-header',
      what: 'The SQLite header of the snapshot is not one that an export writes',
      expected,
      found,
      where: `${source.name}, byte ${byte}`,
    });
  if (pageBytes < 512 || !Number.isInteger(Math.log2(pageBytes))) {
    throw refuse(16, 'a page size that is a power of two from 512 to 65536', String(pageBytes));
  }
  // A write-ahead log lies in a second file, which nobody hands over with the first.
  const journals = [cursor.uint8(), cursor.uint8()];
  if (journals.some((journal) => journal !== LEGACY_JOURNAL)) {
    throw refuse(18, 'no write-ahead log (journal modes 1 and 1)', `journal modes ${journals.join(' and ')}`);
  }
  const change = cursor.seek(24).uint32('big');
  const pageCount = cursor.uint32('big');
  const encoding = cursor.seek(56).uint32('big');
  if (encoding !== UTF8) throw refuse(56, 'text in UTF-8 (1)', `text encoding ${encoding}`);
  const userVersion = cursor.uint32('big');
  const applicationId = cursor.seek(68).uint32('big');
  const changeOfPageCount = cursor.seek(92).uint32('big');
  if (change !== changeOfPageCount || pageCount === 0) {
    throw refuse(28, 'a valid number of pages', `${pageCount} pages, of change ${changeOfPageCount}, not ${change}`);
  }
  const sizeBytes = pageCount * pageBytes;
  if (source.size < sizeBytes) throw truncated(source, `${sizeBytes} bytes (${pageCount} pages of ${pageBytes} bytes)`);
  return { pageBytes, pageCount, userVersion, applicationId };
}

function notSqlite(source: ByteSource, bytes: Uint8Array): DataError {
  const shown = Array.from(bytes.subarray(0, MAGIC.length), (byte) => byte.toString(16).padStart(2, '0'));
  return new DataError({
    code: 'snapshot-not-sqlite',
    what: 'The file is no SQLite database',
    expected: 'a file that begins with "SQLite format 3"',
    found: shown.length === 0 ? 'an empty file' : `bytes ${shown.join(' ')}`,
    where: source.name,
  });
}

/** Exports write page 1 last, so a file of which only that is missing begins with zeros. */
function unfinished(source: ByteSource): DataError {
  return new DataError({
    code: 'snapshot-incomplete',
    what: 'The export of this snapshot was not finished',
    expected: 'a SQLite header, which an export writes last',
    found: 'zeros',
    where: source.name,
  });
}

function truncated(source: ByteSource, expected: string): DataError {
  return new DataError({
    code: 'snapshot-truncated',
    what: 'The snapshot is cut off',
    expected,
    found: `${source.size} bytes`,
    where: source.name,
  });
}
