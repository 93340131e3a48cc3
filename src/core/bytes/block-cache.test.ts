import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBlockCache } from './block-cache.ts';
import type { ByteSource } from './byte-source.ts';
import { createCountingSource } from './counting-source.ts';
import { createMemorySource } from './memory-source.ts';

/** Each byte is its own index. */
const BYTES = Uint8Array.from({ length: 100 }, (_, index) => index);

/** 100 bytes in blocks of 10. */
function openCache(capacityBytes: number) {
  const source = createCountingSource(createMemorySource('data.mdb', BYTES));
  return { source, cache: createBlockCache(source, { blockSizeBytes: 10, capacityBytes }) };
}

function range(startByte: number, endByte: number) {
  return { startByte, endByte };
}

describe('a block cache', () => {
  it('reads a block once', () => {
    const { source, cache } = openCache(50);
    expect(cache.read(12, 15)).toEqual(Uint8Array.of(12, 13, 14));
    expect(cache.read(18, 20)).toEqual(Uint8Array.of(18, 19));
    expect(source.ranges).toEqual([range(10, 20)]);
    expect(cache).toMatchObject({ name: 'data.mdb', size: 100, hits: 1, misses: 1, cachedBytes: 10 });
  });

  it('reads missing blocks that follow each other with one read', () => {
    const { source, cache } = openCache(100);
    cache.read(45, 46);
    source.reset();
    expect(cache.read(25, 59)).toEqual(BYTES.slice(25, 59));
    expect(source.ranges).toEqual([range(20, 40), range(50, 60)]);
  });

  it('ends the last block with the source', () => {
    const source = createCountingSource(createMemorySource('data.mdb', BYTES.slice(0, 25)));
    const cache = createBlockCache(source, { blockSizeBytes: 10, capacityBytes: 100 });
    expect(cache.read(19, 25)).toEqual(BYTES.slice(19, 25));
    expect(source.ranges).toEqual([range(10, 25)]);
    expect(cache.cachedBytes).toBe(15);
  });

  it('drops the block used longest ago when it is full', () => {
    const { source, cache } = openCache(20);
    cache.read(0, 1);
    cache.read(10, 11);
    cache.read(1, 2);
    cache.read(20, 21); // Pushes out block 1, as block 0 was used after it.
    source.reset();
    cache.read(2, 3);
    expect(source.readCount).toBe(0);
    cache.read(12, 13);
    expect(source.ranges).toEqual([range(10, 20)]);
    expect(cache.cachedBytes).toBe(20);
  });

  it('gives the right bytes even where a read is longer than the cache', () => {
    const { cache } = openCache(10);
    expect(cache.read(5, 44)).toEqual(BYTES.slice(5, 44));
    expect(cache.cachedBytes).toBe(10);
  });

  it('passes a read of 4 blocks or more by, and keeps what it holds', () => {
    const { source, cache } = openCache(30);
    cache.read(0, 1);
    source.reset();
    expect(cache.read(15, 55)).toEqual(BYTES.slice(15, 55));
    expect(source.ranges).toEqual([range(15, 55)]);
    expect(cache.cachedBytes).toBe(10);
    cache.read(3, 4);
    expect(source.readCount).toBe(1);
  });

  it('forgets a read that failed', () => {
    let isDown = true;
    const inner = createMemorySource('data.mdb', BYTES);
    const flaky: ByteSource = {
      ...inner,
      read: (startByte, endByte) => {
        if (isDown) throw new Error('the connection is lost');
        return inner.read(startByte, endByte);
      },
    };
    const cache = createBlockCache(flaky, { blockSizeBytes: 10, capacityBytes: 50 });
    expect(() => cache.read(0, 5)).toThrow('the connection is lost');
    expect(cache).toMatchObject({ hits: 0, misses: 0, cachedBytes: 0 });
    isDown = false;
    expect(cache.read(0, 5)).toEqual(BYTES.slice(0, 5));
  });

  it.each([5, 45])('refuses a source that gives fewer bytes than asked for (a read of %s bytes)', (byteCount) => {
    const short: ByteSource = { name: 'data.mdb', size: 100, read: () => new Uint8Array(3) };
    const cache = createBlockCache(short, { blockSizeBytes: 10, capacityBytes: 50 });
    const asked = byteCount === 5 ? 10 : 45;
    expect(() => cache.read(0, byteCount)).toThrow(
      `A read of data.mdb gave the wrong number of bytes: expected ${asked} bytes, found 3 bytes (data.mdb, byte 0)`,
    );
  });

  it('refuses a range outside the source', () => {
    expect(() => openCache(50).cache.read(99, 101)).toThrow(
      'A read lies outside data.mdb: expected a range within its 100 bytes, found bytes [99, 101) (data.mdb)',
    );
  });

  it('gives the caller bytes that it may change', () => {
    const { cache } = openCache(50);
    cache.read(0, 10).fill(99);
    cache.read(0, 10).fill(99);
    expect(cache.read(0, 10)).toEqual(BYTES.slice(0, 10));
  });

  it('passes plans on as the blocks that will be read', () => {
    const { source, cache } = openCache(50);
    cache.read(10, 11);
    cache.plan?.([range(3, 32)]);
    expect(source.plannedRanges).toEqual([range(0, 10), range(20, 40)]);
  });

  it('takes over bytes that were fetched elsewhere, whole blocks only', () => {
    const { source, cache } = openCache(100);
    cache.read(30, 31);
    expect(cache.missingRanges([range(45, 46), range(12, 35), range(98, 100), range(50, 50)])).toEqual([
      range(10, 30),
      range(40, 50),
      range(90, 100),
    ]);
    cache.fill(8, BYTES.slice(8, 35));
    cache.fill(90, BYTES.slice(90, 100));
    source.reset();
    expect(cache.read(10, 40)).toEqual(BYTES.slice(10, 40));
    expect(cache.read(95, 100)).toEqual(BYTES.slice(95, 100));
    expect(source.readCount).toBe(0);
    expect(cache.missingRanges([range(0, 100)])).toEqual([range(0, 10), range(40, 90)]);
  });

  it('serves a large read from blocks that it holds all', () => {
    const { source, cache } = openCache(100);
    cache.fill(0, BYTES);
    expect(cache.read(5, 95)).toEqual(BYTES.slice(5, 95));
    expect(source.readCount).toBe(0);
  });

  it('gives the bytes of the source, whatever is read in whatever order', () => {
    const ranges = fc.array(fc.tuple(fc.nat(100), fc.nat(100)), { maxLength: 40 });
    fc.assert(
      fc.property(ranges, fc.constantFrom(1, 3, 10, 64, 200), fc.nat(120), (reads, blockSizeBytes, capacityBytes) => {
        const cache = createBlockCache(createMemorySource('data.mdb', BYTES), { blockSizeBytes, capacityBytes });
        for (const [a, b] of reads) {
          const [startByte, endByte] = a < b ? [a, b] : [b, a];
          expect(cache.read(startByte, endByte)).toEqual(BYTES.slice(startByte, endByte));
          expect(cache.cachedBytes).toBeLessThanOrEqual(capacityBytes);
        }
      }),
    );
  });
});
