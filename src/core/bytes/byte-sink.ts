/**
 * Bytes on their way out, in order: a file, a buffer. Synchronous, as `ByteSource` is.
 *
 * Contract: the bytes are taken over before a call returns, so the caller may change its array afterwards. Writers hand over small
 * pieces too (a few bytes in front of a page); a sink for which each write is dear gathers them.
 */
export interface ByteSink {
  /** Bytes appended so far. */
  readonly size: number;
  append(bytes: Uint8Array): void;
  /**
   * Replaces bytes that were appended before: `0 <= startByte` and `startByte + bytes.length <= size`, else it throws. A writer calls
   * it at its very end alone, for the first pages, without which nothing reads the rest: a file that was left half-written is refused.
   */
  writeAt(startByte: number, bytes: Uint8Array): void;
}
