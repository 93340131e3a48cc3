import { DataError } from '../errors.ts';
import { measureId3Tags } from './id3.ts';
import { startsWithText } from './magic-text.ts';

const MARKER = 'fLaC';
const STREAMINFO_TYPE = 0;
const STREAMINFO_BYTES = 34;

/** The STREAMINFO block (RFC 9639 section 8.2). */
export interface FlacStreamInfo {
  /** Hz. */
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly bitsPerSample: number;
  /** Samples a channel; null where the encoder did not know (0 in the file). */
  readonly sampleCount: number | null;
  /** MD5 of the samples, 32 hex digits; null where the encoder did not calculate one (all zero in the file). */
  readonly md5: string | null;
}

export interface FlacMetadata {
  readonly info: FlacStreamInfo;
  /** Where the first frame starts, from the start of the file. */
  readonly firstFrameByte: number;
}

/** Whether the bytes, after any ID3v2 tags, begin with `fLaC`. */
export function isFlac(bytes: Uint8Array): boolean {
  return startsWithText(bytes, measureId3Tags(bytes), MARKER);
}

/** Reads the STREAMINFO block alone. */
export function parseFlacStreamInfo(bytes: Uint8Array): FlacStreamInfo {
  return parseStreamInfoAt(bytes, findFirstBlock(bytes));
}

/** Reads STREAMINFO and passes over every other metadata block (RFC 9639 section 8.1). */
export function parseFlacMetadata(bytes: Uint8Array): FlacMetadata {
  let at = findFirstBlock(bytes);
  const info = parseStreamInfoAt(bytes, at);
  for (;;) {
    const { isLast, endByte } = parseBlockHeader(bytes, at);
    if (isLast) return { info, firstFrameByte: endByte };
    at = endByte;
  }
}

function findFirstBlock(bytes: Uint8Array): number {
  const at = measureId3Tags(bytes);
  if (startsWithText(bytes, at, MARKER)) return at + MARKER.length;
  const found = Array.from(bytes.subarray(at, at + 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  throw damaged('The file is no FLAC stream', 'the bytes "fLaC"', found === '' ? 'no bytes' : `bytes ${found}`, at);
}

function parseBlockHeader(bytes: Uint8Array, at: number) {
  if (at + 4 > bytes.length) throw endsEarly('4 bytes of block header', bytes.length - at, at);
  const type = bytes[at]! & 0x7f;
  if (type === 127) throw damaged('A FLAC metadata block has a forbidden type', 'a type below 127', 'type 127', at);
  const byteLength = (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  const endByte = at + 4 + byteLength;
  if (endByte > bytes.length) throw endsEarly(`a block of ${byteLength} bytes`, bytes.length - at - 4, at);
  return { isLast: (bytes[at]! & 0x80) !== 0, type, byteLength, endByte };
}

function parseStreamInfoAt(bytes: Uint8Array, at: number): FlacStreamInfo {
  const { type, byteLength } = parseBlockHeader(bytes, at);
  if (type !== STREAMINFO_TYPE || byteLength !== STREAMINFO_BYTES) {
    const found = `type ${type} of ${byteLength} bytes`;
    throw damaged('The first FLAC metadata block is not STREAMINFO', `type 0 of ${STREAMINFO_BYTES} bytes`, found, at);
  }
  const block = bytes.subarray(at + 4, at + 4 + STREAMINFO_BYTES);
  const packed = new DataView(block.buffer, block.byteOffset + 10, 8).getBigUint64(0);
  const sampleRate = Number(packed >> 44n);
  if (sampleRate === 0) throw damaged('The FLAC header has no sample rate', 'above 0 Hz', '0 Hz', at + 14);
  const bitsPerSample = Number((packed >> 36n) & 31n) + 1;
  if (bitsPerSample < 4)
    throw damaged('The FLAC sample size is too small', '4 to 32 bits', `${bitsPerSample} bits`, at + 16);
  const sampleCount = Number(packed & 0xfffffffffn);
  const md5 = Array.from(block.subarray(18), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    sampleRate,
    channelCount: Number((packed >> 41n) & 7n) + 1,
    bitsPerSample,
    sampleCount: sampleCount === 0 ? null : sampleCount,
    md5: /^0+$/.test(md5) ? null : md5,
  };
}

function endsEarly(expected: string, foundBytes: number, at: number): DataError {
  const where = `byte ${at} of the FLAC stream`;
  const found = `${Math.max(foundBytes, 0)} bytes, 0 samples decoded`;
  return new DataError({ code: 'flac-truncated', what: 'The FLAC header ends early', expected, found, where });
}

function damaged(what: string, expected: string, found: string, at: number): DataError {
  return new DataError({ code: 'flac-damaged', what, expected, found, where: `byte ${at} of the FLAC stream` });
}
