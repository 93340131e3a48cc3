import type { ByteSource } from '../../core/bytes/byte-source.ts';
import { checkRange } from '../../core/bytes/check-range.ts';
import { DataError } from '../../core/errors.ts';

/** A file that the user chose, or any bytes with a name. */
export type NamedBlob = Blob & { readonly name: string };

/** The part of `FileReaderSync` used here; workers have it, pages and Node do not. */
export interface BlobReader {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

/**
 * A `File` read in place, a slice at a time. A file that was changed, moved or taken away since it was chosen cannot be read any more (File
 * API, "snapshot state"): a `DataError`.
 */
export function createFileSource(file: NamedBlob, reader: BlobReader = createBlobReader()): ByteSource {
  const source: ByteSource = {
    name: file.name,
    size: file.size,
    read(startByte, endByte) {
      checkRange(source, startByte, endByte);
      if (startByte === endByte) return new Uint8Array(0);
      const bytes = new Uint8Array(readSlice(file.slice(startByte, endByte)));
      if (bytes.length === endByte - startByte) return bytes;
      throw new DataError({
        code: 'file-changed',
        what: `${file.name} gave fewer bytes than it had when it was chosen`,
        expected: `${endByte - startByte} bytes`,
        found: `${bytes.length} bytes`,
        where: `${file.name}, byte ${startByte}`,
      });
    },
  };

  function readSlice(slice: Blob): ArrayBuffer {
    try {
      return reader.readAsArrayBuffer(slice);
    } catch (error) {
      throw readError(file.name, error);
    }
  }

  return source;
}

function readError(name: string, error: unknown): DataError {
  const reason = error instanceof Error ? error.name : String(error);
  const isGone = reason === 'NotReadableError' || reason === 'NotFoundError';
  return new DataError({
    code: isGone ? 'file-changed' : 'file-unreadable',
    what: isGone
      ? `${name} was changed, moved or locked since it was chosen; choose it again`
      : `The browser could not read ${name}`,
    expected: 'the file as it was when it was chosen',
    found: reason,
    where: name,
  });
}

function createBlobReader(): BlobReader {
  // Only the types of workers declare it, and this file is checked with those of pages and Node too.
  const { FileReaderSync } = globalThis as unknown as { FileReaderSync: new () => BlobReader };
  return new FileReaderSync();
}
