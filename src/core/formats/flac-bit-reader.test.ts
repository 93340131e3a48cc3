import { describe, expect, it } from 'vitest';
import { EndOfBits, FlacBitReader } from './flac-bit-reader.ts';

const readerOf = (...bytes: number[]) => new FlacBitReader(Uint8Array.from(bytes), 0, 0);

describe('FlacBitReader', () => {
  it('reads bits from the most significant on, across bytes', () => {
    // 1010 0101 1100 0011 1111 0000
    const reader = readerOf(0b10100101, 0b11000011, 0b11110000);
    expect([reader.readBits(3), reader.readBits(7), reader.readBits(0), reader.readBits(14)]).toEqual([
      0b101, 0b0010111, 0, 0b00001111110000,
    ]);
  });

  it('reads every count of bits from every bit of a byte as a BigInt shift does', () => {
    const bytes = Uint8Array.of(0x9e, 0x37, 0x79, 0xb9, 0x7f, 0x4a, 0x7c, 0x15, 0xf3, 0x9c);
    const whole = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    for (let skipped = 0; skipped < 47; skipped++) {
      for (let count = 1; count <= 33; count++) {
        const reader = new FlacBitReader(bytes, 0, 0);
        reader.bitPosition = skipped;
        const bits = (whole >> BigInt(80 - skipped - count)) & ((1n << BigInt(count)) - 1n);
        expect(reader.readBits(count)).toBe(Number(bits));
        reader.bitPosition = skipped;
        expect(reader.readSignedBits(count)).toBe(Number(BigInt.asIntN(count, bits)));
      }
    }
  });

  it('counts the zeros before the next one, over several bytes', () => {
    const reader = readerOf(0b00010000, 0, 0b00000010);
    expect([reader.readUnary(), reader.readUnary(), reader.bitPosition]).toEqual([3, 18, 23]);
  });

  it('refuses to read past the last byte', () => {
    expect(() => readerOf(0xff, 0xff).readBits(17)).toThrow(EndOfBits);
    expect(() => readerOf(0, 0).readUnary()).toThrow(EndOfBits);
  });

  it('names the byte of the file in its errors', () => {
    const reader = new FlacBitReader(new Uint8Array(20), 10, 2);
    reader.readBits(9);
    expect(reader.fault('It is odd', 'an even one', '3').message).toBe(
      'It is odd: expected an even one, found 3 (byte 13 of the FLAC stream)',
    );
  });
});
