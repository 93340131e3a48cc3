import { expect, it } from 'vitest';
import { isMeasuringAsked } from './measure-consent.ts';

it.each([
  ['demo/', 4e6, false],
  ['http://127.0.0.1:8123/dataset/', 9e8, false],
  ['http://localhost:8123/data.mdb', 9e8, false],
  ['http://[::1]:8123/data.mdb', 9e8, false],
  ['demo/', 1.1e9, true],
  ['https://data.example.org/hdtf/', 4e6, true],
  ['http://127.0.0.1.example.org/', 4e6, true],
  ['https://localhost.example.org/', 4e6, true],
])('reading %s of %d bytes is asked for: %s', (url, sizeBytes, isAsked) => {
  expect(isMeasuringAsked({ kind: 'url', url }, sizeBytes)).toBe(isAsked);
});

it('asks for files of this computer only where they are large', () => {
  const files = { kind: 'files' as const, name: 'mini', files: [] };
  expect([isMeasuringAsked(files, 9e8), isMeasuringAsked(files, 2e9)]).toEqual([false, true]);
});
