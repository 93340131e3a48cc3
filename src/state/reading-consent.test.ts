import { describe, expect, it } from 'vitest';
import { isReadUnasked } from './reading-consent.ts';

const GB = 2 ** 30;

describe('reading a whole dataset unasked', () => {
  it.each([
    ['files of this machine up to 1 GiB', { kind: 'files', name: 'mini', files: [] }, GB, true],
    ['larger files', { kind: 'files', name: 'mini', files: [] }, GB + 1, false],
    ['a server on this machine', { kind: 'url', url: 'http://127.0.0.1:5190/data/' }, GB, true],
    ['another host', { kind: 'url', url: 'https://host.example/data.mdb' }, GB, false],
    [
      'a host whose name only begins like this machine’s',
      { kind: 'url', url: 'https://localhost.example/' },
      GB,
      false,
    ],
    ['a small dataset of another host', { kind: 'url', url: 'https://host.example/data.mdb' }, 5e6, true],
    ['the demo beside the page', { kind: 'url', url: 'demo/' }, 5e6, true],
  ] as const)('%s', (_name, request, sizeBytes, expected) => {
    expect(isReadUnasked(request, sizeBytes)).toBe(expected);
  });
});
