import type { ReadBuffer } from './read-buffer.ts';

/**
 * Random access to immutable bytes: a file, a URL, a buffer. Synchronous; only a worker or a command-line process may wait for bytes.
 *
 * Contract: `read` returns exactly `endByte - startByte` bytes or throws a `DataError` that names the source; never fewer. The
 * caller owns the returned array and may change it. `0 <= startByte <= endByte <= size`; anything else throws.
 */
export interface ByteSource {
  /** Name for messages: a file name or URL. */
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  /** Bytes `[startByte, endByte)`. With a `buffer` they may lie in it, and are then valid until its next use. */
  read(startByte: number, endByte: number, buffer?: ReadBuffer): Uint8Array;
  /** Tells the source which ranges will be read soon, so that a remote one may fetch them together. Never required. */
  plan?(ranges: readonly ByteRange[]): void;
}

/** Half-open byte range `[startByte, endByte)`. */
export interface ByteRange {
  readonly startByte: number;
  readonly endByte: number;
}
