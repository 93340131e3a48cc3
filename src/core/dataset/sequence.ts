import { DataError, within } from '../errors.ts';
import { parsePickle } from '../formats/pickle.ts';
import type { RecordStore } from '../store/record-store.ts';
import { STORE_METADATA_KEY, sequenceMetadataKey } from './keys.ts';

/** Frames a clip, from the store's root key. */
export function readSegLen(store: RecordStore): number {
  const bytes = store.get(STORE_METADATA_KEY);
  if (bytes === null) {
    throw new DataError({
      code: 'store-metadata-missing',
      what: 'The root key metadata is missing',
      expected: "key 'metadata' holding {'seg_len': frames a clip}",
      found: 'no such key',
      where: store.name,
    });
  }
  return within(`${store.name}, key ${STORE_METADATA_KEY}`, () => readPositiveInteger(bytes, 'seg_len'));
}

/** Frames of a sequence, from its metadata key. */
export function readFrameCount(store: RecordStore, entry: string): number {
  const key = sequenceMetadataKey(entry);
  const bytes = store.get(key);
  if (bytes === null) {
    throw new DataError({
      code: 'sequence-metadata-missing',
      what: `The sequence ${entry} has no metadata in the store`,
      expected: `key ${key} holding {'n_frames': frames}`,
      found: 'no such key',
      where: store.name,
    });
  }
  return within(`key ${key}`, () => readPositiveInteger(bytes, 'n_frames'));
}

/** Entries of every `<entry>/metadata` key, in the store's order. Reads all key pages. */
export function* scanEntries(store: RecordStore): Generator<string> {
  const suffix = `/${STORE_METADATA_KEY}`;
  for (const key of store.keys()) {
    if (key.endsWith(suffix)) yield key.slice(0, -suffix.length);
  }
}

function readPositiveInteger(bytes: Uint8Array, field: string): number {
  const value = parsePickle(bytes);
  const found = value instanceof Map ? value.get(field) : undefined;
  if (typeof found !== 'number' || !Number.isInteger(found) || found <= 0) {
    throw new DataError({
      code: 'metadata-layout',
      what: 'The metadata record has another layout',
      expected: `{'${field}': a positive whole number}`,
      found:
        value instanceof Map ? `'${field}': ${typeof found === 'string' ? `'${found}'` : String(found)}` : 'no dict',
      where: '',
    });
  }
  return found;
}
