import { DataError } from '../errors.ts';
import { EndOfBits } from './flac-bit-reader.ts';
import { calculateCrc16 } from './flac-crc.ts';
import { FlacFrameDecoder } from './flac-frame.ts';
import { type FlacFrameHeader, parseFlacFrameHeader } from './flac-frame-header.ts';
import { type FlacStreamInfo, parseFlacMetadata } from './flac-metadata.ts';
import { isId3TrailerAt } from './id3.ts';

/**
 * Walks the frames of one FLAC stream in order, passing over each or decoding it. Every failure is a `DataError` that says how many samples
 * came before it.
 */
export class FlacStream {
  readonly info: FlacStreamInfo;
  /** Index of the next frame's first sample. */
  nextSample = 0;
  readonly #bytes: Uint8Array;
  readonly #decoder: FlacFrameDecoder;
  #nextByte: number;
  #nextFrame = 0;

  constructor(bytes: Uint8Array) {
    const { info, firstFrameByte } = parseFlacMetadata(bytes);
    this.info = info;
    this.#bytes = bytes;
    this.#nextByte = firstFrameByte;
    this.#decoder = new FlacFrameDecoder(bytes, info);
  }

  /** Whether nothing follows but an ID3v1 tag. */
  isAtEnd(): boolean {
    return this.#nextByte === this.#bytes.length || isId3TrailerAt(this.#bytes, this.#nextByte);
  }

  /** Whether a sound frame header comes next. */
  hasFrame(): boolean {
    return parseFlacFrameHeader(this.#bytes, this.#nextByte, this.info).kind === 'header';
  }

  /** Header of the next frame, which must be there and bear the next number. */
  readHeader(): FlacFrameHeader {
    const header = parseFlacFrameHeader(this.#bytes, this.#nextByte, this.info);
    if (header.kind === 'end') throw this.#truncated();
    if (header.kind === 'fault') throw this.#damaged(header.what, header.expected, header.found);
    if (!this.#isNumbered(header, 0, 0)) {
      const expected = header.isVariableBlockSize ? `sample ${this.nextSample}` : `frame ${this.#nextFrame}`;
      throw this.#damaged('A FLAC frame is out of order', expected, `number ${header.codedNumber}`);
    }
    return header;
  }

  /** Passes over the frame of this header without decoding it, though not without checking its CRC-16. */
  skipFrame(header: FlacFrameHeader): void {
    const endByte = this.#findFrameEnd(header);
    // Bytes after the last frame that are no frame hide its end, and damage hides any: decoding finds the one and explains the other.
    if (endByte === null) this.decodeFrame(header);
    else this.#advance(header, endByte);
  }

  /** Samples of the frame of this header, `[channel][0..blockSize)`; valid until the next frame is decoded. */
  decodeFrame(header: FlacFrameHeader): readonly Int32Array[] {
    try {
      const { channels, endByte } = this.#decoder.decode(this.#nextByte, header);
      this.#advance(header, endByte);
      return channels;
    } catch (error) {
      if (error instanceof DataError) {
        throw new DataError({
          ...error.problem,
          found: `${error.problem.found}, ${this.nextSample} samples decoded before it`,
        });
      }
      if (!(error instanceof EndOfBits)) throw error;
      if (this.#findNextHeader(header, this.#nextByte + header.headerBytes) === null) throw this.#truncated();
      throw this.#damaged(
        'A FLAC frame is damaged',
        'codes that end within the frame',
        'codes that run past the end of the file',
      );
    }
  }

  #advance(header: FlacFrameHeader, endByte: number): void {
    this.#nextByte = endByte;
    this.#nextFrame += 1;
    this.nextSample += header.blockSize;
  }

  #isNumbered(header: FlacFrameHeader, frames: number, samples: number): boolean {
    return header.codedNumber === (header.isVariableBlockSize ? this.nextSample + samples : this.#nextFrame + frames);
  }

  /** Index of the byte after the frame: the next frame's header or the end of the file, with a CRC-16 that fits. Null where neither does. */
  #findFrameEnd(header: FlacFrameHeader): number | null {
    let checkedByte = this.#nextByte;
    let crc = 0;
    for (let from = this.#nextByte + header.headerBytes; ; ) {
      const candidate = this.#findNextHeader(header, from);
      const endByte = candidate ?? this.#bytes.length;
      crc = calculateCrc16(this.#bytes, checkedByte, endByte, crc);
      if (crc === 0) return endByte;
      if (candidate === null) return null;
      checkedByte = candidate;
      from = candidate + 1;
    }
  }

  /** Index of the first header from `fromByte` on that can be the next frame's: sync code, CRC-8, the stream's format, the next number. */
  #findNextHeader(header: FlacFrameHeader, fromByte: number): number | null {
    const bytes = this.#bytes;
    for (let at = bytes.indexOf(0xff, fromByte); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
      if ((bytes[at + 1]! & 0xfe) !== 0xf8) continue;
      const next = parseFlacFrameHeader(bytes, at, this.info);
      if (next.kind !== 'header' || next.isVariableBlockSize !== header.isVariableBlockSize) continue;
      if (this.#isNumbered(next, 1, header.blockSize)) return at;
    }
    return null;
  }

  #truncated(): DataError {
    const { sampleCount } = this.info;
    return new DataError({
      code: 'flac-truncated',
      what: 'The FLAC stream ends early',
      expected: sampleCount === null ? `the rest of frame ${this.#nextFrame}` : `${sampleCount} samples`,
      found: `${this.nextSample} samples decoded`,
      where: `byte ${this.#bytes.length} of the FLAC stream`,
    });
  }

  #damaged(what: string, expected: string, found: string): DataError {
    return new DataError({
      code: 'flac-damaged',
      what,
      expected,
      found: `${found}, ${this.nextSample} samples decoded before it`,
      where: `byte ${this.#nextByte} of the FLAC stream`,
    });
  }
}
