import { describe, expect, it } from 'vitest';
import { calculateCrc8, calculateCrc16 } from './flac-crc.ts';

const DIGITS = new TextEncoder().encode('123456789');

describe('CRCs of FLAC', () => {
  it('give the check values of the CRC catalogue (CRC-8/SMBUS f4, CRC-16/UMTS fee8)', () => {
    expect(calculateCrc8(DIGITS, 0, 9)).toBe(0xf4);
    expect(calculateCrc16(DIGITS, 0, 9)).toBe(0xfee8);
  });

  it('go on from the CRC of the bytes before, wherever the cut lies', () => {
    for (let cut = 0; cut <= 9; cut++) {
      expect(calculateCrc16(DIGITS, cut, 9, calculateCrc16(DIGITS, 0, cut))).toBe(0xfee8);
    }
  });
});
