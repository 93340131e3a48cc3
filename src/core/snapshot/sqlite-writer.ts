import type { ByteSink } from '../bytes/byte-sink.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { DataError, within } from '../errors.ts';
import { createIndexTree, createTableTree } from './sqlite-btree.ts';
import {
  cellRoom,
  createSqlitePages,
  layOutTreePage,
  PAGE_KINDS,
  roomOfPage,
  type SqlitePages,
} from './sqlite-pages.ts';
import {
  compareKeys,
  type EncodedValue,
  encodeRecord,
  encodeValue,
  encodeVarint,
  joinBytes,
  type SqliteValue,
} from './sqlite-record.ts';

/** A table and the `CREATE TABLE` that SQLite is to find. It has no index but the tree of its own rows. */
export interface SqliteTable {
  readonly name: string;
  readonly sql: string;
}

export interface SqliteWriterOptions {
  /** A power of two in [512, 65536]. */
  readonly pageBytes: number;
  /** `PRAGMA application_id`, 32 bits. */
  readonly applicationId: number;
  /** `PRAGMA user_version`, 32 bits. */
  readonly userVersion: number;
  /** All tables of the file, in the order of `sqlite_schema`, which has to fit page 1. */
  readonly tables: readonly SqliteTable[];
}

export interface RowidTableWriter {
  /** Rows by ascending rowid. `values` in the columns' order; null stands where the table has its INTEGER PRIMARY KEY. */
  addRow(rowid: number | bigint, values: readonly SqliteValue[]): void;
}

export interface WithoutRowidTableWriter {
  /** Rows by ascending key (BINARY collation: bytes, not characters). `values` begin with the key's columns, as SQLite stores them. */
  addRow(values: readonly SqliteValue[]): void;
}

export interface SqliteWriter {
  beginRowidTable(name: string): RowidTableWriter;
  /** `keyColumnCount`: columns of the primary key; absent means 1. */
  beginWithoutRowidTable(name: string, keyColumnCount?: number): WithoutRowidTableWriter;
  /** Ends all tables, each of which was begun, if only to stay empty. Writes page 1, and with it makes the file a database. */
  finish(): { readonly pageCount: number; readonly sizeBytes: number };
}

const FILE_HEADER_BYTES = 100;
/** Of the SQLite whose format this is, as programs show it. */
const SQLITE_VERSION_NUMBER = 3_040_001;
const FIRST_CHANGE = 1;
const LARGEST_PAGE_NUMBER = 0xffff_ffff;

/**
 * Writes a SQLite 3 database file in one pass (https://sqlite.org/fileformat2.html) into an empty sink.
 *
 * Any number of tables may be open at once; each page is appended when it is full, so their pages lie among each other in the order in
 * which rows came. The values of a table and their keys in another are thus filled in one pass with nothing spooled: what is held is the
 * cells of one page a level and table, about 0.2 MB a table with pages of 65536 bytes, however many rows there are. Overflow
 * pages follow each other and lie before the leaf that leads to them: a value of 190 KB takes three pages of 65536 bytes next to
 * each other, or shares its leaf with the value beside it.
 *
 * Rows out of order, keys that occur twice and values that SQLite cannot hold throw a `DataError` that names table and row; calls out
 * of turn throw an `Error`. A row that was refused leaves nothing behind. Until `finish` the file has no header, and no SQLite opens it.
 */
export function createSqliteWriter(sink: ByteSink, options: SqliteWriterOptions): SqliteWriter {
  checkOptions(sink, options);
  const pages = createSqlitePages(sink, options.pageBytes);
  /** Of each table begun, by name: what ends its tree and gives its root. */
  const open = new Map<string, () => number>();
  let isFinished = false;

  function begin(name: string, finishTree: () => number): void {
    checkUnfinished();
    if (!options.tables.some((table) => table.name === name)) throw new Error(`The file has no table ${name}.`);
    if (open.has(name)) throw new Error(`The table ${name} was begun before.`);
    open.set(name, finishTree);
  }

  function checkUnfinished(): void {
    if (isFinished) throw new Error('The SQLite file is finished.');
  }

  return {
    beginRowidTable(name) {
      const tree = createTableTree(pages);
      begin(name, () => tree.finish());
      return createRowidTable(name, (rowid, values) => {
        checkUnfinished();
        tree.add(rowid, encodeRecord(values));
      });
    },
    beginWithoutRowidTable(name, keyColumnCount = 1) {
      const tree = createIndexTree(pages);
      begin(name, () => tree.finish());
      return createWithoutRowidTable(name, keyColumnCount, (values) => {
        checkUnfinished();
        tree.add(encodeRecord(values));
      });
    },
    finish() {
      checkUnfinished();
      isFinished = true;
      const roots = options.tables.map(({ name }) => {
        const finishTree = open.get(name);
        if (!finishTree) throw new Error(`The table ${name} was never begun.`);
        return finishTree();
      });
      if (sink.size !== pages.pageCount * options.pageBytes) throw new Error('The sink did not take every page.');
      sink.writeAt(0, firstPage(pages, options, roots));
      return { pageCount: pages.pageCount, sizeBytes: sink.size };
    },
  };
}

function createRowidTable(
  name: string,
  add: (rowid: number | bigint, values: readonly EncodedValue[]) => void,
): RowidTableWriter {
  let previous: number | bigint | null = null;
  return {
    addRow(rowid, values) {
      within(`table ${name}, rowid ${rowid}`, () => {
        const isRowid = typeof rowid === 'bigint' ? BigInt.asIntN(64, rowid) === rowid : Number.isSafeInteger(rowid);
        if (!isRowid)
          throw badRow('sqlite-value', 'A rowid has no form in SQLite', 'an integer of 64 bits', `${rowid}`);
        if (previous !== null && rowid <= previous) throw outOfOrder(`a rowid above ${previous}`, `${rowid}`);
        add(rowid, values.map(encodeValue));
        previous = rowid;
      });
    },
  };
}

function createWithoutRowidTable(
  name: string,
  keyColumnCount: number,
  add: (values: readonly EncodedValue[]) => void,
): WithoutRowidTableWriter {
  let previous: readonly EncodedValue[] | null = null;
  return {
    addRow(values) {
      within(`table ${name}, key ${showKey(values.slice(0, keyColumnCount))}`, () => {
        const encoded = values.map(encodeValue);
        const key = encoded.slice(0, keyColumnCount);
        if (key.length < keyColumnCount || key.some(({ value }) => value === null)) {
          const expected = `${keyColumnCount} values, none of them null`;
          throw badRow('sqlite-null-key', 'A key is not complete', expected, showKey(values.slice(0, keyColumnCount)));
        }
        if (previous !== null && compareKeys(previous, key) >= 0) {
          throw outOfOrder(
            `a key above ${showKey(previous.map(({ value }) => value))}`,
            showKey(key.map(({ value }) => value)),
          );
        }
        add(encoded);
        previous = key.map(keepValue);
      });
    },
  };
}

/** A blob's bytes are the caller's, who may change them before the next row. */
function keepValue(encoded: EncodedValue): EncodedValue {
  return encoded.value instanceof Uint8Array ? { ...encoded, body: encoded.body.slice() } : encoded;
}

function showKey(key: readonly SqliteValue[]): string {
  const shown = key.map((value) =>
    value instanceof Uint8Array ? `a blob of ${value.length} bytes` : showScalar(value),
  );
  return shown.join(', ') || 'nothing';
}

function showScalar(value: Exclude<SqliteValue, Uint8Array>): string {
  return typeof value === 'string' ? `"${value}"` : `${value}`;
}

/** Page 1: the file's header, then the b-tree of `sqlite_schema`, one leaf. */
function firstPage(pages: SqlitePages, options: SqliteWriterOptions, roots: readonly number[]): Uint8Array {
  const page = new Uint8Array(options.pageBytes);
  layOutTreePage(page, FILE_HEADER_BYTES, PAGE_KINDS.tableLeaf, schemaCells(options.tables, roots), 0);
  const view = new DataView(page.buffer);
  page.set(encodeUtf8('SQLite format 3\0'));
  view.setUint16(16, options.pageBytes === 65_536 ? 1 : options.pageBytes);
  page.set([1, 1, 0, 64, 32, 32], 18); // legacy journal for writers and readers, nothing reserved, payload fractions
  view.setUint32(24, FIRST_CHANGE);
  view.setUint32(28, pages.pageCount);
  view.setUint32(40, FIRST_CHANGE); // schema cookie
  view.setUint32(44, 4); // schema format
  view.setUint32(56, 1); // UTF-8
  view.setUint32(60, options.userVersion);
  view.setUint32(68, options.applicationId);
  view.setUint32(92, FIRST_CHANGE); // the change for which the page count is valid
  view.setUint32(96, SQLITE_VERSION_NUMBER);
  return page;
}

function schemaCells(tables: readonly SqliteTable[], roots: readonly number[]): Uint8Array[] {
  return tables.map(({ name, sql }, index) => {
    const { parts, sizeBytes } = encodeRecord(['table', name, name, roots[index] ?? 0, sql].map(encodeValue));
    return joinBytes([encodeVarint(sizeBytes), encodeVarint(index + 1), ...parts]);
  });
}

function checkOptions(sink: ByteSink, { pageBytes, tables }: SqliteWriterOptions): void {
  const isPageSize = pageBytes >= 512 && pageBytes <= 65_536 && Number.isInteger(Math.log2(pageBytes));
  if (!isPageSize) throw new Error(`SQLite has no pages of ${pageBytes} bytes.`);
  if (sink.size !== 0) throw new Error(`A SQLite file begins at byte 0, but the sink holds ${sink.size} bytes.`);
  // Looked at before gigabytes are written, with the root pages whose numbers take most bytes.
  const cells = schemaCells(
    tables,
    tables.map(() => LARGEST_PAGE_NUMBER),
  );
  const bytes = cells.reduce((sum, cell) => sum + cellRoom(cell.length), 0);
  const room = roomOfPage(pageBytes, PAGE_KINDS.tableLeaf) - FILE_HEADER_BYTES;
  if (bytes > room) throw new Error(`The schema takes ${bytes} bytes, but page 1 has ${room}.`);
}

function outOfOrder(expected: string, found: string): DataError {
  return badRow('sqlite-row-order', 'The rows of a table are not in ascending order', expected, found);
}

function badRow(code: string, what: string, expected: string, found: string): DataError {
  return new DataError({ code, what, expected, found, where: '' });
}
