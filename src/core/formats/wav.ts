import { DataError } from '../errors.ts';
import type { AudioFormat, AudioInfo, DecodedAudio, SampleRange } from './audio-format.ts';
import { resolveSampleRange } from './audio-range.ts';
import { startsWithText } from './magic-text.ts';

const TAG_PCM = 1;
const TAG_FLOAT = 3;
const TAG_EXTENSIBLE = 0xfffe;
const TAG_NAMES = new Map([
  [2, 'Microsoft ADPCM'],
  [6, 'A-law'],
  [7, 'mu-law'],
  [0x11, 'IMA ADPCM'],
  [0x55, 'MP3'],
]);

/**
 * RIFF WAVE with integer PCM of 8 (unsigned), 16, 24 or 32 bits or floating point of 32 or 64 bits, by format tag or WAVE_FORMAT_EXTENSIBLE.
 * Integers are divided by 2^(bits - 1) and float64 rounded to float32, as libsndfile does; only the range's bytes are read. Bytes after
 * the last whole sample of all channels carry no sample and are passed over.
 */
export const WAV: AudioFormat = {
  name: 'WAV',
  isFormat: (bytes) => startsWithText(bytes, 0, 'RIFF') && startsWithText(bytes, 8, 'WAVE'),
  parseInfo: (bytes) => toAudioInfo(parseHeader(bytes)),
  decode: decodeWav,
};

/** Reads one sample at a byte offset and scales it to [-1, 1). */
type SampleReader = (view: DataView, at: number) => number;

const INTEGER_READERS = new Map<number, SampleReader>([
  [8, (view, at) => (view.getUint8(at) - 128) / 2 ** 7],
  [16, (view, at) => view.getInt16(at, true) / 2 ** 15],
  [24, (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 2 ** 16) / 2 ** 23],
  [32, (view, at) => view.getInt32(at, true) / 2 ** 31],
]);
const FLOAT_READERS = new Map<number, SampleReader>([
  [32, (view, at) => view.getFloat32(at, true)],
  [64, (view, at) => view.getFloat64(at, true)],
]);

interface WavFormatChunk {
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly bitsPerSample: number;
  readonly readSample: SampleReader;
}

interface WavHeader extends WavFormatChunk {
  /** Bytes of one sample of all channels. */
  readonly blockBytes: number;
  /** Where the samples start. */
  readonly dataByte: number;
  /** What the data chunk claims, which may be more than the file has. */
  readonly dataBytes: number;
}

function toAudioInfo({ sampleRate, channelCount, bitsPerSample, dataBytes, blockBytes }: WavHeader) {
  const sampleCount = Math.floor(dataBytes / blockBytes);
  return { format: 'WAV', sampleRate, channelCount, bitsPerSample, sampleCount } satisfies AudioInfo;
}

function decodeWav(bytes: Uint8Array, range?: SampleRange): DecodedAudio {
  const header = parseHeader(bytes);
  const { channelCount, blockBytes, dataByte, dataBytes, readSample } = header;
  const info = toAudioInfo(header);
  const presentBytes = bytes.length - dataByte;
  if (dataBytes > presentBytes) {
    throw new DataError({
      code: 'wav-truncated',
      what: 'The WAV file ends early',
      expected: `${info.sampleCount} samples in ${dataBytes} bytes`,
      found: `${Math.floor(presentBytes / blockBytes)} samples in ${presentBytes} bytes`,
      where: `byte ${bytes.length} of the WAV file`,
    });
  }
  const { startSample, endSample } = resolveSampleRange(range, info.sampleCount, channelCount);
  const view = viewOf(bytes);
  const sampleBytes = blockBytes / channelCount;
  const channels = Array.from({ length: channelCount }, (_, channel) => {
    const samples = new Float32Array(endSample - startSample);
    let at = dataByte + startSample * blockBytes + channel * sampleBytes;
    for (let i = 0; i < samples.length; i++, at += blockBytes) samples[i] = readSample(view, at);
    return samples;
  });
  return { ...info, startSample, channels };
}

/** Walks the chunks up to `data`. A chunk is a name, its size (u32), its bytes, and one more where the size is odd. */
function parseHeader(bytes: Uint8Array): WavHeader {
  const view = viewOf(bytes);
  let format: WavFormatChunk | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    if (startsWithText(bytes, at, 'data')) {
      if (format === null)
        throw damaged('The WAV file has no format before its data', 'a "fmt " chunk', 'a "data" chunk', at);
      const blockBytes = (format.channelCount * format.bitsPerSample) / 8;
      return { ...format, blockBytes, dataByte: start, dataBytes: size };
    }
    if (startsWithText(bytes, at, 'fmt ')) {
      const present = Math.min(size, bytes.length - start);
      format = parseFormatChunk(new DataView(bytes.buffer, bytes.byteOffset + start, present), at);
    }
    at = start + size + (size & 1);
  }
  throw damaged('The WAV file has no samples', 'a "data" chunk', `the end of ${bytes.length} bytes`, bytes.length);
}

/** WAVEFORMATEX and WAVEFORMATEXTENSIBLE (Microsoft, mmreg.h). */
function parseFormatChunk(chunk: DataView, at: number): WavFormatChunk {
  if (chunk.byteLength < 16) {
    throw damaged('The WAV format chunk is too short', 'at least 16 bytes', `${chunk.byteLength} bytes`, at);
  }
  const outerTag = chunk.getUint16(0, true);
  const isExtensible = outerTag === TAG_EXTENSIBLE;
  if (isExtensible && chunk.byteLength < 40) {
    throw damaged('The extensible WAV format chunk is too short', 'at least 40 bytes', `${chunk.byteLength} bytes`, at);
  }
  const tag = isExtensible ? chunk.getUint16(24, true) : outerTag;
  const channelCount = chunk.getUint16(2, true);
  const sampleRate = chunk.getUint32(4, true);
  const blockBytes = chunk.getUint16(12, true);
  const bitsPerSample = chunk.getUint16(14, true);
  const readers = tag === TAG_PCM ? INTEGER_READERS : tag === TAG_FLOAT ? FLOAT_READERS : undefined;
  const readSample = readers?.get(bitsPerSample);
  if (readSample === undefined) {
    throw new DataError({
      code: 'wav-encoding',
      what: 'The WAV file has an encoding that cannot be read',
      expected: 'PCM of 8, 16, 24 or 32 bits or floating point of 32 or 64 bits',
      found: `${nameOfTag(tag)} of ${bitsPerSample} bits`,
      where: `byte ${at} of the WAV file`,
    });
  }
  if (channelCount === 0 || sampleRate === 0 || blockBytes !== (channelCount * bitsPerSample) / 8) {
    const found = `${channelCount} channels, ${sampleRate} Hz, ${bitsPerSample} bits, ${blockBytes} bytes a sample of all channels`;
    throw damaged(
      'The WAV format chunk contradicts itself',
      'channels and rate above 0 and bytes that fit them',
      found,
      at,
    );
  }
  return { sampleRate, channelCount, bitsPerSample, readSample };
}

function nameOfTag(tag: number): string {
  if (tag === TAG_PCM) return 'PCM';
  if (tag === TAG_FLOAT) return 'floating point';
  return TAG_NAMES.get(tag) ?? `format tag ${tag}`;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(what: string, expected: string, found: string, at: number): DataError {
  return new DataError({ code: 'wav-damaged', what, expected, found, where: `byte ${at} of the WAV file` });
}
