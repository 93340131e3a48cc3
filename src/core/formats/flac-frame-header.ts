import { calculateCrc8 } from './flac-crc.ts';
import type { FlacStreamInfo } from './flac-metadata.ts';

/** Header of one frame (RFC 9639 section 9.1), its rate, channels and sample size already held against STREAMINFO. */
export interface FlacFrameHeader {
  readonly kind: 'header';
  /** Bytes of the header, its CRC-8 included. */
  readonly headerBytes: number;
  /** Samples a channel, 1 to 65536. */
  readonly blockSize: number;
  /** 0-7: independent channels; 8 left and side, 9 side and right, 10 mid and side. */
  readonly channelAssignment: number;
  /** Whether `codedNumber` counts samples (variable block size) or frames. */
  readonly isVariableBlockSize: boolean;
  readonly codedNumber: number;
}

/** Why the bytes are no frame header. */
export interface FlacHeaderFault {
  readonly kind: 'fault';
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** The bytes end within the header. */
export interface FlacHeaderEnd {
  readonly kind: 'end';
}

export const LEFT_SIDE = 8;
export const SIDE_RIGHT = 9;
export const MID_SIDE = 10;

const FIXED_RATES = [0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000];
const SAMPLE_SIZES = [0, 8, 12, 0, 16, 20, 24, 32];

/** Reads the header at `startByte`. Gives the fault as a value because a search for frames meets mostly bytes that are none. */
export function parseFlacFrameHeader(
  bytes: Uint8Array,
  startByte: number,
  info: FlacStreamInfo,
): FlacFrameHeader | FlacHeaderFault | FlacHeaderEnd {
  if (startByte + 4 > bytes.length) return { kind: 'end' };
  const [sync, strategy, sizes, format] = [
    bytes[startByte]!,
    bytes[startByte + 1]!,
    bytes[startByte + 2]!,
    bytes[startByte + 3]!,
  ];
  if (sync !== 0xff || (strategy & 0xfe) !== 0xf8) {
    return fault(
      'A FLAC frame does not start where it should',
      'the sync code ff f8 or ff f9',
      `${hex(sync)} ${hex(strategy)}`,
    );
  }
  const blockCode = sizes >> 4;
  const rateCode = sizes & 15;
  const channelAssignment = format >> 4;
  const sampleSizeCode = (format >> 1) & 7;
  if (
    blockCode === 0 ||
    rateCode === 15 ||
    channelAssignment > MID_SIDE ||
    sampleSizeCode === 3 ||
    (format & 1) !== 0
  ) {
    return fault(
      'A FLAC frame header has a reserved value',
      'values of RFC 9639 section 9.1',
      `bytes ${hex(sizes)} ${hex(format)}`,
    );
  }
  const coded = parseCodedNumber(bytes, startByte + 4);
  if (coded === null) return { kind: 'end' };
  const blockField = startByte + 4 + coded.byteLength;
  const rateField = blockField + fieldBytes(blockCode, 6, 7, 7);
  const crcByte = rateField + fieldBytes(rateCode, 12, 13, 14);
  if (crcByte >= bytes.length) return { kind: 'end' };
  const crc = calculateCrc8(bytes, startByte, crcByte);
  if (crc !== bytes[crcByte]) {
    return fault('A FLAC frame header is damaged', `CRC-8 ${hex(bytes[crcByte]!)}`, `CRC-8 ${hex(crc)}`);
  }
  if (Number.isNaN(coded.value))
    return fault('A FLAC frame has no number', 'a number coded as in UTF-8', 'other bytes');
  const mismatch = compareWithStream(
    info,
    parseSampleRate(bytes, rateCode, rateField, info.sampleRate),
    channelAssignment,
    SAMPLE_SIZES[sampleSizeCode]! || info.bitsPerSample,
  );
  if (mismatch !== null) return mismatch;
  return {
    kind: 'header',
    headerBytes: crcByte + 1 - startByte,
    blockSize: parseBlockSize(bytes, blockCode, blockField),
    channelAssignment,
    isVariableBlockSize: (strategy & 1) !== 0,
    codedNumber: coded.value,
  };
}

function compareWithStream(
  info: FlacStreamInfo,
  sampleRate: number,
  channelAssignment: number,
  bitsPerSample: number,
): FlacHeaderFault | null {
  const channelCount = channelAssignment < LEFT_SIDE ? channelAssignment + 1 : 2;
  if (sampleRate === info.sampleRate && channelCount === info.channelCount && bitsPerSample === info.bitsPerSample)
    return null;
  return fault(
    'A FLAC frame differs from the header of its stream',
    `${info.sampleRate} Hz, ${info.channelCount} channels, ${info.bitsPerSample} bits`,
    `${sampleRate} Hz, ${channelCount} channels, ${bitsPerSample} bits`,
  );
}

/** Bytes that a code moves to the end of the header: one for `byteCode`, two for either other code. */
function fieldBytes(code: number, byteCode: number, wordCode: number, otherWordCode: number): number {
  return code === byteCode ? 1 : code === wordCode || code === otherWordCode ? 2 : 0;
}

/** RFC 9639 section 9.1.1. */
function parseBlockSize(bytes: Uint8Array, code: number, field: number): number {
  if (code === 1) return 192;
  if (code <= 5) return 144 << code;
  if (code === 6) return bytes[field]! + 1;
  if (code === 7) return ((bytes[field]! << 8) | bytes[field + 1]!) + 1;
  return 1 << code;
}

/** RFC 9639 section 9.1.2. */
function parseSampleRate(bytes: Uint8Array, code: number, field: number, streamRate: number): number {
  if (code === 0) return streamRate;
  if (code === 12) return bytes[field]! * 1000;
  const word = (bytes[field]! << 8) | bytes[field + 1]!;
  if (code === 13) return word;
  if (code === 14) return word * 10;
  return FIXED_RATES[code]!;
}

/** Frame or sample number, coded as in UTF-8 but up to 36 bits (section 9.1.5). Null past the end; NaN where the bytes are no such code. */
function parseCodedNumber(bytes: Uint8Array, at: number): { value: number; byteLength: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const leadingOnes = Math.clz32(~(first << 24));
  if (leadingOnes === 0) return { value: first, byteLength: 1 };
  if (leadingOnes === 1 || leadingOnes === 8) return { value: Number.NaN, byteLength: 1 };
  let value = first & (0x7f >> leadingOnes);
  for (let i = 1; i < leadingOnes; i++) {
    const next = bytes[at + i];
    if (next === undefined) return null;
    value = (next & 0xc0) === 0x80 ? value * 64 + (next & 0x3f) : Number.NaN;
  }
  return { value, byteLength: leadingOnes };
}

function fault(what: string, expected: string, found: string): FlacHeaderFault {
  return { kind: 'fault', what, expected, found };
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
