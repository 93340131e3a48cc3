import { DataError } from '../errors.ts';
import type { SampleRange } from './audio-format.ts';

/**
 * Most samples, over all channels, that one decode returns (2 GiB of float32). A few kilobytes of FLAC may honestly stand for more silence
 * than memory holds; a range of it can still be decoded.
 */
const MAX_DECODED_SAMPLES = 2 ** 29;

/** The range to decode: the whole file when absent. `DataError` where it is no range of `sampleCount` samples. */
export function resolveSampleRange(
  range: SampleRange | undefined,
  sampleCount: number,
  channelCount: number,
): SampleRange {
  const { startSample, endSample } = range ?? { startSample: 0, endSample: sampleCount };
  const asked = `samples ${startSample} to ${endSample}`;
  if (!Number.isInteger(startSample) || !Number.isInteger(endSample) || startSample < 0 || startSample > endSample) {
    throw new DataError({
      code: 'audio-range',
      what: 'The range of samples is not one',
      expected: 'whole numbers with 0 <= start <= end',
      found: asked,
      where: 'decoding audio',
    });
  }
  if (endSample > sampleCount) {
    throw new DataError({
      code: 'audio-range',
      what: 'The audio ends before the samples asked for',
      expected: asked,
      found: `${sampleCount} samples`,
      where: 'end of the audio',
    });
  }
  if ((endSample - startSample) * channelCount > MAX_DECODED_SAMPLES) {
    throw new DataError({
      code: 'audio-too-long',
      what: 'The audio is too long to decode at once',
      expected: `at most ${MAX_DECODED_SAMPLES} samples over all channels`,
      found: `${endSample - startSample} samples of ${channelCount} channels`,
      where: 'decoding audio',
    });
  }
  return { startSample, endSample };
}
