import type { BlockCache } from '../bytes/block-cache.ts';
import type { ByteRange, ByteSource } from '../bytes/byte-source.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { DataError, type Problem } from '../errors.ts';
import type { KeyRange, RecordStore } from '../store/record-store.ts';
import { isDamage } from './damage.ts';
import type { LmdbEntry } from './lmdb-database.ts';
import { type LmdbFile, openLmdb } from './lmdb-file.ts';

export interface LmdbKeyRange extends KeyRange {
  /** Told of each damaged part of the store and of each key that is no text; they are then left out. Without it they throw. */
  readonly onDamage?: (problem: Problem) => void;
}

/** The main database of an LMDB file as a dataset's store. */
export interface LmdbStore extends RecordStore {
  readonly kind: 'lmdb';
  readonly file: LmdbFile;
  keys(range?: LmdbKeyRange): Iterable<string>;
}

/** A source, and what it knows of its cache, if it is one. */
export type PlannedSource = ByteSource & Partial<Pick<BlockCache, 'missingRanges'>>;

/** Opens an LMDB file whose main database has UTF-8 keys. Throws a `DataError` on a file that is no LMDB 0.9 store. */
export function createLmdbStore(source: PlannedSource): LmdbStore {
  const file = openLmdb(source);
  const { main } = file;

  function* walkKeys({ start, end, limit, onDamage }: LmdbKeyRange): Generator<string, void, undefined> {
    let left = limit ?? Number.POSITIVE_INFINITY;
    const bounds = { start: encodeBound(start), end: encodeBound(end) };
    // The limit counts keys that can be given, not those left out.
    for (const entry of left > 0 ? main.iterate({ ...bounds, onePerKey: true, onDamage }) : []) {
      const key = readableKey(entry, onDamage);
      if (key === null) continue;
      yield key;
      left -= 1;
      if (left <= 0) return;
    }
  }

  function readableKey(entry: LmdbEntry, onDamage: LmdbKeyRange['onDamage']): string | null {
    try {
      return decodeUtf8(entry.key);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      const problem = {
        code: 'lmdb-key-text',
        what: 'A key is not UTF-8 text',
        expected: 'UTF-8',
        found: `bytes ${Array.from(entry.key, (byte) => byte.toString(16).padStart(2, '0')).join(' ')}`,
        where: source.name,
      };
      if (!onDamage) throw new DataError(problem);
      onDamage(problem);
      return null;
    }
  }

  function* planRounds(keys: readonly string[] | null): Generator<readonly ByteRange[], void, undefined> {
    for (const pages of main.planRounds(keys === null ? null : keys.flatMap(encodeKey))) yield* missing(pages);
    if (keys !== null) yield* missing(keys.flatMap((key) => valueRangesOf(file, key)));
  }

  function missing(ranges: readonly ByteRange[]): (readonly ByteRange[])[] {
    const wanted = source.missingRanges?.(ranges) ?? ranges;
    return wanted.length === 0 ? [] : [wanted];
  }

  return {
    kind: 'lmdb',
    name: source.name,
    sizeBytes: source.size,
    file,
    get: (key, buffer) => main.get(encodeUtf8(key), buffer),
    has: (key) => main.has(encodeUtf8(key)),
    keys: (range = {}) => ({ [Symbol.iterator]: () => walkKeys(range) }),
    count: () => main.record.entryCount,
    plan(keys) {
      source.plan?.(keys.flatMap((key) => valueRangesOf(file, key)));
    },
    planRounds,
    planScan: () => planRounds(null),
  };
}

function encodeBound(key: string | undefined): Uint8Array | undefined {
  return key === undefined ? undefined : encodeUtf8(key);
}

/** A key that is no text is none of the store: whoever asks for it hears that. */
function encodeKey(key: string): Uint8Array[] {
  try {
    return [encodeUtf8(key)];
  } catch (error) {
    if (error instanceof DataError) return [];
    throw error;
  }
}

/** The range of a value that needs a read of its own, if any. Damage is no concern of a plan: reading the value reports it. */
function valueRangesOf(file: LmdbFile, key: string): ByteRange[] {
  try {
    return encodeKey(key).flatMap((bytes) => file.main.find(bytes)?.valueRange() ?? []);
  } catch (error) {
    if (isDamage(error)) return [];
    throw error;
  }
}
