import { describe, expect, it } from 'vitest';
import { isSameAudio, listAudioFixtures, readAudioFile } from '../../fixtures/audio/audio-fixtures.ts';
import { DataError } from '../core/errors.ts';
import { loadMp3Format } from './mp3-decoder.ts';

const mp3 = await loadMp3Format();

describe('the MP3 format of the platform', () => {
  it.each(listAudioFixtures('MP3'))('decodes $name to the samples of libsndfile, within 1e-6', (fixture) => {
    const decoded = mp3.decode(fixture.bytes);
    const { sampleRate, channelCount, sampleCount, at = [], values = [] } = fixture;
    expect(decoded).toMatchObject({ format: 'MP3', sampleRate, channelCount, sampleCount, startSample: 0 });
    expect(decoded.channels.map(({ length }) => length)).toEqual(values.map(() => sampleCount));
    decoded.channels.forEach((samples, channel) => {
      at.forEach((index, i) => {
        expect(Math.abs((samples[index] ?? Number.NaN) - (values[channel]?.[i] ?? Number.NaN))).toBeLessThan(1e-6);
      });
    });
  });

  it('decodes each file by itself, whatever was decoded before', async () => {
    const stereo = readAudioFile('stereo.mp3');
    const fresh = (await loadMp3Format()).decode(stereo);
    mp3.decode(readAudioFile('mono.mp3'));
    expect(isSameAudio(mp3.decode(stereo).channels, fresh.channels)).toBe(true);
    expect(isSameAudio(mp3.decode(stereo).channels, fresh.channels)).toBe(true);
  });

  it('says how many samples of a file that ends early were decoded', () => {
    const mono = readAudioFile('mono.mp3');
    expect(() => mp3.decode(mono.subarray(0, 1500))).toThrow(
      /^The MP3 file ends early: expected 8000 samples, found [1-7]\d{3} samples decoded \(end of the MP3 file\)$/,
    );
  });

  it('gives the same samples after hundreds of damaged files, and only DataErrors for those', () => {
    const mono = readAudioFile('mono.mp3');
    const before = mp3.decode(mono);
    for (let round = 0; round < 400; round++) {
      const damaged = mono.slice();
      for (let change = 0; change < 20; change++) {
        const at = Math.imul(round * 20 + change + 1, 0x9e3779b1) >>> 0;
        damaged[at % damaged.length] = at >>> 24;
      }
      try {
        mp3.decode(damaged);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
      }
    }
    expect(isSameAudio(mp3.decode(mono).channels, before.channels)).toBe(true);
  });
});
