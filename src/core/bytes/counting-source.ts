import type { ByteRange, ByteSource } from './byte-source.ts';

export interface CountingSource extends ByteSource {
  /** Ranges of all reads that succeeded, in order. */
  readonly ranges: readonly ByteRange[];
  /** Ranges of all `plan` calls, in order. */
  readonly plannedRanges: readonly ByteRange[];
  readonly readCount: number;
  readonly bytesRead: number;
  /** Forgets everything counted so far. */
  reset(): void;
}

/** Remembers what is read from `source`: for tests of how few bytes a reader needs, and for figures shown to the user. */
export function createCountingSource(source: ByteSource): CountingSource {
  let ranges: ByteRange[] = [];
  let plannedRanges: ByteRange[] = [];
  return {
    name: source.name,
    size: source.size,
    read(startByte, endByte) {
      const bytes = source.read(startByte, endByte);
      ranges.push({ startByte, endByte });
      return bytes;
    },
    plan(planned) {
      plannedRanges.push(...planned);
      source.plan?.(planned);
    },
    get ranges() {
      return ranges;
    },
    get plannedRanges() {
      return plannedRanges;
    },
    get readCount() {
      return ranges.length;
    },
    get bytesRead() {
      return ranges.reduce((sum, { startByte, endByte }) => sum + endByte - startByte, 0);
    },
    reset() {
      ranges = [];
      plannedRanges = [];
    },
  };
}
