import { DataError, type Problem } from '../errors.ts';
import type { AudioFormat, AudioInfo, DecodedAudio, SampleRange } from './audio-format.ts';
import { resolveSampleRange } from './audio-range.ts';
import { type FlacStreamInfo, isFlac, parseFlacStreamInfo } from './flac-metadata.ts';
import { FlacStream } from './flac-stream.ts';
import { Md5 } from './md5.ts';

/**
 * FLAC as RFC 9639 defines it: 4 to 32 bits, 1 to 8 channels. Samples are exact: the integer divided by 2^(bits - 1), rounded to float32
 * only from 25 bits on. Frames before the range are checked by their CRC-16 but not decoded, frames after it are not read.
 */
export const FLAC: AudioFormat = { name: 'FLAC', isFormat: isFlac, parseInfo: parseFlacInfo, decode: decodeFlac };

/** What comparing a stream's samples with the MD5 in its header gave. */
export type FlacMd5Check =
  | { readonly kind: 'absent' }
  | { readonly kind: 'equal'; readonly md5: string }
  | { readonly kind: 'different'; readonly stored: string; readonly calculated: string };

/** How much of a stream decodes: all of it where `problem` is null. */
export interface FlacExtent {
  readonly decodedSampleCount: number;
  readonly problem: Problem | null;
}

function parseFlacInfo(bytes: Uint8Array): AudioInfo {
  return toAudioInfo(parseFlacStreamInfo(bytes));
}

function toAudioInfo({ sampleRate, channelCount, bitsPerSample, sampleCount }: FlacStreamInfo): AudioInfo {
  return { format: 'FLAC', sampleRate, channelCount, bitsPerSample, sampleCount };
}

function decodeFlac(bytes: Uint8Array, range?: SampleRange): DecodedAudio {
  const stream = new FlacStream(bytes);
  const { channelCount, bitsPerSample } = stream.info;
  const sampleCount = stream.info.sampleCount ?? countSamples(bytes);
  const claimedEnd = range?.endSample ?? sampleCount;
  // A header may claim any length; no memory is taken on its word where the bytes could hardly hold that much.
  if (claimedEnd <= sampleCount && claimedEnd * channelCount > bytes.length * 8) requireSamples(bytes, claimedEnd);
  const { startSample, endSample } = resolveSampleRange(range, sampleCount, channelCount);
  const wantedCount = endSample - startSample;
  const channels = Array.from({ length: channelCount }, () => new Float32Array(wantedCount));
  const scale = 2 ** (1 - bitsPerSample);
  while (stream.nextSample < endSample) {
    const header = stream.readHeader();
    const frameStart = stream.nextSample;
    if (frameStart + header.blockSize <= startSample) {
      stream.skipFrame(header);
      continue;
    }
    const from = Math.max(startSample - frameStart, 0);
    const to = Math.min(endSample - frameStart, header.blockSize);
    const decoded = stream.decodeFrame(header);
    for (let c = 0; c < channelCount; c++) {
      copyScaled(decoded[c]!, from, to, scale, channels[c]!, frameStart + from - startSample);
    }
  }
  if (endSample === sampleCount) refuseMoreSamples(stream, sampleCount);
  return { ...toAudioInfo(stream.info), sampleCount, startSample, channels };
}

/** Compares the MD5 of the decoded samples with the one in STREAMINFO (RFC 9639 section 8.2). Throws where the stream does not decode. */
export function verifyFlacMd5(bytes: Uint8Array): FlacMd5Check {
  const stream = new FlacStream(bytes);
  const stored = stream.info.md5;
  if (stored === null) return { kind: 'absent' };
  const md5 = new Md5();
  const bytesPerSample = Math.ceil(stream.info.bitsPerSample / 8);
  decodeEachFrame(stream, (channels, blockSize) => {
    md5.update(interleave(channels, blockSize, bytesPerSample));
  });
  const calculated = md5.digest();
  return calculated === stored ? { kind: 'equal', md5: stored } : { kind: 'different', stored, calculated };
}

/** Decodes frame after frame until the end or the first fault. Throws only where the stream's header itself is unreadable. */
export function measureFlacExtent(bytes: Uint8Array): FlacExtent {
  const stream = new FlacStream(bytes);
  try {
    decodeEachFrame(stream, () => {});
    return { decodedSampleCount: stream.nextSample, problem: null };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return { decodedSampleCount: stream.nextSample, problem: error.problem };
  }
}

function decodeEachFrame(
  stream: FlacStream,
  onFrame: (channels: readonly Int32Array[], blockSize: number) => void,
): void {
  const { sampleCount } = stream.info;
  while (sampleCount === null ? !stream.isAtEnd() : stream.nextSample < sampleCount) {
    const header = stream.readHeader();
    onFrame(stream.decodeFrame(header), header.blockSize);
  }
  if (sampleCount !== null) refuseMoreSamples(stream, sampleCount);
}

/** Samples of a stream whose header does not say, by passing over its frames. */
function countSamples(bytes: Uint8Array): number {
  const stream = new FlacStream(bytes);
  while (!stream.isAtEnd()) stream.skipFrame(stream.readHeader());
  return stream.nextSample;
}

/** Throws unless frames up to `endSample` are there. */
function requireSamples(bytes: Uint8Array, endSample: number): void {
  const stream = new FlacStream(bytes);
  while (stream.nextSample < endSample) stream.skipFrame(stream.readHeader());
}

function refuseMoreSamples(stream: FlacStream, sampleCount: number): void {
  if (stream.nextSample === sampleCount && !stream.hasFrame()) return;
  throw new DataError({
    code: 'flac-more-samples',
    what: 'The FLAC stream goes on past the length in its header',
    expected: `${sampleCount} samples`,
    found: stream.nextSample > sampleCount ? `${stream.nextSample} samples` : 'another frame',
    where: 'end of the FLAC stream',
  });
}

function copyScaled(
  samples: Int32Array,
  from: number,
  to: number,
  scale: number,
  target: Float32Array,
  targetStart: number,
): void {
  for (let i = from, at = targetStart; i < to; i++, at++) target[at] = samples[i]! * scale;
}

/** The form that FLAC's MD5 is defined over: channels interleaved, little-endian, sign-extended to whole bytes. */
function interleave(channels: readonly Int32Array[], blockSize: number, bytesPerSample: number): Uint8Array {
  const bytes = new Uint8Array(blockSize * channels.length * bytesPerSample);
  let at = 0;
  for (let i = 0; i < blockSize; i++) {
    for (const samples of channels) {
      const sample = samples[i]!;
      for (let shift = 0; shift < bytesPerSample * 8; shift += 8) bytes[at++] = sample >> shift;
    }
  }
  return bytes;
}
