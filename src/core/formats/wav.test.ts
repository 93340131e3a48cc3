import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashFloat32, isSameAudio, listAudioFixtures, readAudioFile } from '../../../fixtures/audio/audio-fixtures.ts';
import { DataError } from '../errors.ts';
import { WAV } from './wav.ts';

const FIXTURES = listAudioFixtures('WAV');

interface Chunk {
  readonly name: string;
  readonly bytes: readonly number[];
  /** What the chunk claims; its bytes when absent. */
  readonly claimedBytes?: number;
}

function riff(...chunks: Chunk[]): Uint8Array {
  const body = chunks.flatMap(({ name, bytes, claimedBytes = bytes.length }) => [
    ...ascii(name),
    ...little(claimedBytes, 4),
    ...bytes,
    ...(claimedBytes % 2 === 1 ? [0] : []),
  ]);
  return Uint8Array.from([...ascii('RIFF'), ...little(body.length + 4, 4), ...ascii('WAVE'), ...body]);
}

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const little = (value: number, count: number) =>
  Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** i) & 255);

/** Format tag, channels, rate, bytes a second, bytes of one sample of all channels, bits. */
function format(tag: number, channelCount: number, bits: number, blockBytes = (channelCount * bits) / 8): Chunk {
  const fields = [little(tag, 2), little(channelCount, 2), little(16000, 4), little(16000 * blockBytes, 4)];
  return { name: 'fmt ', bytes: [...fields.flat(), ...little(blockBytes, 2), ...little(bits, 2)] };
}

describe('WAV', () => {
  it.each(FIXTURES)('decodes $name to the float32 samples that soundfile reads', (fixture) => {
    const decoded = WAV.decode(fixture.bytes);
    const { sampleRate, channelCount, bitsPerSample, sampleCount } = fixture;
    const info = { format: 'WAV', sampleRate, channelCount, bitsPerSample, sampleCount };
    expect(decoded).toMatchObject({ ...info, startSample: 0 });
    expect(WAV.parseInfo(fixture.bytes)).toEqual(info);
    expect(hashFloat32(decoded)).toBe(fixture.float32_sha256);
  });

  it.each(FIXTURES)('decodes a range of $name as that part of the whole', ({ bytes }) => {
    const whole = WAV.decode(bytes).channels;
    const part = WAV.decode(bytes, { startSample: 7, endSample: 31 });
    expect(part.startSample).toBe(7);
    expect(
      isSameAudio(
        part.channels,
        whole.map((samples) => samples.slice(7, 31)),
      ),
    ).toBe(true);
  });

  it('divides integers by 2^(bits - 1), and takes 8 bits for unsigned', () => {
    const data = { name: 'data', bytes: [0x00, 0x80, 0xff] };
    expect(WAV.decode(riff(format(1, 1, 8), data)).channels).toEqual([Float32Array.of(-1, 0, 127 / 128)]);
    const data24 = { name: 'data', bytes: [0x00, 0x00, 0x80, 0xff, 0xff, 0x7f] };
    expect(WAV.decode(riff(format(1, 2, 24), data24)).channels).toEqual([
      Float32Array.of(-1),
      Float32Array.of((2 ** 23 - 1) / 2 ** 23),
    ]);
  });

  it('passes over chunks of odd length before the samples, and over bytes that make no whole sample', () => {
    const bytes = riff({ name: 'junk', bytes: [1, 2, 3] }, format(1, 1, 16), { name: 'data', bytes: [0, 64, 7] });
    expect(WAV.decode(bytes)).toMatchObject({ sampleCount: 1, channels: [Float32Array.of(0.5)] });
  });

  it('refuses a range past the end', () => {
    expect(() => WAV.decode(readAudioFile('wav-extra-chunks.wav'), { startSample: 0, endSample: 34 })).toThrow(
      'The audio ends before the samples asked for: expected samples 0 to 34, found 33 samples (end of the audio)',
    );
  });

  it('says how many samples a file holds that claims more, as one written to a pipe does', () => {
    const piped = riff(format(1, 1, 16), { name: 'data', bytes: [1, 0, 2, 0], claimedBytes: 0xfffffffe });
    expect(() => WAV.decode(piped, { startSample: 0, endSample: 1 })).toThrow(
      'The WAV file ends early: expected 2147483647 samples in 4294967294 bytes, found 2 samples in 4 bytes (byte 48 of the WAV file)',
    );
    const whole = readAudioFile('wav-pcm_16.wav');
    expect(() => WAV.decode(whole.subarray(0, whole.length - 2))).toThrow(
      `The WAV file ends early: expected 400 samples in 1600 bytes, found 399 samples in 1598 bytes (byte ${whole.length - 2} of the WAV file)`,
    );
  });

  it.each([
    [
      'an encoding other than PCM and floating point',
      riff(format(7, 1, 8), { name: 'data', bytes: [1] }),
      'The WAV file has an encoding that cannot be read: expected PCM of 8, 16, 24 or 32 bits or floating point of 32 or 64 bits, found mu-law of 8 bits (byte 12 of the WAV file)',
    ],
    [
      'PCM of a size that no writer stores in whole bytes',
      riff(format(1, 1, 12, 2), { name: 'data', bytes: [1, 0] }),
      'The WAV file has an encoding that cannot be read: expected PCM of 8, 16, 24 or 32 bits or floating point of 32 or 64 bits, found PCM of 12 bits (byte 12 of the WAV file)',
    ],
    [
      'a block size that contradicts channels and bits',
      riff(format(1, 2, 16, 2), { name: 'data', bytes: [1, 0] }),
      'The WAV format chunk contradicts itself: expected channels and rate above 0 and bytes that fit them, found 2 channels, 16000 Hz, 16 bits, 2 bytes a sample of all channels (byte 12 of the WAV file)',
    ],
    [
      'samples before their format',
      riff({ name: 'data', bytes: [1, 0] }, format(1, 1, 16)),
      'The WAV file has no format before its data: expected a "fmt " chunk, found a "data" chunk (byte 12 of the WAV file)',
    ],
    [
      'a file without samples',
      riff(format(1, 1, 16)),
      'The WAV file has no samples: expected a "data" chunk, found the end of 36 bytes (byte 36 of the WAV file)',
    ],
    [
      'a format chunk that is too short',
      riff({ name: 'fmt ', bytes: [1, 0] }),
      'The WAV format chunk is too short: expected at least 16 bytes, found 2 bytes (byte 12 of the WAV file)',
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => WAV.decode(bytes)).toThrow(message);
  });

  it('decodes damaged bytes to whole samples or throws a DataError', () => {
    const original = readAudioFile('wavex-pcm_24.wav');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(99), fc.integer({ min: 0, max: 255 })), { minLength: 1 }), (changes) => {
        const damaged = original.slice();
        for (const [at, value] of changes) damaged[at] = value;
        try {
          const { channels, sampleCount } = WAV.decode(damaged);
          expect(channels.map((samples) => samples.length)).toEqual(channels.map(() => sampleCount));
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      }),
      { numRuns: 1000, seed: 1 },
    );
  });
});
