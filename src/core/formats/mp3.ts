import { DataError } from '../errors.ts';
import type { AudioFormat, AudioInfo, DecodedAudio, SampleRange } from './audio-format.ts';
import { resolveSampleRange } from './audio-range.ts';
import { isMp3, parseMp3Header } from './mp3-header.ts';

/** Code of the error of {@link MP3_WITHOUT_DECODER}; on meeting it a platform may load a decoder and try again. */
export const MP3_DECODER_MISSING = 'mp3-decoder-missing';

/** What an MP3 decoder gives for a whole file. */
export interface DecodedMp3 {
  /** Hz. */
  readonly sampleRate: number;
  /** At least as many as the file has; a mono file may come as two equal ones. */
  readonly channels: readonly Float32Array[];
}

/** MP3 is recognised and its header read, but decoding it throws: the decoder is WebAssembly, which starts asynchronously. */
export const MP3_WITHOUT_DECODER: AudioFormat = {
  name: 'MP3',
  isFormat: isMp3,
  parseInfo: parseMp3Info,
  decode: () => {
    throw new DataError({
      code: MP3_DECODER_MISSING,
      what: 'MP3 cannot be decoded yet',
      expected: 'a loaded MP3 decoder',
      found: 'none',
      where: 'the MP3 file',
    });
  },
};

/**
 * MP3 by a decoder of the platform's. `decodeMp3` decodes a whole file without the encoder's delay and padding and throws a `DataError` on a
 * damaged one. A frame depends on those before it, so a range is cut from the whole.
 */
export function createMp3Format(decodeMp3: (bytes: Uint8Array) => DecodedMp3): AudioFormat {
  return {
    name: 'MP3',
    isFormat: isMp3,
    parseInfo: parseMp3Info,
    decode: (bytes, range) => cutRange(parseMp3Info(bytes), decodeMp3(bytes), range),
  };
}

function parseMp3Info(bytes: Uint8Array): AudioInfo {
  return { format: 'MP3', bitsPerSample: null, ...parseMp3Header(bytes) };
}

function cutRange(info: AudioInfo, decoded: DecodedMp3, range: SampleRange | undefined): DecodedAudio {
  const foundCount = decoded.channels[0]?.length ?? 0;
  if (decoded.sampleRate !== info.sampleRate || decoded.channels.length < info.channelCount) {
    throw new DataError({
      code: 'mp3-damaged',
      what: 'The MP3 file differs from its first frame',
      expected: `${info.sampleRate} Hz, ${info.channelCount} channels`,
      found: `${decoded.sampleRate} Hz, ${decoded.channels.length} channels`,
      where: 'the MP3 file',
    });
  }
  if (info.sampleCount !== null && foundCount < info.sampleCount) {
    throw new DataError({
      code: 'mp3-truncated',
      what: 'The MP3 file ends early',
      expected: `${info.sampleCount} samples`,
      found: `${foundCount} samples decoded`,
      where: 'end of the MP3 file',
    });
  }
  const { startSample, endSample } = resolveSampleRange(range, foundCount, info.channelCount);
  const channels = decoded.channels.slice(0, info.channelCount).map((samples) => samples.slice(startSample, endSample));
  return { ...info, sampleCount: foundCount, startSample, channels };
}
