import { DataError } from '../errors.ts';
import type { ByteRange, ByteSource } from './byte-source.ts';
import { checkRange } from './check-range.ts';
import type { ReadBuffer } from './read-buffer.ts';

export interface BlockCacheOptions {
  /** Bytes of a block; blocks begin at multiples of it. */
  readonly blockSizeBytes: number;
  /** Most bytes held. The blocks used longest ago go first. */
  readonly capacityBytes: number;
}

export interface BlockCache extends ByteSource {
  /** Blocks that a read found here. */
  readonly hits: number;
  /** Blocks that had to be read from the source, large reads past the cache included. */
  readonly misses: number;
  readonly cachedBytes: number;
  /** The parts of `ranges` that are not held, as runs of whole blocks in order (the last one ends with the source). Counts nothing. */
  missingRanges(ranges: readonly ByteRange[]): ByteRange[];
  /** Takes over bytes that were fetched elsewhere, e.g. in parallel before the reader runs. Parts of a block at either end are dropped. */
  fill(startByte: number, bytes: Uint8Array): void;
}

/**
 * A read of this many blocks or more goes to the source as it is: one long value would otherwise push out many small pages, which
 * are read again and again.
 */
const BYPASS_BLOCKS = 4;

/**
 * LRU cache of blocks in front of `source`. Missing blocks that follow each other are read with one read. A read that fails leaves
 * nothing behind, so the next one tries again.
 */
export function createBlockCache(source: ByteSource, options: BlockCacheOptions): BlockCache {
  const { blockSizeBytes, capacityBytes } = options;
  // A Map keeps the order of insertion: its first block is the one used longest ago.
  const blocks = new Map<number, Uint8Array>();
  let cachedBytes = 0;
  let hits = 0;
  let misses = 0;

  const blockEnd = (block: number) => Math.min((block + 1) * blockSizeBytes, source.size);

  function keep(block: number, bytes: Uint8Array): void {
    cachedBytes += bytes.length - (blocks.get(block)?.length ?? 0);
    blocks.delete(block);
    blocks.set(block, bytes);
    for (const [oldest, old] of blocks) {
      if (cachedBytes <= capacityBytes) break;
      blocks.delete(oldest);
      cachedBytes -= old.length;
    }
  }

  /** Blocks `[firstBlock, endBlock)`, in one read, kept and returned together. */
  function readBlocks(firstBlock: number, endBlock: number): Uint8Array {
    const startByte = firstBlock * blockSizeBytes;
    const bytes = readExactly(source, startByte, blockEnd(endBlock - 1));
    misses += endBlock - firstBlock;
    for (let block = firstBlock; block < endBlock; block++) {
      // Each block owns its memory: a view would keep the whole run alive, past the capacity.
      keep(block, bytes.slice(block * blockSizeBytes - startByte, blockEnd(block) - startByte));
    }
    return bytes;
  }

  function firstHeldBlock(block: number, endBlock: number): number {
    let next = block;
    while (next < endBlock && !blocks.has(next)) next++;
    return next;
  }

  function read(startByte: number, endByte: number, buffer?: ReadBuffer): Uint8Array {
    checkRange(source, startByte, endByte);
    if (startByte === endByte) return new Uint8Array(0);
    const firstBlock = Math.floor(startByte / blockSizeBytes);
    const endBlock = Math.ceil(endByte / blockSizeBytes);
    const isLarge = endByte - startByte >= BYPASS_BLOCKS * blockSizeBytes;
    if (isLarge && !areHeld(firstBlock, endBlock)) {
      const bytes = readExactly(source, startByte, endByte, buffer);
      misses += endBlock - firstBlock;
      return bytes;
    }
    const result = new Uint8Array(endByte - startByte);
    const copy = (bytes: Uint8Array, bytesStart: number) => {
      const from = Math.max(startByte, bytesStart);
      result.set(bytes.subarray(from - bytesStart, endByte - bytesStart), from - startByte);
    };
    for (let block = firstBlock; block < endBlock; ) {
      const held = blocks.get(block);
      if (held) {
        hits += 1;
        keep(block, held);
        copy(held, block * blockSizeBytes);
        block += 1;
      } else {
        const next = firstHeldBlock(block, endBlock);
        copy(readBlocks(block, next), block * blockSizeBytes);
        block = next;
      }
    }
    return result;
  }

  function areHeld(firstBlock: number, endBlock: number): boolean {
    for (let block = firstBlock; block < endBlock; block++) if (!blocks.has(block)) return false;
    return true;
  }

  function missingRanges(ranges: readonly ByteRange[]): ByteRange[] {
    const missing = new Set<number>();
    for (const { startByte, endByte } of ranges) {
      checkRange(source, startByte, endByte);
      if (startByte === endByte) continue;
      const endBlock = Math.ceil(endByte / blockSizeBytes);
      for (let block = Math.floor(startByte / blockSizeBytes); block < endBlock; block++) {
        if (!blocks.has(block)) missing.add(block);
      }
    }
    const runs: ByteRange[] = [];
    for (const block of [...missing].sort((a, b) => a - b)) {
      const startByte = block * blockSizeBytes;
      const last = runs.at(-1);
      if (last && last.endByte === startByte) runs[runs.length - 1] = { ...last, endByte: blockEnd(block) };
      else runs.push({ startByte, endByte: blockEnd(block) });
    }
    return runs;
  }

  function fill(startByte: number, bytes: Uint8Array): void {
    const endByte = startByte + bytes.length;
    checkRange(source, startByte, endByte);
    for (let block = Math.ceil(startByte / blockSizeBytes); block * blockSizeBytes < endByte; block++) {
      if (blockEnd(block) > endByte) return;
      keep(block, new Uint8Array(bytes.subarray(block * blockSizeBytes - startByte, blockEnd(block) - startByte)));
    }
  }

  return {
    name: source.name,
    size: source.size,
    read,
    // Reads reach the source in whole blocks: a plan of less than them would be of no use to it.
    plan: (ranges) => source.plan?.(missingRanges(ranges)),
    missingRanges,
    fill,
    get hits() {
      return hits;
    },
    get misses() {
      return misses;
    },
    get cachedBytes() {
      return cachedBytes;
    },
  };
}

/** A source that breaks its promise must not fill the cache with short blocks. */
function readExactly(source: ByteSource, startByte: number, endByte: number, buffer?: ReadBuffer): Uint8Array {
  const bytes = source.read(startByte, endByte, buffer);
  if (bytes.length === endByte - startByte) return bytes;
  throw new DataError({
    code: 'read-short',
    what: `A read of ${source.name} gave the wrong number of bytes`,
    expected: `${endByte - startByte} bytes`,
    found: `${bytes.length} bytes`,
    where: `${source.name}, byte ${startByte}`,
  });
}
