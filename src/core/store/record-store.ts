import type { ByteRange } from '../bytes/byte-source.ts';
import type { ReadBuffer } from '../bytes/read-buffer.ts';

/** Half-open range of keys in the store's order (bytes as by memcmp, then length). */
export interface KeyRange {
  /** First key, inclusive; the store's first when absent. */
  readonly start?: string;
  /** Key to stop before; past the store's last when absent. */
  readonly end?: string;
  readonly limit?: number;
}

/**
 * Read-only access to the records of a dataset, the same over a raw LMDB and over a snapshot. Keys are UTF-8 text. Faults throw a
 * `DataError`; an absent key is a normal answer.
 */
export interface RecordStore {
  readonly kind: 'lmdb' | 'snapshot';
  /** Name for messages: file name or URL. */
  readonly name: string;
  /** Size of the store's file in bytes. */
  readonly sizeBytes: number;
  /** The value's bytes, owned by the caller, or null where the key is absent. With a `buffer` they may lie in it, and are then valid until its next use. */
  get(key: string, buffer?: ReadBuffer): Uint8Array | null;
  has(key: string): boolean;
  /** Keys in order. Reads pages as the iteration goes on. */
  keys(range?: KeyRange): Iterable<string>;
  /** Number of records, from the store's own header: costs no scan. */
  count(): number;
  /** Tells the store which values will be read soon, so that a remote source may fetch their pages together. Never required. */
  plan?(keys: readonly string[]): void;
  /**
   * What reading `keys` still lacks, a round at a time: the next round is known once the bytes of the one before can be read. Whoever can wait for
   * bytes fetches each round side by side, and the reads that follow find everything. Faults of the data end a plan early and are left to those
   * reads; faults of the source throw.
   */
  planRounds?(keys: readonly string[]): Iterable<readonly ByteRange[]>;
  /** The same for `keys()` over the whole store. */
  planScan?(): Iterable<readonly ByteRange[]>;
}
