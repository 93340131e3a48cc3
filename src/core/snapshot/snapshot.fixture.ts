import initSqlJs, { type Database, type SqlValue } from 'sql.js';
import type { ByteSource } from '../bytes/byte-source.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { SNAPSHOT_APPLICATION_ID, SNAPSHOT_PAGE_BYTES, SNAPSHOT_SCHEMA_VERSION, SNAPSHOT_TABLES } from './schema.ts';
import { openSnapshot, type Snapshot } from './snapshot-store.ts';
import { isSqlJsModule, type SqlJsModule } from './sqljs-module.ts';

/** Snapshots for tests, written by SQLite itself through sql.js. */

export async function loadTestSqlJs(): Promise<SqlJsModule> {
  const SQL = await initSqlJs();
  if (!isSqlJsModule(SQL)) throw new Error('this sql.js exports no stackSave');
  return SQL;
}

export interface SnapshotContent {
  readonly records?: Readonly<Record<string, Uint8Array>>;
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** `complete` = `1` is put to it unless it says otherwise. */
  readonly about?: Readonly<Record<string, string>>;
  readonly pageBytes?: number;
  readonly applicationId?: number;
  readonly userVersion?: number;
  /** Statements run at the end. */
  readonly change?: (database: Database) => void;
}

/** The bytes of a snapshot file. Records have the ids 1, 2, ... in the order given. */
export function writeSnapshot(SQL: SqlJsModule, content: SnapshotContent = {}): Uint8Array {
  const { records = {}, files = {}, about = {}, pageBytes = SNAPSHOT_PAGE_BYTES } = content;
  const database = new SQL.Database();
  database.run(`PRAGMA page_size = ${pageBytes}`);
  database.run(`PRAGMA application_id = ${content.applicationId ?? SNAPSHOT_APPLICATION_ID}`);
  database.run(`PRAGMA user_version = ${content.userVersion ?? SNAPSHOT_SCHEMA_VERSION}`);
  for (const sql of Object.values(SNAPSHOT_TABLES)) database.run(sql);
  database.run('BEGIN');
  Object.entries(records).forEach(([key, value], index) => {
    insert(database, 'records', [index + 1, value]);
    insert(database, 'keys', [key, index + 1, value.length]);
  });
  for (const [name, bytes] of Object.entries(files)) insert(database, 'files', [name, bytes]);
  for (const [name, value] of Object.entries({ complete: '1', ...about })) insert(database, 'about', [name, value]);
  database.run('COMMIT');
  content.change?.(database);
  const bytes = database.export();
  database.close();
  return bytes;
}

export function insert(database: Database, table: keyof typeof SNAPSHOT_TABLES, values: readonly SqlValue[]): void {
  database.run(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`, [...values]);
}

/** A value of `size` bytes of which no part occurs in another (a linear congruential generator, its high bits). */
export function patternOf(seed: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = seed + 1;
  for (let at = 0; at < size; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

export function openBytes(SQL: SqlJsModule, bytes: Uint8Array, name = 'demo.sqlite'): Snapshot {
  return openSnapshot(SQL, createMemorySource(name, bytes));
}

/** `source` whose reads first go to `before`, which may throw or give other bytes. */
export function interceptReads(
  source: ByteSource,
  before: (startByte: number, endByte: number) => Uint8Array | null,
): ByteSource {
  return { ...source, read: (startByte, endByte) => before(startByte, endByte) ?? source.read(startByte, endByte) };
}
