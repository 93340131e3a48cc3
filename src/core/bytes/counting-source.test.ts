import { describe, expect, it } from 'vitest';
import { createCountingSource } from './counting-source.ts';
import { createMemorySource } from './memory-source.ts';

describe('a counting source', () => {
  it('remembers what was read, and passes it on unchanged', () => {
    const source = createCountingSource(createMemorySource('data.mdb', Uint8Array.of(10, 11, 12, 13)));
    expect(source.read(1, 3)).toEqual(Uint8Array.of(11, 12));
    source.read(0, 4);
    expect(source).toMatchObject({ name: 'data.mdb', size: 4, readCount: 2, bytesRead: 6 });
    expect(source.ranges).toEqual([
      { startByte: 1, endByte: 3 },
      { startByte: 0, endByte: 4 },
    ]);
    source.reset();
    expect(source).toMatchObject({ readCount: 0, bytesRead: 0, ranges: [] });
  });

  it('does not count a read that fails', () => {
    const source = createCountingSource(createMemorySource('data.mdb', new Uint8Array(4)));
    expect(() => source.read(0, 5)).toThrow('A read lies outside data.mdb');
    expect(source.readCount).toBe(0);
  });

  it('remembers plans and passes them on', () => {
    const inner = createCountingSource(createMemorySource('data.mdb', new Uint8Array(4)));
    const source = createCountingSource(inner);
    source.plan?.([{ startByte: 1, endByte: 2 }]);
    expect(source.plannedRanges).toEqual([{ startByte: 1, endByte: 2 }]);
    expect(inner.plannedRanges).toEqual([{ startByte: 1, endByte: 2 }]);
  });
});
