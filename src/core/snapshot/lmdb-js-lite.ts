import { encodeUtf8 } from '../bytes/utf8.ts';
import { within } from '../errors.ts';
import { type PickleValue, parsePickle } from '../formats/pickle.ts';
import type { OrderedEntry, OrderedRange, OrderedStore, OrderedStoreStats } from './ordered-store.ts';
import { RangeIterable } from './range-iterable.ts';

/** The kinds of keys that lmdb-js declares, so that its option types fit. Any but a string is refused. */
export type LiteBound = string | symbol | number | boolean | Uint8Array | LiteBound[];

/** lmdb-js's range options. In reverse `start` is the high end. `snapshot` and `transaction` change nothing here. */
export interface LiteRangeOptions {
  readonly start?: LiteBound | undefined;
  readonly end?: LiteBound | undefined;
  readonly inclusiveEnd?: boolean | undefined;
  readonly exclusiveStart?: boolean | undefined;
  readonly reverse?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  readonly snapshot?: boolean | undefined;
  readonly transaction?: LiteTransaction | undefined;
}

export type LiteValueOptions = Pick<LiteRangeOptions, 'reverse' | 'limit' | 'offset'>;

/** The store never changes, so every read sees the same state and a transaction has nothing to hold. */
export interface LiteTransaction {
  done(): void;
}

export interface LiteOptions<E extends LiteEncoding = LiteEncoding> {
  /** `binary`: values are their bytes; `pickle`: what Python would load from them. */
  readonly encoding?: E;
}

export type LiteEncoding = 'binary' | 'pickle';

/** The reading half of lmdb-js's `Database` over an {@link OrderedStore}; see {@link openLite}. Values are the caller's. */
export interface LiteDatabase<V> {
  get(key: string, options?: { readonly transaction?: LiteTransaction | undefined }): V | undefined;
  getEntry(key: string): { value: V } | undefined;
  /** The bytes, whatever the encoding. */
  getBinary(key: string): Uint8Array | undefined;
  /** As `getBinary`: the bytes stay valid. */
  getBinaryFast(key: string): Uint8Array | undefined;
  /** Plans the reads, then makes them. Rejects where one fails. */
  getMany(keys: string[]): Promise<(V | undefined)[]>;
  getMany(
    keys: string[],
    callback: (error: unknown, values?: (V | undefined)[]) => unknown,
  ): Promise<(V | undefined)[]>;
  /** Whether the key is there; with bytes, whether they are a value of it; with null, whether the key is absent. */
  doesExist(key: string, value?: Uint8Array | null): boolean;
  getKeys(options?: LiteRangeOptions): RangeIterable<string>;
  getRange(options?: LiteRangeOptions): RangeIterable<{ key: string; value: V }>;
  /** The values of one key: one, or all in a store with duplicates. (lmdb-js without `dupSort` goes on to the keys after it.) */
  getValues(key: string, options?: LiteValueOptions): RangeIterable<V>;
  /** Values of one key. */
  getValuesCount(key: string): number;
  /** Entries of the range after its offset; as in lmdb-js `limit` does not count. */
  getCount(options?: LiteRangeOptions): number;
  /** As `getCount`, of keys. */
  getKeysCount(options?: LiteRangeOptions): number;
  getStats(): OrderedStoreStats;
  /** Tells the store which values will be read soon. */
  prefetch(keys: readonly string[], callback?: (error: null) => unknown): Promise<void>;
  useReadTransaction(): LiteTransaction;
  resetReadTxn(): void;
  /** Reads afterwards throw. The store is the caller's to close. */
  close(): Promise<void>;
}

/** lmdb-js's methods that write. Each is there, so that code which calls one learns why it cannot. */
const WRITING_METHODS = [
  ...['put', 'putSync', 'remove', 'removeSync', 'batch', 'ifVersion', 'ifNoExists', 'backup', 'getWriteTxnId'],
  ...['transaction', 'transactionSync', 'transactionAsync', 'childTransaction'],
  ...['clear', 'clearAsync', 'clearSync', 'drop', 'dropSync', 'deleteDB'],
] as const;

export type LiteWritingMethods = Readonly<Record<(typeof WRITING_METHODS)[number], (...given: unknown[]) => never>>;

/**
 * Gives an ordered store, be it a snapshot or a raw LMDB, the names and the behaviour of lmdb-js 3.5 (README "API"), so that code which reads
 * with lmdb-js reads here unchanged. Keys are strings, as a dataset's are, in the order of their UTF-8 bytes. That is the order of lmdb-js's
 * `keyEncoding: 'binary'`, and of its default, ordered-binary, which writes strings as UTF-8 too, but for characters up to U+0004
 * anywhere and up to U+001B in front. Keys of other kinds are refused, for the store cannot hold them.
 */
export function openLite(store: OrderedStore): LiteDatabase<Uint8Array> & LiteWritingMethods;
export function openLite(
  store: OrderedStore,
  options: LiteOptions<'binary'>,
): LiteDatabase<Uint8Array> & LiteWritingMethods;
export function openLite(
  store: OrderedStore,
  options: LiteOptions<'pickle'>,
): LiteDatabase<PickleValue> & LiteWritingMethods;
export function openLite(
  store: OrderedStore,
  { encoding = 'binary' }: LiteOptions = {},
): LiteDatabase<Uint8Array | PickleValue> & LiteWritingMethods {
  const decode = (key: string, bytes: Uint8Array): Uint8Array | PickleValue =>
    encoding === 'binary' ? bytes : within(`${store.name}, key ${key}`, () => parsePickle(bytes));
  return Object.assign(new LiteReader(store, decode), createWritingMethods(store.name));
}

class LiteReader<V> implements LiteDatabase<V> {
  readonly #store: OrderedStore;
  readonly #decode: (key: string, bytes: Uint8Array) => V;
  #isClosed = false;

  constructor(store: OrderedStore, decode: (key: string, bytes: Uint8Array) => V) {
    this.#store = store;
    this.#decode = decode;
  }

  get(key: string): V | undefined {
    const bytes = this.getBinary(key);
    return bytes && this.#decode(key, bytes);
  }

  getEntry(key: string): { value: V } | undefined {
    const value = this.get(key);
    return value === undefined ? undefined : { value };
  }

  getBinary(key: string): Uint8Array | undefined {
    return this.#opened().get(checkKey(key)) ?? undefined;
  }

  getBinaryFast(key: string): Uint8Array | undefined {
    return this.getBinary(key);
  }

  getMany(
    keys: readonly string[],
    callback?: (error: unknown, values?: (V | undefined)[]) => unknown,
  ): Promise<(V | undefined)[]> {
    const values = this.prefetch(keys).then(() => keys.map((key) => this.get(key)));
    if (callback) values.then((read) => callback(null, read), callback);
    return values;
  }

  doesExist(key: string, value?: Uint8Array | null): boolean {
    const store = this.#opened();
    if (value === undefined || value === null) return store.has(checkKey(key)) === (value === undefined);
    for (const entry of store.entries(onlyKey(key))) if (areEqual(entry.readValue(), value)) return true;
    return false;
  }

  getKeys(options: LiteRangeOptions = {}): RangeIterable<string> {
    return this.#rangeOf(
      () => orderedRange(options, true),
      ({ key }) => key,
    );
  }

  getRange(options: LiteRangeOptions = {}): RangeIterable<{ key: string; value: V }> {
    return this.#rangeOf(
      () => orderedRange(options, false),
      (entry) => ({ key: entry.key, value: this.#decode(entry.key, entry.readValue()) }),
    );
  }

  getValues(key: string, options: LiteValueOptions = {}): RangeIterable<V> {
    return this.#rangeOf(
      () => orderedRange({ ...options, ...onlyKey(key) }, false),
      (entry) => this.#decode(key, entry.readValue()),
    );
  }

  getValuesCount(key: string): number {
    return this.#count(onlyKey(key), false);
  }

  getCount(options: LiteRangeOptions = {}): number {
    return this.#count(options, false);
  }

  getKeysCount(options: LiteRangeOptions = {}): number {
    return this.#count(options, true);
  }

  getStats(): OrderedStoreStats {
    return this.#opened().stats();
  }

  async prefetch(keys: readonly string[], callback?: (error: null) => unknown): Promise<void> {
    this.#opened().plan?.(keys.map(checkKey));
    callback?.(null);
  }

  useReadTransaction(): LiteTransaction {
    this.#opened();
    return { done() {} };
  }

  resetReadTxn(): void {}

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  #opened(): OrderedStore {
    if (this.#isClosed) throw new Error(`Can not read from a closed database (${this.#store.name})`);
    return this.#store;
  }

  /** Store and options are looked at when an iteration begins, as in lmdb-js. */
  #rangeOf<T>(options: () => OrderedRange, give: (entry: OrderedEntry) => T): RangeIterable<T> {
    return new RangeIterable(() => mapEntries(this.#opened().entries(options()), give));
  }

  #count(options: LiteRangeOptions, onePerKey: boolean): number {
    const range = orderedRange({ ...options, limit: undefined }, onePerKey);
    let count = 0;
    for (const _ of this.#opened().entries(range)) count += 1;
    return count;
  }
}

function createWritingMethods(name: string): LiteWritingMethods {
  const entries = WRITING_METHODS.map((method) => {
    const refuse = () => {
      throw new Error(`${method} cannot be called: ${name} is opened read-only, as the snapshot of a dataset is`);
    };
    return [method, refuse] as const;
  });
  return Object.fromEntries(entries) as LiteWritingMethods;
}

/** lmdb-js's readings of odd numbers: a limit counts up, NaN limits nothing and null everything; an offset is a uint32. */
function orderedRange(options: LiteRangeOptions, onePerKey: boolean): OrderedRange {
  const { start, end, limit, offset, exclusiveStart, inclusiveEnd, reverse } = options;
  const isUnlimited = limit === undefined || Number.isNaN(limit);
  return {
    start: start === undefined ? undefined : checkKey(start),
    end: end === undefined ? undefined : checkKey(end),
    exclusiveStart,
    inclusiveEnd,
    reverse,
    limit: isUnlimited ? undefined : Math.max(Math.ceil(limit), 0),
    offset: (offset ?? 0) >>> 0,
    onePerKey,
  };
}

function onlyKey(key: string): Pick<OrderedRange, 'start' | 'end' | 'inclusiveEnd'> {
  return { start: checkKey(key), end: key, inclusiveEnd: true };
}

function checkKey(key: unknown): string {
  if (typeof key === 'string') {
    encodeUtf8(key);
    return key;
  }
  if (key === undefined) throw new Error('A key is required, but is undefined');
  throw new Error(`The keys of this store are strings, not ${key === null ? 'null' : typeof key}`);
}

function* mapEntries<T>(
  entries: Iterable<OrderedEntry>,
  give: (entry: OrderedEntry) => T,
): Generator<T, void, undefined> {
  for (const entry of entries) yield give(entry);
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
