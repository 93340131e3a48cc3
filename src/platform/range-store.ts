import type { ByteRange } from '../core/bytes/byte-source.ts';

/** Bytes of one file that were fetched ahead of the reader, bounded; the part used longest ago goes first. */
export interface RangeStore {
  readonly heldBytes: number;
  has(range: ByteRange): boolean;
  /** A copy of the bytes, or null unless all of them are held. */
  read(range: ByteRange): Uint8Array | null;
  /** Takes over `bytes`, which must not change afterwards. */
  keep(startByte: number, bytes: Uint8Array): void;
}

/** `capacityBytes` bounds what is held; a part longer than all of it is not kept. */
export function createRangeStore(capacityBytes: number): RangeStore {
  // A Map keeps the order of insertion: its first part is the one used longest ago.
  const parts = new Map<number, Uint8Array>();
  let heldBytes = 0;

  function drop(startByte: number): void {
    heldBytes -= parts.get(startByte)?.length ?? 0;
    parts.delete(startByte);
  }

  /** Start bytes of parts that together hold the range, in order, or null. */
  function partsOf({ startByte, endByte }: ByteRange): number[] | null {
    const found: number[] = [];
    let reached = startByte;
    while (reached < endByte) {
      let next: number | null = null;
      let nextEnd = reached;
      for (const [start, bytes] of parts) {
        if (start > reached || start + bytes.length <= nextEnd) continue;
        next = start;
        nextEnd = start + bytes.length;
      }
      if (next === null) return null;
      found.push(next);
      reached = nextEnd;
    }
    return found;
  }

  function read(range: ByteRange): Uint8Array | null {
    const found = partsOf(range);
    if (found === null) return null;
    const result = new Uint8Array(range.endByte - range.startByte);
    for (const start of found) {
      const bytes = parts.get(start);
      if (bytes === undefined) return null;
      parts.delete(start);
      parts.set(start, bytes);
      const first = Math.max(start, range.startByte);
      result.set(bytes.subarray(first - start, Math.max(range.endByte - start, 0)), first - range.startByte);
    }
    return result;
  }

  function keep(startByte: number, bytes: Uint8Array): void {
    if (bytes.length === 0 || bytes.length > capacityBytes) return;
    if ((parts.get(startByte)?.length ?? 0) > bytes.length) return;
    drop(startByte);
    parts.set(startByte, bytes);
    heldBytes += bytes.length;
    for (const oldest of parts.keys()) {
      if (heldBytes <= capacityBytes) break;
      drop(oldest);
    }
  }

  return {
    get heldBytes() {
      return heldBytes;
    },
    has: (range) => partsOf(range) !== null,
    read,
    keep,
  };
}
