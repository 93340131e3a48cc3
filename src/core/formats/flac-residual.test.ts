import { describe, expect, it } from 'vitest';
import { FlacBitReader } from './flac-bit-reader.ts';
import { decodeResidual } from './flac-residual.ts';

/** A reader of the bits spelled out; spaces are for the eye. */
function readerOf(bits: string): FlacBitReader {
  const packed = bits.replaceAll(' ', '');
  const bytes = packed.padEnd(Math.ceil(packed.length / 8) * 8, '0').match(/.{8}/g) ?? [];
  return new FlacBitReader(
    Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2)),
    0,
    0,
  );
}

describe('decodeResidual', () => {
  it('unfolds Rice codes: 0, -1, 1, -2 are 0, 1, 2, 3', () => {
    const residuals = new Int32Array(4);
    // Method 0, partition order 0, parameter 1; then quotient, stop bit and one low bit each.
    decodeResidual(readerOf('00 0000 0001  1 0  1 1  01 0  01 1'), residuals, 4, 0);
    expect([...residuals]).toEqual([0, -1, 1, -2]);
  });

  it('decodes the same with bytes to spare, where it reads 32 bits at once', () => {
    const residuals = new Int32Array(4);
    decodeResidual(readerOf(`00 0000 0001  1 0  1 1  01 0  01 1 ${'1'.repeat(64)}`), residuals, 4, 0);
    expect([...residuals]).toEqual([0, -1, 1, -2]);
  });

  it('decodes the largest residuals of 32 bits', () => {
    const residuals = new Int32Array(2);
    // Method 1, partition order 0, parameter 30; quotient 3 and all low bits set, then all but the last: 2^32 - 1 and 2^32 - 2.
    decodeResidual(readerOf(`01 0000 11110  0001 ${'1'.repeat(30)}  0001 ${'1'.repeat(29)}0`), residuals, 2, 0);
    expect([...residuals]).toEqual([-(2 ** 31), 2 ** 31 - 1]);
  });

  it('refuses a residual of more than 32 bits', () => {
    expect(() => decodeResidual(readerOf(`01 0000 11110  00001 ${'0'.repeat(30)}`), new Int32Array(1), 1, 0)).toThrow(
      'A FLAC residual is too large: expected at most 32 bits, found 4294967296, folded (byte 5 of the FLAC stream)',
    );
  });

  it('reads an escaped partition of 3 bits a residual, and one of 0 bits as zeros', () => {
    const residuals = new Int32Array(6).fill(9);
    // Method 0, partition order 1; parameter 15 escapes, 3 bits: -4, 3 (the first partition lacks one, the warm-up sample); 0 bits.
    decodeResidual(readerOf('00 0001  1111 00011 100 011  1111 00000'), residuals, 6, 1);
    expect([...residuals]).toEqual([9, -4, 3, 0, 0, 0]);
  });
});
