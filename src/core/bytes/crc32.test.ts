import { describe, expect, it } from 'vitest';
import { calculateCrc32 } from './crc32.ts';

describe('calculateCrc32', () => {
  it('gives the check value of the CRC catalogue (CRC-32/ISO-HDLC)', () => {
    expect(calculateCrc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('gives 0 for no bytes, as zlib.crc32 does', () => {
    expect(calculateCrc32(new Uint8Array(0))).toBe(0);
  });
});
