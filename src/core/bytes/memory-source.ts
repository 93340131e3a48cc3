import type { ByteSource } from './byte-source.ts';
import { checkRange } from './check-range.ts';

/** Bytes that are already in memory. `bytes` is not copied here and must not change afterwards; each read is a copy. */
export function createMemorySource(name: string, bytes: Uint8Array): ByteSource {
  const source: ByteSource = {
    name,
    size: bytes.length,
    read(startByte, endByte) {
      checkRange(source, startByte, endByte);
      // Not `bytes.slice`: on a Node Buffer that is a view, and the caller may change what it gets.
      return new Uint8Array(bytes.subarray(startByte, endByte));
    },
  };
  return source;
}
