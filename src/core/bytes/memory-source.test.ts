import { describe, expect, it } from 'vitest';
import { createMemorySource } from './memory-source.ts';

describe('a memory source', () => {
  const source = createMemorySource('data.mdb', Uint8Array.of(10, 11, 12, 13));

  it('reads exactly the bytes of a half-open range', () => {
    expect(source.size).toBe(4);
    expect(source.read(1, 3)).toEqual(Uint8Array.of(11, 12));
    expect(source.read(0, 4)).toEqual(Uint8Array.of(10, 11, 12, 13));
    expect(source.read(4, 4)).toEqual(new Uint8Array(0));
  });

  it('gives the caller a copy that it may change', () => {
    source.read(0, 4).fill(0);
    const fromBuffer = createMemorySource('buffer', Buffer.from([1, 2]));
    fromBuffer.read(0, 2).fill(0);
    expect(source.read(0, 4)).toEqual(Uint8Array.of(10, 11, 12, 13));
    expect(fromBuffer.read(0, 2)).toEqual(Uint8Array.of(1, 2));
  });

  it.each([
    [-1, 2],
    [3, 2],
    [2, 5],
    [5, 5],
    [0.5, 2],
    [0, Number.NaN],
    [0, Number.POSITIVE_INFINITY],
  ])('refuses the range [%s, %s) and names the source and its size', (startByte, endByte) => {
    expect(() => source.read(startByte, endByte)).toThrow(
      `A read lies outside data.mdb: expected a range within its 4 bytes, found bytes [${startByte}, ${endByte}) (data.mdb)`,
    );
  });
});
