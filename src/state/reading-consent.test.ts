import { describe, expect, it } from 'vitest';
import { isReadUnasked } from './reading-consent.ts';

describe('reading a whole dataset unasked', () => {
  it.each([
    ['demo/', 4e6, true],
    ['http://127.0.0.1:8123/dataset/', 9e8, true],
    ['http://localhost:8123/data.mdb', 9e8, true],
    ['http://[::1]:8123/data.mdb', 9e8, true],
    ['demo/', 1.1e9, false],
    ['https://data.example.org/hdtf/', 4e6, false],
    ['http://127.0.0.1.example.org/', 4e6, false],
    ['https://localhost.example.org/', 4e6, false],
  ])('%s of %d bytes: %s', (url, sizeBytes, expected) => {
    expect(isReadUnasked({ kind: 'url', url }, sizeBytes)).toBe(expected);
  });

  it('is for files of this computer a matter of size alone', () => {
    const files = { kind: 'files' as const, name: 'mini', files: [] };
    expect([isReadUnasked(files, 9e8), isReadUnasked(files, 2e9)]).toEqual([true, false]);
  });
});
