import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Md5 } from './md5.ts';

describe('Md5', () => {
  it.each([
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['abc', '900150983cd24fb0d6963f7d28e17f72'],
    [
      '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
      '57edf4a22be3c955ac49da2e2107b67a',
    ],
  ])('gives the digest of RFC 1321 for "%s"', (text, digest) => {
    const md5 = new Md5();
    md5.update(new TextEncoder().encode(text));
    expect(md5.digest()).toBe(digest);
  });

  it('gives the digest of node:crypto for every length up to three blocks, in one piece and in pieces of 13 bytes', () => {
    for (let length = 0; length <= 192; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => i * 7 + length);
      const digest = createHash('md5').update(bytes).digest('hex');
      const [whole, pieces] = [new Md5(), new Md5()];
      whole.update(bytes);
      for (let at = 0; at < length; at += 13) pieces.update(bytes.subarray(at, at + 13));
      expect([whole.digest(), pieces.digest()]).toEqual([digest, digest]);
    }
  });
});
