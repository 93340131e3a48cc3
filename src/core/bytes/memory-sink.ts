import { DataError } from '../errors.ts';
import type { ByteSink } from './byte-sink.ts';

export interface MemorySink extends ByteSink {
  /** A copy of everything written so far. */
  toBytes(): Uint8Array;
}

const FIRST_CAPACITY_BYTES = 4096;

/** A sink that keeps everything in memory: for tests and for files known to be small. */
export function createMemorySink(name = 'memory'): MemorySink {
  let buffer = new Uint8Array(FIRST_CAPACITY_BYTES);
  let size = 0;

  return {
    get size() {
      return size;
    },
    append(bytes) {
      const newSize = size + bytes.length;
      if (newSize > buffer.length) {
        const larger = new Uint8Array(Math.max(newSize, 2 * buffer.length));
        larger.set(buffer.subarray(0, size));
        buffer = larger;
      }
      buffer.set(bytes, size);
      size = newSize;
    },
    writeAt(startByte, bytes) {
      const endByte = startByte + bytes.length;
      if (!Number.isSafeInteger(startByte) || startByte < 0 || endByte > size) {
        throw new DataError({
          code: 'write-out-of-range',
          what: `A write lies outside ${name}`,
          expected: `a range within its ${size} bytes`,
          found: `bytes [${startByte}, ${endByte})`,
          where: name,
        });
      }
      buffer.set(bytes, startByte);
    },
    toBytes: () => buffer.slice(0, size),
  };
}
