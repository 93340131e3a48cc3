import type { ByteRange, ByteSource } from '../bytes/byte-source.ts';
import { isSourceFault } from '../bytes/source-fault.ts';
import { DataError } from '../errors.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { type LazyDatabase, type LazyDatabaseOptions, openLazyDatabase } from './lazy-database.ts';
import type { OrderedEntry, OrderedRange, OrderedStore } from './ordered-store.ts';
import { createRowPages, type RowPages } from './row-pages.ts';
import { SNAPSHOT_APPLICATION_ID, SNAPSHOT_SCHEMA_VERSION, SNAPSHOT_TABLES } from './schema.ts';
import { findKey, type KeyRow, walkKeys } from './snapshot-keys.ts';
import { readSqliteHeader, type SqliteHeader } from './sqlite-header.ts';
import type { SqlJsModule } from './sqljs-module.ts';

/** A snapshot that is open. Calls after `close` throw. */
export interface Snapshot {
  readonly store: RecordStore;
  /** The same records for {@link openLite}. */
  readonly ordered: OrderedStore;
  /** Name, tool version, source fingerprint, configuration as the export wrote them. */
  readonly about: ReadonlyMap<string, string>;
  readonly catalogue: Catalogue;
  /** A file that lay beside the exported store, byte for byte, or null where there was none of that name. */
  readFile(fileName: string): Uint8Array | null;
  /** Frees the memory that sql.js holds. The source is the caller's to close. */
  close(): void;
}

/**
 * Opens a snapshot: its header, schema and the table `about` are read, two pages in all. Throws a `DataError` on any file that is not a
 * whole snapshot of a version that this program knows.
 */
export function openSnapshot(SQL: SqlJsModule, source: ByteSource, options: LazyDatabaseOptions = {}): Snapshot {
  const header = readSqliteHeader(source);
  checkIdentity(header, source.name);
  const database = openLazyDatabase(SQL, source, options);
  try {
    const rootPage = checkSchema(database, source.name);
    const about = readAbout(database, source.name);
    const count = createCounter(about, database, source.name);
    const records = createRecords(database, source, createRowPages(database.blocks, header, rootPage), count);
    return {
      store: createStore(source, records, count),
      ordered: createOrdered(source, records, count, header),
      about,
      catalogue: createCatalogue(database, source.name),
      readFile(name) {
        const where = `${source.name}, file ${name}`;
        const row = database.firstRow({ sql: 'SELECT bytes FROM files WHERE name = ?1', params: [name], where });
        return row === null ? null : blobOf(row[0], where);
      },
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

interface Records {
  get(key: string): Uint8Array | null;
  has(key: string): boolean;
  walk(range: OrderedRange): Generator<KeyRow, void, undefined>;
  readValue(row: KeyRow): Uint8Array;
  plan(keys: readonly string[]): void;
  planRounds(keys: readonly string[]): Iterable<readonly ByteRange[]>;
}

function createRecords(database: LazyDatabase, source: ByteSource, rowPages: RowPages, count: () => number): Records {
  const { name } = source;

  function* walk(range: OrderedRange): Generator<KeyRow, void, undefined> {
    let keyCount = 0;
    for (const row of walkKeys(database, name, range)) {
      keyCount += 1;
      yield row;
    }
    const { start, end, limit, offset = 0 } = range;
    const isWhole = start === undefined && end === undefined && limit === undefined && offset === 0;
    if (isWhole && keyCount !== count()) throw damaged(`${count()} keys`, `${keyCount} keys`, `${name}, keys`);
  }

  function readValue({ key, id, size }: KeyRow): Uint8Array {
    const where = `${name}, key ${key}`;
    const range = rowPages.rangeOrNull(id, size);
    if (range !== null) database.readAhead([range]);
    const row = database.firstRow({ sql: 'SELECT value FROM records WHERE id = ?1', params: [id], where });
    if (row === null) throw damaged(`row ${id} of the records`, 'no such row', where);
    const value = blobOf(row[0], where);
    if (value.length !== size) throw damaged(`a value of ${size} bytes`, `${value.length} bytes`, where);
    return value;
  }

  return {
    get(key) {
      const row = findKey(database, name, key);
      return row === null ? null : readValue(row);
    },
    has: (key) => findKey(database, name, key) !== null,
    walk,
    readValue,
    plan(keys) {
      source.plan?.(missingOf(keys));
    },
    *planRounds(keys) {
      const missing = missingOf(keys);
      if (missing.length > 0) yield missing;
    },
  };

  /** The pages of the keys are read here: SQLite asks for them one by one, and there are few. */
  function missingOf(keys: readonly string[]): ByteRange[] {
    return database.missingRanges(keys.flatMap((key) => rangesOf(key)));
  }

  /** Damage is no concern of a plan: reading the value reports it. */
  function rangesOf(key: string): ByteRange[] {
    try {
      const row = findKey(database, name, key);
      const range = row === null ? null : rowPages.rangeOrNull(row.id, row.size);
      return range === null ? [] : [range];
    } catch (error) {
      if (error instanceof DataError && !isSourceFault(error.problem)) return [];
      throw error;
    }
  }
}

function createStore(source: ByteSource, records: Records, count: () => number): RecordStore {
  function* keysOf(range: OrderedRange): Generator<string, void, undefined> {
    for (const { key } of records.walk(range)) yield key;
  }
  return {
    kind: 'snapshot',
    name: source.name,
    sizeBytes: source.size,
    get: records.get,
    has: records.has,
    keys: ({ start, end, limit } = {}) => ({ [Symbol.iterator]: () => keysOf({ start, end, limit }) }),
    count,
    plan: records.plan,
    planRounds: records.planRounds,
  };
}

function createOrdered(
  source: ByteSource,
  records: Records,
  count: () => number,
  { pageBytes, pageCount }: SqliteHeader,
): OrderedStore {
  function* entriesOf(range: OrderedRange): Generator<OrderedEntry, void, undefined> {
    for (const row of records.walk(range)) yield { key: row.key, readValue: () => records.readValue(row) };
  }
  return {
    name: source.name,
    get: records.get,
    has: records.has,
    entries: (range = {}) => ({ [Symbol.iterator]: () => entriesOf(range) }),
    stats: () => ({ entryCount: count(), pageSize: pageBytes, lastPageNumber: pageCount }),
    plan: records.plan,
  };
}

function checkIdentity({ applicationId, userVersion }: SqliteHeader, name: string): void {
  if (applicationId !== SNAPSHOT_APPLICATION_ID) {
    throw new DataError({
      code: 'snapshot-foreign',
      what: 'This SQLite file is no snapshot of a dataset',
      expected: `application id 0x${SNAPSHOT_APPLICATION_ID.toString(16)}, as "talkscope export" writes it`,
      found: `application id 0x${applicationId.toString(16)}`,
      where: name,
    });
  }
  if (userVersion === SNAPSHOT_SCHEMA_VERSION) return;
  const isNewer = userVersion > SNAPSHOT_SCHEMA_VERSION;
  throw new DataError({
    code: 'snapshot-version',
    what: isNewer
      ? 'The snapshot was written by a newer version of Talkscope; update this one, or export again'
      : 'The snapshot has a version that no Talkscope writes',
    expected: `schema version ${SNAPSHOT_SCHEMA_VERSION}`,
    found: `schema version ${userVersion}`,
    where: name,
  });
}

/** Holds every table to the schema, so that no view or trigger of a prepared file runs, and gives the root page of `records`. */
function checkSchema(database: LazyDatabase, name: string): number {
  const where = `${name}, schema`;
  const found = new Map<unknown, readonly unknown[]>();
  const sql = 'SELECT name, sql, rootpage FROM sqlite_schema';
  database.forEachRow({ sql, where }, (row) => {
    found.set(row[0], row);
    return true;
  });
  for (const [table, expected] of Object.entries(SNAPSHOT_TABLES)) {
    const actual = found.get(table)?.[1];
    if (actual === expected) continue;
    throw new DataError({
      code: 'snapshot-schema',
      what: `The snapshot has another table ${table} than its schema version says`,
      expected,
      found: typeof actual === 'string' ? actual : 'no such table',
      where: name,
    });
  }
  const rootPage = found.get('records')?.[2];
  if (typeof rootPage === 'number') return rootPage;
  throw damaged('the root page of the records', String(rootPage), where);
}

function readAbout(database: LazyDatabase, name: string): ReadonlyMap<string, string> {
  const about = new Map<string, string>();
  database.forEachRow({ sql: 'SELECT name, value FROM about', where: `${name}, about` }, ([field, value]) => {
    if (typeof field !== 'string' || typeof value !== 'string' || about.has(field)) {
      throw damaged('one text a name', `${String(field)}: ${String(value)}`, `${name}, about`);
    }
    about.set(field, value);
    return true;
  });
  if (about.get('complete') === '1') return about;
  throw new DataError({
    code: 'snapshot-incomplete',
    what: 'The export of this snapshot was not finished',
    expected: '"complete" = "1", which an export writes last',
    found: about.has('complete') ? `"complete" = "${about.get('complete')}"` : 'no "complete"',
    where: `${name}, about`,
  });
}

/** The number of records as the export wrote it, else counted once. Not SQL's count(*): damaged pages could keep that busy for ever. */
function createCounter(about: ReadonlyMap<string, string>, database: LazyDatabase, name: string): () => number {
  const stated = about.get('records');
  let count = stated !== undefined && /^\d{1,15}$/.test(stated) ? Number(stated) : null;
  return () => {
    if (count !== null) return count;
    let counted = 0;
    for (const _ of walkKeys(database, name, {})) counted += 1;
    count = counted;
    return counted;
  };
}

function blobOf(value: unknown, where: string): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw damaged('bytes', value === null ? 'nothing' : `a ${typeof value}`, where);
}

function damaged(expected: string, found: string, where: string): DataError {
  return new DataError({ code: 'snapshot-damaged', what: 'The snapshot is damaged', expected, found, where });
}
