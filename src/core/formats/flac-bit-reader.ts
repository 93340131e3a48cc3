import { DataError } from '../errors.ts';

/** A read ran past the last byte. Caught by the stream, which alone can say how many samples came before. */
export class EndOfBits extends Error {}

/** Keeps bit positions within 31 bits. The largest frame that an encoder could sensibly write is 2 MiB. */
const MAX_FRAME_BYTES = 2 ** 26;

/** Bits of one frame, most significant first (RFC 9639 section 5). Every read is checked against the end and throws {@link EndOfBits}. */
export class FlacBitReader {
  /** From the frame's first byte; for the residual's inner loop, which keeps the reader's state in locals. */
  readonly view: DataView;
  readonly bitLength: number;
  /** Of the next bit, from the frame's first. */
  bitPosition: number;
  readonly #startByte: number;

  /** Reads `bytes` from `startByte` on, beginning with the byte at `startByte + skippedBytes`. */
  constructor(bytes: Uint8Array, startByte: number, skippedBytes: number) {
    const byteLength = Math.min(bytes.length - startByte, MAX_FRAME_BYTES);
    this.view = new DataView(bytes.buffer, bytes.byteOffset + startByte, byteLength);
    this.bitLength = byteLength * 8;
    this.bitPosition = skippedBytes * 8;
    this.#startByte = startByte;
  }

  /** Unsigned value of the next `bitCount` bits, 0 to 33. */
  readBits(bitCount: number): number {
    const start = this.bitPosition;
    const end = start + bitCount;
    if (bitCount > 0 && bitCount <= 25 && start + 32 <= this.bitLength) {
      this.bitPosition = end;
      return (this.view.getInt32(start >>> 3) << (start & 7)) >>> (32 - bitCount);
    }
    if (end > this.bitLength) throw new EndOfBits();
    let value = 0;
    for (let at = start; at < end; ) {
      const bitsOfByte = Math.min(8 - (at & 7), end - at);
      const byte = this.view.getUint8(at >>> 3);
      value = value * 2 ** bitsOfByte + ((byte >>> (8 - (at & 7) - bitsOfByte)) & ((1 << bitsOfByte) - 1));
      at += bitsOfByte;
    }
    this.bitPosition = end;
    return value;
  }

  /** Two's complement value of the next `bitCount` bits, 1 to 33. */
  readSignedBits(bitCount: number): number {
    const value = this.readBits(bitCount);
    return value >= 2 ** (bitCount - 1) ? value - 2 ** bitCount : value;
  }

  /** Number of 0 bits before the next 1 bit, which is consumed too. */
  readUnary(): number {
    const start = this.bitPosition;
    for (let at = start; at < this.bitLength; at = (at | 7) + 1) {
      const rest = this.view.getUint8(at >>> 3) & (0xff >>> (at & 7));
      if (rest === 0) continue;
      const stop = (at & ~7) + Math.clz32(rest) - 24;
      this.bitPosition = stop + 1;
      return stop - start;
    }
    throw new EndOfBits();
  }

  /** Skips to the next whole byte and returns its index in the file. */
  alignToByte(): number {
    this.bitPosition = (this.bitPosition + 7) & ~7;
    return this.#startByte + (this.bitPosition >>> 3);
  }

  /** The error for bits that no encoder writes. */
  fault(what: string, expected: string, found: string): DataError {
    const where = `byte ${this.#startByte + (this.bitPosition >>> 3)} of the FLAC stream`;
    return new DataError({ code: 'flac-damaged', what, expected, found, where });
  }
}
