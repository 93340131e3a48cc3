import { DataError } from '../errors.ts';
import { measureId3Tags } from './id3.ts';
import { startsWithText } from './magic-text.ts';

/** How far behind a tag the first frame is looked for: some writers pad their tags without counting the padding. */
const SEARCH_BYTES = 65536;

/** kbit/s by bitrate code (ISO 11172-3 and 13818-3, layer III); 0: free format, which nothing here reads. */
const BITRATES_MPEG1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_MPEG2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const MPEG1_RATES = [44100, 48000, 32000];

/** One MPEG-1, -2 or -2.5 layer III frame header. */
interface Mp3FrameHeader {
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly frameBytes: number;
  /** Samples a channel. */
  readonly frameSamples: number;
  /** Between the header and the main data; an Info frame's text lies behind it. */
  readonly sideInfoBytes: number;
}

export interface Mp3Header {
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Samples a channel without the encoder's delay and padding; null where no LAME tag tells. */
  readonly sampleCount: number | null;
}

/** Whether the bytes begin with an ID3v2 tag or with a layer III frame that another frame (or the end) follows. */
export function isMp3(bytes: Uint8Array): boolean {
  const tagBytes = measureId3Tags(bytes);
  if (tagBytes > 0) return !startsWithText(bytes, tagBytes, 'fLaC');
  return parsePairedFrame(bytes, 0) !== null;
}

/** Reads the first frame's header and the LAME tag that it may hold. */
export function parseMp3Header(bytes: Uint8Array): Mp3Header {
  const start = measureId3Tags(bytes);
  const searchEnd = Math.min(bytes.length, start + SEARCH_BYTES);
  for (let at = start; at < searchEnd; at++) {
    if (bytes[at] !== 0xff) continue;
    const frame = parsePairedFrame(bytes, at);
    if (frame === null) continue;
    const { sampleRate, channelCount } = frame;
    return { sampleRate, channelCount, sampleCount: parseLameSampleCount(bytes, at, frame) };
  }
  throw new DataError({
    code: 'mp3-damaged',
    what: 'The MP3 file has no frame',
    expected: 'a layer III frame header',
    found: `none in ${Math.max(searchEnd - start, 0)} bytes`,
    where: `byte ${start} of the MP3 file`,
  });
}

function parsePairedFrame(bytes: Uint8Array, at: number): Mp3FrameHeader | null {
  const frame = parseFrameHeader(bytes, at);
  if (frame === null) return null;
  const nextByte = at + frame.frameBytes;
  const isFollowed = nextByte >= bytes.length - 4 || parseFrameHeader(bytes, nextByte)?.sampleRate === frame.sampleRate;
  return isFollowed ? frame : null;
}

function parseFrameHeader(bytes: Uint8Array, at: number): Mp3FrameHeader | null {
  if (at + 4 > bytes.length) return null;
  const [sync, version, rates, mode] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!];
  const versionCode = (version >> 3) & 3;
  const isLayer3 = ((version >> 1) & 3) === 1;
  if (sync !== 0xff || (version & 0xe0) !== 0xe0 || versionCode === 1 || !isLayer3) return null;
  const isMpeg1 = versionCode === 3;
  const bitrate = (isMpeg1 ? BITRATES_MPEG1 : BITRATES_MPEG2)[rates >> 4] ?? 0;
  const mpeg1Rate = MPEG1_RATES[(rates >> 2) & 3];
  if (bitrate === 0 || mpeg1Rate === undefined) return null;
  const sampleRate = isMpeg1 ? mpeg1Rate : versionCode === 2 ? mpeg1Rate / 2 : mpeg1Rate / 4;
  const frameSamples = isMpeg1 ? 1152 : 576;
  const paddingBytes = (rates >> 1) & 1;
  const channelCount = mode >> 6 === 3 ? 1 : 2;
  return {
    sampleRate,
    channelCount,
    frameBytes: Math.floor((frameSamples * bitrate * 125) / sampleRate) + paddingBytes,
    frameSamples,
    sideInfoBytes: isMpeg1 ? (channelCount === 1 ? 17 : 32) : channelCount === 1 ? 9 : 17,
  };
}

/**
 * Number of samples by the first frame's Xing or Info tag: a flag word, the frame count if flag 1 is set, 4 bytes, 100 bytes and 4 bytes
 * for flags 2, 4 and 8, and then LAME's tag, whose bytes 21-23 hold delay and padding, 12 bits each (gabriel.mp3-tech.org, mp3infotag).
 */
function parseLameSampleCount(bytes: Uint8Array, at: number, frame: Mp3FrameHeader): number | null {
  const tag = at + 4 + frame.sideInfoBytes;
  if (!startsWithText(bytes, tag, 'Info') && !startsWithText(bytes, tag, 'Xing')) return null;
  const flags = bytes[tag + 7] ?? 0;
  const optionalBytes = ((flags & 2) !== 0 ? 4 : 0) + ((flags & 4) !== 0 ? 100 : 0) + ((flags & 8) !== 0 ? 4 : 0);
  const delayByte = tag + 12 + optionalBytes + 21;
  if ((flags & 1) === 0 || delayByte + 3 > Math.min(bytes.length, at + frame.frameBytes)) return null;
  const frameCount = new DataView(bytes.buffer, bytes.byteOffset + tag + 8, 4).getUint32(0);
  const [high, middle, low] = [bytes[delayByte]!, bytes[delayByte + 1]!, bytes[delayByte + 2]!];
  const delay = (high << 4) | (middle >> 4);
  const padding = ((middle & 15) << 8) | low;
  const sampleCount = frameCount * frame.frameSamples - delay - padding;
  return delay > 0 && sampleCount > 0 ? sampleCount : null;
}
