import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../bytes/memory-source.ts';
import { fingerprintSource } from './source-fingerprint.ts';

const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, index) => index * 7);
const md5 = (...parts: Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest('hex');

describe('the fingerprint of a source', () => {
  it('is its size and the MD5 of its first and last 65536 bytes', () => {
    const bytes = bytesOf(200_000);
    const wanted = md5(bytes.subarray(0, 65_536), bytes.subarray(-65_536));
    expect(fingerprintSource(createMemorySource('data.mdb', bytes))).toBe(`200000-${wanted}`);
  });

  it('takes every byte of a small file once', () => {
    for (const size of [0, 10, 65_536, 100_000]) {
      expect(fingerprintSource(createMemorySource('data.mdb', bytesOf(size)))).toBe(`${size}-${md5(bytesOf(size))}`);
    }
  });
});
