/** Part of an ordered store, from `start` to `end` in the direction of the iteration, so in reverse `start` is the high end. */
export interface OrderedRange {
  /** Where the iteration begins, inclusive unless `exclusiveStart`; at the store's first key, or last in reverse, when absent. */
  readonly start?: string | undefined;
  /** Where it stops, exclusive unless `inclusiveEnd`; past the last key, or first in reverse, when absent. */
  readonly end?: string | undefined;
  readonly exclusiveStart?: boolean | undefined;
  readonly inclusiveEnd?: boolean | undefined;
  readonly reverse?: boolean | undefined;
  /** Most entries given; all when absent. */
  readonly limit?: number | undefined;
  /** Entries left out at the start; 0 when absent. */
  readonly offset?: number | undefined;
  /** Whether of a key with several values only the first that the iteration meets is given. */
  readonly onePerKey?: boolean | undefined;
}

export interface OrderedEntry {
  readonly key: string;
  /** The value's bytes, owned by the caller; read when this is called. */
  readValue(): Uint8Array;
}

/** What {@link openLite} needs of a store. Keys are text, in the order of their UTF-8 bytes (memcmp, then length). Faults throw a `DataError`. */
export interface OrderedStore {
  /** Name for messages: file name or URL. */
  readonly name: string;
  /** The value's bytes, owned by the caller, or null where the key is absent. */
  get(key: string): Uint8Array | null;
  has(key: string): boolean;
  /** Entries in order, found as the iteration goes on. Each iteration begins anew. */
  entries(range?: OrderedRange): Iterable<OrderedEntry>;
  /** Figures by lmdb-js's names: `entryCount` and `pageSize` at least. */
  stats(): OrderedStoreStats;
  /** Tells the store which values will be read soon. */
  plan?(keys: readonly string[]): void;
}

/** The part of lmdb-js's `getStats` that a store knows. */
export interface OrderedStoreStats {
  readonly entryCount: number;
  /** Bytes. */
  readonly pageSize: number;
  readonly treeDepth?: number;
  readonly treeBranchPageCount?: number;
  readonly treeLeafPageCount?: number;
  readonly overflowPages?: number;
  readonly lastPageNumber?: number;
  readonly lastTxnId?: number;
}
