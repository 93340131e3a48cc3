import { describe, expect, it } from 'vitest';
import { listAudioFixtures, readAudioFile } from '../../../fixtures/audio/audio-fixtures.ts';
import { createMp3Format, MP3_DECODER_MISSING, MP3_WITHOUT_DECODER } from './mp3.ts';

/** 1 channel, 16000 Hz, 8000 samples by its LAME tag. */
const MONO = readAudioFile('mono.mp3');

/** A decoder that gives a ramp of `sampleCount` samples on two channels. */
const rampDecoder =
  (sampleCount: number, sampleRate = 16000) =>
  () => {
    const ramp = Float32Array.from({ length: sampleCount }, (_, i) => i / 65536);
    return { sampleRate, channels: [ramp, ramp.slice()] };
  };

describe('MP3', () => {
  it.each(listAudioFixtures('MP3'))('reads rate, channels and LAME length of $name', (fixture) => {
    expect(MP3_WITHOUT_DECODER.isFormat(fixture.bytes)).toBe(true);
    expect(MP3_WITHOUT_DECODER.parseInfo(fixture.bytes)).toEqual({
      format: 'MP3',
      sampleRate: fixture.sampleRate,
      channelCount: fixture.channelCount,
      bitsPerSample: null,
      sampleCount: fixture.name === 'no-lame-tag.mp3' ? null : fixture.sampleCount,
    });
  });

  it('asks for a decoder by the code of its error', () => {
    expect(() => MP3_WITHOUT_DECODER.decode(MONO)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: MP3_DECODER_MISSING }) }),
    );
    expect(() => MP3_WITHOUT_DECODER.decode(MONO)).toThrow(
      'MP3 cannot be decoded yet: expected a loaded MP3 decoder, found none (the MP3 file)',
    );
  });

  it('cuts the range out of the decoded file and drops the second copy of a mono channel', () => {
    const { channels, ...info } = createMp3Format(rampDecoder(8000)).decode(MONO, { startSample: 3, endSample: 6 });
    expect(info).toEqual({
      format: 'MP3',
      sampleRate: 16000,
      channelCount: 1,
      bitsPerSample: null,
      sampleCount: 8000,
      startSample: 3,
    });
    expect(channels).toEqual([Float32Array.of(3 / 65536, 4 / 65536, 5 / 65536)]);
  });

  it('says how many samples were decoded where the LAME tag tells of more', () => {
    expect(() => createMp3Format(rampDecoder(7000)).decode(MONO)).toThrow(
      'The MP3 file ends early: expected 8000 samples, found 7000 samples decoded (end of the MP3 file)',
    );
  });

  it('refuses a file whose frames have another rate than the first', () => {
    expect(() => createMp3Format(rampDecoder(8000, 22050)).decode(MONO)).toThrow(
      'The MP3 file differs from its first frame: expected 16000 Hz, 1 channels, found 22050 Hz, 2 channels (the MP3 file)',
    );
  });

  it('refuses a tag with no frame behind it', () => {
    // "ID3", version 2.4, no flags, size 0, and two bytes that are no frame.
    const tag = Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 0, 1, 2);
    expect(() => MP3_WITHOUT_DECODER.parseInfo(tag)).toThrow(
      'The MP3 file has no frame: expected a layer III frame header, found none in 2 bytes (byte 10 of the MP3 file)',
    );
  });

  it('does not take FLAC behind an ID3 tag, or a lone sync code, for MP3', () => {
    expect(MP3_WITHOUT_DECODER.isFormat(readAudioFile('id3-in-front.flac'))).toBe(false);
    expect(MP3_WITHOUT_DECODER.isFormat(Uint8Array.of(0xff, 0xfb, 0x90, 0, ...new Uint8Array(1000)))).toBe(false);
  });
});
