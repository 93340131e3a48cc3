import initSqlJs, { type Database } from 'sql.js';
import { createMemorySink } from '../bytes/memory-sink.ts';
import type { SqliteValue } from './sqlite-record.ts';
import { createSqliteWriter, type SqliteTable } from './sqlite-writer.ts';

const SQL = await initSqlJs();

export const ROWS_TABLE = { name: 'rows', sql: 'CREATE TABLE rows(id INTEGER PRIMARY KEY, a, b)' };
export const KEYS_TABLE = { name: 'keys', sql: 'CREATE TABLE keys(key PRIMARY KEY, a, b) WITHOUT ROWID' };

/** id or key, then the other two columns. */
export type Row = readonly [number | bigint | string | Uint8Array, SqliteValue, SqliteValue];

export interface FileRows {
  readonly rows?: readonly Row[];
  readonly keys?: readonly Row[];
}

/** A file of two tables with three columns each, filled alternately as long as both have rows. */
export function writeFile(pageBytes: number, { rows = [], keys = [] }: FileRows): Uint8Array {
  const sink = createMemorySink();
  const tables: SqliteTable[] = [ROWS_TABLE, KEYS_TABLE];
  const writer = createSqliteWriter(sink, { pageBytes, applicationId: 0x54534b50, userVersion: 3, tables });
  const rowsTable = writer.beginRowidTable('rows');
  const keysTable = writer.beginWithoutRowidTable('keys');
  for (let index = 0; index < Math.max(rows.length, keys.length); index++) {
    const [row, key] = [rows[index], keys[index]];
    if (row) rowsTable.addRow(row[0] as number | bigint, [null, row[1], row[2]]);
    if (key) keysTable.addRow(key);
  }
  writer.finish();
  return sink.toBytes();
}

/** The same rows put in by SQLite itself. */
export function insertRows({ rows = [], keys = [] }: FileRows): Database {
  const database = new SQL.Database();
  database.run(`${ROWS_TABLE.sql}; ${KEYS_TABLE.sql}`);
  for (const row of rows) insertRow(database, 'rows', row);
  for (const row of keys) insertRow(database, 'keys', row);
  return database;
}

/** sql.js binds integers past 32 bits as reals, so they are written into the statement. */
function insertRow(database: Database, table: 'rows' | 'keys', row: Row): void {
  const isLong = (value: SqliteValue) =>
    typeof value === 'bigint' || (Number.isInteger(value) && Math.abs(Number(value)) >= 2 ** 31);
  const places = row.map((value) => (isLong(value) ? String(value) : '?')).join(', ');
  const bound = row.flatMap((value) => (typeof value === 'bigint' || isLong(value) ? [] : [value]));
  database.run(`INSERT INTO ${table} VALUES (${places})`, bound);
}

export function openDatabase(bytes: Uint8Array): Database {
  return new SQL.Database(bytes);
}

/** Rows of a query. */
export function query(database: Database, sql: string, parameters: (string | number)[] = []): unknown[][] {
  return database.exec(sql, parameters)[0]?.values ?? [];
}

/** Everything in a table as text, with types and rowids, so that two databases can be compared value by value. */
export function contents(database: Database, table: 'rows' | 'keys'): string {
  const key = table === 'rows' ? 'id' : 'key';
  // quote() ends a text at a NUL character, hex() does not.
  const shown = (column: string) =>
    `typeof(${column}), CASE typeof(${column}) WHEN 'text' THEN hex(${column}) ELSE quote(${column}) END`;
  const columns = [key, 'a', 'b'].map(shown).join(', ');
  return query(database, `SELECT ${columns} FROM ${table} ORDER BY ${key}`)
    .map((row) => row.join(' '))
    .join('\n');
}

/** 'ok', or what SQLite finds wrong. */
export function integrity(database: Database): string {
  return query(database, 'PRAGMA integrity_check').join('; ');
}
