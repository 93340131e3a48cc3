import { FlacBitReader } from './flac-bit-reader.ts';
import { calculateCrc16 } from './flac-crc.ts';
import { type FlacFrameHeader, LEFT_SIDE, MID_SIDE, SIDE_RIGHT } from './flac-frame-header.ts';
import type { FlacStreamInfo } from './flac-metadata.ts';
import { decodeSubframe, decodeWideSubframe } from './flac-subframe.ts';

/** Decodes single frames of one stream into arrays that it uses again for the next frame. */
export class FlacFrameDecoder {
  readonly #bytes: Uint8Array;
  readonly #info: FlacStreamInfo;
  #channels: Int32Array[] = [];
  #wideSide = new Float64Array();

  constructor(bytes: Uint8Array, info: FlacStreamInfo) {
    this.#bytes = bytes;
    this.#info = info;
  }

  /**
   * Decodes the frame whose header stands at `startByte`. `channels[c][0..blockSize)` are its samples, valid until the next call; the arrays
   * may be longer. Throws a `DataError` on a damaged frame and `EndOfBits` on one that is cut.
   */
  decode(startByte: number, header: FlacFrameHeader): { channels: readonly Int32Array[]; endByte: number } {
    const { blockSize, channelAssignment } = header;
    const channels = this.#reserve(blockSize);
    const reader = new FlacBitReader(this.#bytes, startByte, header.headerBytes);
    const sideChannel = channelAssignment === SIDE_RIGHT ? 0 : channelAssignment >= LEFT_SIDE ? 1 : -1;
    const bits = this.#info.bitsPerSample;
    const isWide = sideChannel >= 0 && bits === 32;
    channels.forEach((samples, channel) => {
      if (channel !== sideChannel) decodeSubframe(reader, samples, blockSize, bits);
      else if (isWide) decodeWideSubframe(reader, this.#wideSide, samples, blockSize);
      else decodeSubframe(reader, samples, blockSize, bits + 1);
    });
    const crcByte = reader.alignToByte();
    const storedCrc = reader.readBits(16);
    const crc = calculateCrc16(this.#bytes, startByte, crcByte);
    if (crc !== storedCrc)
      throw reader.fault('A FLAC frame is damaged', `CRC-16 ${hex(storedCrc)}`, `CRC-16 ${hex(crc)}`);
    const [first, second] = channels;
    if (first !== undefined && second !== undefined) {
      if (isWide) separateWideStereo(channelAssignment, first, second, this.#wideSide, blockSize);
      else if (sideChannel >= 0) separateStereo(channelAssignment, first, second, blockSize);
    }
    return { channels, endByte: crcByte + 2 };
  }

  #reserve(blockSize: number): readonly Int32Array[] {
    const { channelCount, bitsPerSample } = this.#info;
    if ((this.#channels[0]?.length ?? 0) < blockSize) {
      this.#channels = Array.from({ length: channelCount }, () => new Int32Array(blockSize));
      if (bitsPerSample === 32 && channelCount === 2) this.#wideSide = new Float64Array(blockSize);
    }
    return this.#channels;
  }
}

/** Turns left and side, side and right, or mid and side into left and right, in place (RFC 9639 section 4.2). */
function separateStereo(assignment: number, first: Int32Array, second: Int32Array, blockSize: number): void {
  if (assignment === LEFT_SIDE) {
    for (let i = 0; i < blockSize; i++) second[i] = first[i]! - second[i]!;
  } else if (assignment === SIDE_RIGHT) {
    for (let i = 0; i < blockSize; i++) first[i] = first[i]! + second[i]!;
  } else if (assignment === MID_SIDE) {
    for (let i = 0; i < blockSize; i++) {
      const side = second[i]!;
      const doubledMid = (first[i]! << 1) | (side & 1);
      first[i] = (doubledMid + side) >> 1;
      second[i] = (doubledMid - side) >> 1;
    }
  }
}

/** As {@link separateStereo} with a side of 33 bits in doubles. */
function separateWideStereo(
  assignment: number,
  first: Int32Array,
  second: Int32Array,
  sides: Float64Array,
  blockSize: number,
): void {
  for (let i = 0; i < blockSize; i++) {
    const side = sides[i]!;
    if (assignment === LEFT_SIDE) second[i] = first[i]! - side;
    else if (assignment === SIDE_RIGHT) first[i] = side + second[i]!;
    else {
      const doubledMid = first[i]! * 2 + Math.abs(side % 2);
      first[i] = (doubledMid + side) / 2;
      second[i] = (doubledMid - side) / 2;
    }
  }
}

function hex(crc: number): string {
  return crc.toString(16).padStart(4, '0');
}
