import { FLACDecoder } from '@wasm-audio-decoders/flac';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hashFloat32,
  hashInt32,
  isSameAudio,
  listAudioFixtures,
  readAudioFile,
} from '../../../fixtures/audio/audio-fixtures.ts';
import { DataError } from '../errors.ts';
import { FLAC, measureFlacExtent, verifyFlacMd5 } from './flac.ts';

const FIXTURES = listAudioFixtures('FLAC');
/** 2600 samples in frames of 1152, 1152 and 296. */
const SPEECH = readAudioFile('flac-level-5.flac');
const FIRST_FRAME_BYTE = 108;

/** RFC 9639 appendix D.1: one stereo sample, 25588 and 10416, both channels verbatim. */
const RFC_EXAMPLE = bytesOf(`
  66 4c 61 43 80 00 00 22 10 00 10 00 00 00 0f 00 00 0f 0a c4 42 f0 00 00 00 01
  3e 84 b4 18 07 dc 69 03 07 58 6a 3d ad 1a 2e 0f
  ff f8 69 18 00 00 bf 03 58 fd 03 12 8b aa 9a`);

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.trim().split(/\s+/), (byte) => Number.parseInt(byte, 16));
}

function problemOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof DataError) return error.problem;
    throw error;
  }
  return null;
}

/** The file with other bytes at `at`. */
function patch(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const patched = bytes.slice();
  patched.set(values, at);
  return patched;
}

describe('FLAC', () => {
  it('decodes the example of RFC 9639 appendix D.1', () => {
    expect(FLAC.decode(RFC_EXAMPLE)).toEqual({
      format: 'FLAC',
      sampleRate: 44100,
      channelCount: 2,
      bitsPerSample: 16,
      sampleCount: 1,
      startSample: 0,
      channels: [Float32Array.of(25588 / 32768), Float32Array.of(10416 / 32768)],
    });
  });

  it.each(FIXTURES)('decodes $name to the samples that libFLAC gives', (fixture) => {
    const decoded = FLAC.decode(fixture.bytes);
    const { sampleRate, channelCount, bitsPerSample, sampleCount } = fixture;
    expect(decoded).toMatchObject({
      format: 'FLAC',
      sampleRate,
      channelCount,
      bitsPerSample,
      sampleCount,
      startSample: 0,
    });
    expect(hashFloat32(decoded)).toBe(fixture.float32_sha256);
    if (bitsPerSample !== null && bitsPerSample <= 24) {
      expect(hashInt32(decoded, 2 ** (bitsPerSample - 1))).toBe(fixture.int32_sha256);
    }
  });

  it.each(FIXTURES)('finds the MD5 of $name right, or absent where its length is unknown too', ({ name, bytes }) => {
    expect(verifyFlacMd5(bytes).kind).toBe(name.includes('unknown-length') ? 'absent' : 'equal');
  });

  it('gives the integers of @wasm-audio-decoders/flac, which scales them by 32767', async () => {
    const decoder = new FLACDecoder();
    await decoder.ready;
    for (const name of ['demo-clip.flac', 'own-linear-orders.flac', 'ffmpeg-mid_side.flac', 'full-scale.flac']) {
      const bytes = readAudioFile(name);
      const { channelData } = await decoder.decodeFile(bytes);
      await decoder.reset();
      const integers = channelData.map((samples) => Array.from(samples, (sample) => Math.round(sample * 32767)));
      const ours = FLAC.decode(bytes).channels.map((samples) => Array.from(samples, (sample) => sample * 32768));
      expect(ours).toEqual(integers);
    }
    decoder.free();
  });

  it('decodes bytes that lie in the middle of a larger buffer', () => {
    const buffer = new Uint8Array(SPEECH.length + 12).fill(0xff);
    buffer.set(SPEECH, 5);
    expect(FLAC.decode(buffer.subarray(5, 5 + SPEECH.length))).toEqual(FLAC.decode(SPEECH));
  });

  it.each(FIXTURES)('decodes any range of $name as that part of the whole', ({ bytes, sampleCount }) => {
    const whole = FLAC.decode(bytes).channels;
    const edges = [0, 1, 575, 577, sampleCount >> 1, sampleCount - 1, sampleCount].filter(
      (edge) => edge <= sampleCount,
    );
    for (const startSample of edges) {
      for (const endSample of edges.filter((edge) => edge >= startSample)) {
        const part = FLAC.decode(bytes, { startSample, endSample });
        expect(part.startSample).toBe(startSample);
        const expected = whole.map((samples) => samples.slice(startSample, endSample));
        expect(isSameAudio(part.channels, expected)).toBe(true);
      }
    }
  });

  it('reads no frame after the range', () => {
    const zeroed = SPEECH.slice().fill(0, SPEECH.length - 1000);
    expect(FLAC.decode(zeroed, { startSample: 10, endSample: 1152 }).channels).toEqual(
      FLAC.decode(SPEECH, { startSample: 10, endSample: 1152 }).channels,
    );
  });

  it('checks frames before the range though it does not decode them', () => {
    const damaged = patch(SPEECH, 700, (SPEECH[700] ?? 0) ^ 1);
    expect(problemOf(() => FLAC.decode(damaged, { startSample: 2000, endSample: 2600 }))).toMatchObject({
      code: 'flac-damaged',
    });
  });

  it('reads the header alone, whatever follows it', () => {
    expect(FLAC.parseInfo(SPEECH.subarray(0, 42))).toEqual({
      format: 'FLAC',
      sampleRate: 16000,
      channelCount: 1,
      bitsPerSample: 16,
      sampleCount: 2600,
    });
    expect(FLAC.parseInfo(readAudioFile('flac-unknown-length.flac')).sampleCount).toBeNull();
  });

  it('passes over an ID3v1 tag behind a stream of unknown length', () => {
    const bytes = readAudioFile('flac-unknown-length.flac');
    const tagged = new Uint8Array(bytes.length + 128);
    tagged.set(bytes);
    tagged.set(new TextEncoder().encode('TAG'), bytes.length);
    expect(FLAC.decode(tagged)).toEqual(FLAC.decode(bytes));
  });

  it('does not take Ogg or text for FLAC', () => {
    expect(FLAC.isFormat(SPEECH)).toBe(true);
    expect(FLAC.isFormat(readAudioFile('id3-in-front.flac'))).toBe(true);
    expect(FLAC.isFormat(new TextEncoder().encode('OggS and more'))).toBe(false);
    expect(FLAC.isFormat(Uint8Array.of(0x66, 0x4c))).toBe(false);
  });
});

describe('damaged FLAC', () => {
  it('says how many samples of a stream that ends early were decoded', () => {
    expect(() => FLAC.decode(SPEECH.subarray(0, 2700))).toThrow(
      'The FLAC stream ends early: expected 2600 samples, found 1152 samples decoded (byte 2700 of the FLAC stream)',
    );
    expect(measureFlacExtent(SPEECH.subarray(0, 2700))).toMatchObject({
      decodedSampleCount: 1152,
      problem: { code: 'flac-truncated' },
    });
    expect(measureFlacExtent(SPEECH)).toEqual({ decodedSampleCount: 2600, problem: null });
  });

  it('says so for a stream of unknown length', () => {
    const bytes = readAudioFile('flac-unknown-length.flac');
    expect(() => FLAC.decode(bytes.subarray(0, bytes.length - 5))).toThrow(
      'The FLAC stream ends early: expected the rest of frame 4, found 2304 samples decoded ' +
        `(byte ${bytes.length - 5} of the FLAC stream)`,
    );
  });

  it('takes every cut of a stream for a stream that ends early', () => {
    for (let length = 4; length < SPEECH.length; length++) {
      expect(problemOf(() => FLAC.decode(SPEECH.subarray(0, length)))?.code).toBe('flac-truncated');
    }
  });

  it('refuses every flipped bit of its frames', () => {
    for (let at = FIRST_FRAME_BYTE; at < SPEECH.length; at++) {
      const damaged = patch(SPEECH, at, (SPEECH[at] ?? 0) ^ (1 << (at & 7)));
      expect(problemOf(() => FLAC.decode(damaged))?.code).toMatch(/^flac-(damaged|truncated)$/);
    }
  });

  it('names both CRCs and the samples before a frame whose CRC-16 is wrong', () => {
    const last = SPEECH.length - 1;
    const stored = [SPEECH[last - 1] ?? 0, SPEECH[last] ?? 0];
    const hex = (bytes: number[]) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const damaged = patch(SPEECH, last, (stored[1] ?? 0) ^ 0x10);
    expect(() => FLAC.decode(damaged)).toThrow(
      `A FLAC frame is damaged: expected CRC-16 ${hex([stored[0] ?? 0, (stored[1] ?? 0) ^ 0x10])}, ` +
        `found CRC-16 ${hex(stored)}, 2304 samples decoded before it (byte ${SPEECH.length} of the FLAC stream)`,
    );
  });

  it('names the bytes where a frame should start and does not', () => {
    expect(() => FLAC.decode(patch(SPEECH, FIRST_FRAME_BYTE, 0, 0))).toThrow(
      'A FLAC frame does not start where it should: expected the sync code ff f8 or ff f9, ' +
        `found 00 00, 0 samples decoded before it (byte ${FIRST_FRAME_BYTE} of the FLAC stream)`,
    );
  });

  it('notices a frame that is missing in the middle', () => {
    const bytes = readAudioFile('own-linear-orders.flac');
    const starts = frameStarts(bytes, 42);
    const [second = 0, third = 0] = starts.slice(1);
    const cut = Uint8Array.from([...bytes.subarray(0, second), ...bytes.subarray(third)]);
    expect(() => FLAC.decode(cut)).toThrow(
      `A FLAC frame is out of order: expected frame 1, found number 2, 64 samples decoded before it (byte ${second} of the FLAC stream)`,
    );
  });

  it('notices frames past the length in the header', () => {
    // Bytes 21-25 of the file end with the 36 bits of the sample count: 1152 = 0x480, the first frame's length.
    const shorter = patch(SPEECH, 24, 0x04, 0x80);
    expect(() => FLAC.decode(shorter)).toThrow(
      'The FLAC stream goes on past the length in its header: expected 1152 samples, found another frame (end of the FLAC stream)',
    );
    expect(() => FLAC.decode(patch(SPEECH, 24, 0x04, 0x70))).toThrow(
      'The FLAC stream goes on past the length in its header: expected 1136 samples, found 1152 samples (end of the FLAC stream)',
    );
  });

  it('takes no memory on the word of a header that claims 2^36 - 1 samples', () => {
    const claiming = patch(SPEECH, 21, (SPEECH[21] ?? 0) | 0x0f, 0xff, 0xff, 0xff, 0xff);
    expect(() => FLAC.decode(claiming)).toThrow(
      `The FLAC stream ends early: expected 68719476735 samples, found 2600 samples decoded (byte ${SPEECH.length} of the FLAC stream)`,
    );
  });

  it('refuses a range past the end and a range that is none', () => {
    expect(() => FLAC.decode(SPEECH, { startSample: 0, endSample: 2601 })).toThrow(
      'The audio ends before the samples asked for: expected samples 0 to 2601, found 2600 samples (end of the audio)',
    );
    for (const [startSample, endSample] of [
      [-1, 5],
      [6, 5],
      [0.5, 5],
      [0, Number.NaN],
    ] as const) {
      expect(() => FLAC.decode(SPEECH, { startSample, endSample })).toThrow(
        `The range of samples is not one: expected whole numbers with 0 <= start <= end, found samples ${startSample} to ${endSample} (decoding audio)`,
      );
    }
  });

  it('tells a wrong MD5', () => {
    expect(verifyFlacMd5(patch(RFC_EXAMPLE, 26, 0))).toEqual({
      kind: 'different',
      stored: '0084b41807dc690307586a3dad1a2e0f',
      calculated: '3e84b41807dc690307586a3dad1a2e0f',
    });
  });

  it.each([
    [
      'a stream that does not begin with fLaC',
      0,
      [0x52],
      'The file is no FLAC stream: expected the bytes "fLaC", found bytes 52 4c 61 43 (byte 0 of the FLAC stream)',
    ],
    [
      'a first block that is not STREAMINFO',
      4,
      [0x81],
      'The first FLAC metadata block is not STREAMINFO: expected type 0 of 34 bytes, found type 1 of 34 bytes (byte 4 of the FLAC stream)',
    ],
    [
      'a block that claims more than the file has',
      4,
      [0x80, 0xff, 0xff, 0xff],
      'The FLAC header ends early: expected a block of 16777215 bytes, found 49 bytes, 0 samples decoded (byte 4 of the FLAC stream)',
    ],
    [
      'a sample rate of 0',
      18,
      [0, 0, 0x02],
      'The FLAC header has no sample rate: expected above 0 Hz, found 0 Hz (byte 18 of the FLAC stream)',
    ],
    [
      'a frame of another sample size than the stream',
      20,
      [0x43, 0x70],
      'A FLAC frame differs from the header of its stream: expected 44100 Hz, 2 channels, 24 bits, found 44100 Hz, 2 channels, 16 bits, 0 samples decoded before it (byte 42 of the FLAC stream)',
    ],
  ])('refuses %s', (_, at, values, message) => {
    expect(() => FLAC.decode(patch(RFC_EXAMPLE, at, ...values))).toThrow(message);
  });

  // own-linear-orders.flac: the first frame's header is bytes 42-51; 52 the subframe's type (linear, order 1), 53-54 its warm-up sample,
  // 55-57 precision (4 bits), shift (5) and coefficient (15), 58 the residual's coding method (2), partition order (4), Rice parameter (4).
  it.each([
    [
      'a reserved subframe type',
      52,
      [0b00000100],
      'A FLAC subframe has a reserved type: expected a type of RFC 9639 section 9.2.1, found header 00000100, 0 samples decoded before it (byte 53 of the FLAC stream)',
    ],
    [
      'a subframe that wastes all its bits',
      52,
      [0b00000011, 0, 0, 0b00001000],
      'A FLAC subframe wastes all its bits: expected fewer than 16 bits, found 21 bits, 0 samples decoded before it (byte 55 of the FLAC stream)',
    ],
    [
      'a forbidden precision',
      55,
      [0b11110000],
      'A FLAC predictor has a forbidden precision: expected 1 to 15 bits, found 16 bits, 0 samples decoded before it (byte 55 of the FLAC stream)',
    ],
    [
      'a negative shift',
      55,
      [0b11101000],
      'A FLAC predictor has a negative shift: expected 0 to 15 bits, found -15 bits, 0 samples decoded before it (byte 56 of the FLAC stream)',
    ],
    [
      'a reserved coding method',
      58,
      [0b10000000],
      'A FLAC residual has a reserved coding method: expected method 0 or 1, found method 2, 0 samples decoded before it (byte 58 of the FLAC stream)',
    ],
    [
      'partitions that do not divide the block',
      58,
      [0b00011100],
      'A FLAC residual does not divide its block: expected equal partitions longer than the predictor, found 128 partitions, 64 samples, predictor order 1, 0 samples decoded before it (byte 58 of the FLAC stream)',
    ],
  ])('refuses %s', (_, at, values, message) => {
    expect(() => FLAC.decode(patch(readAudioFile('own-linear-orders.flac'), at, ...values))).toThrow(message);
  });

  it('decodes any other damage to whole samples or throws a DataError', () => {
    const byteAt = fc.tuple(fc.nat(SPEECH.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(byteAt, { minLength: 1, maxLength: 12 }), fc.nat(60), (changes, headerOffset) => {
        const damaged = SPEECH.slice();
        for (const [at, value] of changes) damaged[at % 5 === 0 ? at % (FIRST_FRAME_BYTE + headerOffset) : at] = value;
        const problem = problemOf(() => {
          const { channels, sampleCount } = FLAC.decode(damaged);
          expect(channels.map((samples) => samples.length)).toEqual(channels.map(() => sampleCount));
        });
        expect(problem?.code ?? 'flac-').toMatch(/^(flac-|audio-too-long$)/);
      }),
      { numRuns: 1500, seed: 9639 },
    );
  });
});

/** Where frames with the numbers 0, 1, 2, ... start: sync code, any two bytes, the number in one byte. */
function frameStarts(bytes: Uint8Array, from: number): number[] {
  const starts: number[] = [];
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xf8 && bytes[at + 4] === starts.length) starts.push(at);
  }
  return starts;
}
