import { describe, expect, it } from 'vitest';
import { parseRangeHeader } from './range-header.ts';

describe('parseRangeHeader of a file of 1000 bytes', () => {
  const parts = [
    ['bytes=0-0', 0, 1],
    ['bytes=0-99', 0, 100],
    ['bytes=990-', 990, 1000],
    ['bytes=990-5000', 990, 1000],
    ['bytes=-10', 990, 1000],
    ['bytes=-5000', 0, 1000],
    ['Bytes= 1-2 ', 1, 3],
  ] as const;
  for (const [header, startByte, endByte] of parts) {
    it(`reads ${header}`, () => {
      expect(parseRangeHeader(header, 1000)).toEqual({ kind: 'part', startByte, endByte });
    });
  }

  it('tells a range past the end from one that it cannot read', () => {
    for (const header of ['bytes=1000-', 'bytes=1000-1001', 'bytes=-0']) {
      expect(parseRangeHeader(header, 1000)).toEqual({ kind: 'unsatisfiable' });
    }
    for (const header of [undefined, '', 'bytes=', 'bytes=-', 'bytes=5-4', 'bytes=a-b', 'items=0-1', 'bytes=0-1,4-5']) {
      expect(parseRangeHeader(header, 1000)).toEqual({ kind: 'whole' });
    }
  });

  it('has no part of an empty file', () => {
    expect(parseRangeHeader('bytes=0-9', 0)).toEqual({ kind: 'unsatisfiable' });
    expect(parseRangeHeader('bytes=-5', 0)).toEqual({ kind: 'unsatisfiable' });
  });
});
