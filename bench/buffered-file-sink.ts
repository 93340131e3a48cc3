import { closeSync, openSync, writeSync } from 'node:fs';
import type { ByteSink } from '../src/core/bytes/byte-sink.ts';

const BUFFER_BYTES = 8 * 2 ** 20;

/** A file that is written in long pieces. */
export function createBufferedFileSink(path: string): ByteSink & { close(): void } {
  const file = openSync(path, 'w');
  const buffer = new Uint8Array(BUFFER_BYTES);
  let written = 0;
  let held = 0;

  function writeAll(bytes: Uint8Array, position: number): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, position + at);
  }

  function flush(): void {
    writeAll(buffer.subarray(0, held), written);
    written += held;
    held = 0;
  }

  return {
    get size() {
      return written + held;
    },
    append(bytes) {
      if (held + bytes.length > BUFFER_BYTES) flush();
      if (bytes.length > BUFFER_BYTES) {
        writeAll(bytes, written);
        written += bytes.length;
        return;
      }
      buffer.set(bytes, held);
      held += bytes.length;
    },
    writeAt(startByte, bytes) {
      flush();
      writeAll(bytes, startByte);
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}
