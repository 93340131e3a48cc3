import type { Database, SqlValue, Statement } from 'sql.js';
import { type BlockCache, createBlockCache } from '../bytes/block-cache.ts';
import type { ByteRange, ByteSource } from '../bytes/byte-source.ts';
import { DataError } from '../errors.ts';
import type { SqlJsModule } from './sqljs-module.ts';

/** One SQL statement that reads. */
export interface Query {
  /** A constant of the program: its statement is prepared once and kept until the database is closed. */
  readonly sql: string;
  /** Values of `?1`, `?2`, ... */
  readonly params?: readonly SqlValue[];
  /** What is read, for messages, e.g. `demo.sqlite, key SPK01/000/002`. */
  readonly where: string;
}

/** Takes a row, whose blobs are its own from then on. False ends the query. */
export type TakeRow = (row: readonly SqlValue[]) => boolean | undefined;

/** A SQLite file that is read a page at a time, each when a query needs it. */
export interface LazyDatabase {
  /** Hands the rows to `take` in turn. `take` runs no query of its own. */
  forEachRow(query: Query, take: TakeRow): void;
  /** The first row, or null where there is none. Its blobs are the caller's. */
  firstRow(query: Query): readonly SqlValue[] | null;
  /** The file through the database's cache of blocks. */
  readonly blocks: ByteSource;
  /** The parts of `ranges` that are not in the cache, widened to whole blocks. */
  missingRanges(ranges: readonly ByteRange[]): ByteRange[];
  /** Brings what is missing of `ranges` into the cache, with one read of the source for blocks that follow each other. */
  readAhead(ranges: readonly ByteRange[]): void;
  /** Frees the memory that sql.js holds. A query afterwards throws. */
  close(): void;
}

export interface LazyDatabaseOptions {
  /** Most bytes of the file held in the cache; 16 MiB when absent. */
  readonly cacheBytes?: number;
}

/** The page size of a snapshot, so that a page is a block. */
const BLOCK_BYTES = 65_536;
const CACHE_BYTES = 16 * 2 ** 20;
/**
 * `cell_size_check` has SQLite look over each page that it loads; the next two keep a prepared file from making it do more than read; the last reads
 * the first page.
 */
const SETTINGS = 'PRAGMA cell_size_check=1; PRAGMA trusted_schema=0; PRAGMA query_only=1; PRAGMA schema_version';

interface Connection {
  readonly database: Database;
  readonly statements: Map<string, Statement>;
}

/**
 * Opens a SQLite file over a byte source without reading more than its first pages, through sql.js 1.16.0 as it is shipped: its in-memory file
 * system keeps what `new SQL.Database(bytes)` is given if `bytes.slice()` returns itself, and reads each page with `bytes.subarray`. That is
 * documented nowhere; sqljs-contract.test.ts holds sql.js to it.
 *
 * An error of the source reaches the caller as it is. SQLite, which the error has cut short, may by then hold a page without its content and
 * would take it for an empty or damaged one: the connection is given up, and the next query opens another. What SQLite itself complains of
 * is a `DataError` with code `snapshot-damaged`.
 */
export function openLazyDatabase(
  SQL: SqlJsModule,
  source: ByteSource,
  options: LazyDatabaseOptions = {},
): LazyDatabase {
  return new LazySqlJsDatabase(SQL, source, options);
}

class LazySqlJsDatabase implements LazyDatabase {
  readonly #SQL: SqlJsModule;
  readonly #source: ByteSource;
  readonly #cache: BlockCache;
  readonly #bytes: LazyBytes;
  #connection: Connection | null = null;
  #isClosed = false;

  constructor(SQL: SqlJsModule, source: ByteSource, { cacheBytes = CACHE_BYTES }: LazyDatabaseOptions) {
    this.#SQL = SQL;
    this.#source = source;
    this.#cache = createBlockCache(source, { blockSizeBytes: BLOCK_BYTES, capacityBytes: cacheBytes });
    this.#bytes = createLazyBytes(this.#cache);
  }

  get blocks(): ByteSource {
    return this.#cache;
  }

  forEachRow(query: Query, take: TakeRow): void {
    const { params = [], where } = query;
    const connection = this.#connect(where);
    const statement = this.#statementOf(connection, query);
    try {
      this.#guard(where, () => statement.bind([...params]));
      while (this.#guard(where, () => statement.step())) {
        if (take(this.#guard(where, () => statement.get())) === false) return;
      }
    } finally {
      // A connection that was given up has taken its statements with it.
      if (connection === this.#connection) this.#guard(where, () => statement.reset());
    }
  }

  firstRow(query: Query): readonly SqlValue[] | null {
    const rows: (readonly SqlValue[])[] = [];
    this.forEachRow(query, (row) => {
      rows.push(row);
      return false;
    });
    return rows[0] ?? null;
  }

  missingRanges(ranges: readonly ByteRange[]): ByteRange[] {
    return this.#cache.missingRanges(ranges);
  }

  readAhead(ranges: readonly ByteRange[]): void {
    for (const { startByte, endByte } of this.#cache.missingRanges(ranges)) {
      this.#cache.fill(startByte, this.#source.read(startByte, endByte));
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#giveUp();
  }

  #connect(where: string): Connection {
    if (this.#isClosed) throw new Error('The SQLite database is closed.');
    if (this.#connection !== null) return this.#connection;
    // The first read here, so that it fails here if it fails: sql.js makes it too, and would leave a half-made database behind.
    this.#cache.read(0, Math.min(BLOCK_BYTES, this.#source.size));
    const bytes = this.#bytes;
    const database = this.#guard(where, () => new this.#SQL.Database(bytes as unknown as ArrayLike<number>));
    const connection = { database, statements: new Map<string, Statement>() };
    this.#connection = connection;
    const readsBefore = bytes.readCount;
    this.#guard(where, () => database.run(SETTINGS));
    if (bytes.readCount > readsBefore) return connection;
    throw new Error('sql.js does not read databases as version 1.16.0 does, which lazy-database.ts was written for.');
  }

  #statementOf({ database, statements }: Connection, { sql, where }: Query): Statement {
    const statement = statements.get(sql) ?? this.#guard(where, () => database.prepare(sql));
    statements.set(sql, statement);
    return statement;
  }

  /** Makes one call into sql.js, and undoes what a throw through WebAssembly leaves of its stack. */
  #guard<T>(where: string, call: () => T): T {
    const stack = this.#SQL.stackSave();
    const bytes = this.#bytes;
    bytes.failure = null;
    try {
      const result = call();
      if (bytes.failure === null) return result;
    } catch (error) {
      if (bytes.failure === null) throw describeError(error, where);
    } finally {
      this.#SQL.stackRestore(stack);
    }
    const { error } = bytes.failure;
    this.#giveUp();
    throw error;
  }

  #giveUp(): void {
    const connection = this.#connection;
    this.#connection = null;
    if (connection === null) return;
    const stack = this.#SQL.stackSave();
    try {
      connection.database.close();
    } catch {
      // What was cut short may not close cleanly. The error that cut it short is the one to be told.
    } finally {
      this.#SQL.stackRestore(stack);
    }
  }
}

/** What sql.js is given for the bytes of the file. */
interface LazyBytes {
  readonly length: number;
  slice(): LazyBytes;
  subarray(startByte: number, endByte: number): Uint8Array;
  /** The error of a read, kept aside: on its way through WebAssembly and sql.js it might not stay what it was. */
  failure: { readonly error: unknown } | null;
  readonly readCount: number;
}

function createLazyBytes(source: ByteSource): LazyBytes {
  let readCount = 0;
  const bytes: LazyBytes = {
    length: source.size,
    slice: () => bytes,
    subarray(startByte, endByte) {
      readCount += 1;
      try {
        // Fewer bytes than asked for are an error of the cache: sql.js would take what lay in its memory before for the rest.
        return source.read(startByte, endByte);
      } catch (error) {
        bytes.failure = { error };
        // Not `error` itself: one named ErrnoError would be taken for a system call's, which SQLite may repeat for ever.
        throw new Error('A read of the source failed.');
      }
    },
    failure: null,
    get readCount() {
      return readCount;
    },
  };
  return bytes;
}

/** sql.js throws SQLite's message as an `Error`, misuse as a string, and passes on what WebAssembly throws. */
function describeError(error: unknown, where: string): unknown {
  if (!(error instanceof Error) || error.name !== 'Error') return error;
  return new DataError({
    code: 'snapshot-damaged',
    what: 'The snapshot is damaged',
    expected: 'pages that SQLite can read',
    found: `"${error.message}"`,
    where,
  });
}
