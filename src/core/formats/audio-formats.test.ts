import { describe, expect, it } from 'vitest';
import { listAudioFixtures } from '../../../fixtures/audio/audio-fixtures.ts';
import { AUDIO_FORMATS, findAudioFormat } from './audio-formats.ts';

describe('findAudioFormat', () => {
  it.each(['FLAC', 'WAV', 'MP3'] as const)('recognises every %s fixture', (format) => {
    for (const { bytes } of listAudioFixtures(format)) expect(findAudioFormat(bytes).name).toBe(format);
  });

  it('shows the first bytes of a format that it does not know', () => {
    expect(() => findAudioFormat(new TextEncoder().encode('OggS and so on'), AUDIO_FORMATS)).toThrow(
      'Unknown audio format: expected FLAC or WAV or MP3, found a file of 14 bytes that begins 4f 67 67 53 20 61 6e 64 (byte 0 of the audio)',
    );
    expect(() => findAudioFormat(new Uint8Array())).toThrow(
      'Unknown audio format: expected FLAC or WAV or MP3, found no bytes (byte 0 of the audio)',
    );
  });
});
