import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { ByteSink } from '../../core/bytes/byte-sink.ts';
import { DataError } from '../../core/errors.ts';
import { describeSystemError } from './file-source.ts';

export interface NodeFileSink extends ByteSink {
  /** Hands everything to the disk and waits for it, so that a file renamed afterwards is whole even after a power cut; then closes it. */
  finish(): void;
  /** Closes the file as it is. */
  abandon(): void;
}

const BUFFER_BYTES = 2 ** 20;

/** A new local file, written in pieces of 1 MiB. A `DataError` where there is a file already, or the disk is full. */
export function createFileSink(path: string): NodeFileSink {
  const descriptor = attemptIo(path, 'a file that can be created', () => openSync(path, 'wx'));
  const buffer = new Uint8Array(BUFFER_BYTES);
  let writtenBytes = 0;
  let heldBytes = 0;
  let isOpen = true;

  function write(bytes: Uint8Array, position: number): void {
    attemptIo(path, `room for ${bytes.length} bytes at byte ${position}`, () => {
      for (let at = 0; at < bytes.length; ) {
        at += writeSync(descriptor, bytes, at, bytes.length - at, position + at);
      }
    });
  }

  function flush(): void {
    write(buffer.subarray(0, heldBytes), writtenBytes);
    writtenBytes += heldBytes;
    heldBytes = 0;
  }

  function close(): void {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  }

  return {
    get size() {
      return writtenBytes + heldBytes;
    },
    append(bytes) {
      if (heldBytes + bytes.length > BUFFER_BYTES) flush();
      if (bytes.length > BUFFER_BYTES) {
        write(bytes, writtenBytes);
        writtenBytes += bytes.length;
      } else {
        buffer.set(bytes, heldBytes);
        heldBytes += bytes.length;
      }
    },
    writeAt(startByte, bytes) {
      flush();
      if (startByte < 0 || startByte + bytes.length > writtenBytes) {
        throw new RangeError(`bytes [${startByte}, ${startByte + bytes.length}) of ${writtenBytes} written`);
      }
      write(bytes, startByte);
    },
    finish() {
      flush();
      attemptIo(path, 'a disk that takes the file', () => fsyncSync(descriptor));
      close();
    },
    abandon: close,
  };
}

/** Runs a call of the file system; its error becomes a `DataError` that names the path. */
export function attemptIo<T>(path: string, expected: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new DataError({
      code: 'file-unwritable',
      what: 'The file cannot be written',
      expected,
      found: describeSystemError(error),
      where: path,
    });
  }
}
