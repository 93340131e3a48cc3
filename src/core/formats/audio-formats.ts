import { DataError } from '../errors.ts';
import type { AudioFormat } from './audio-format.ts';
import { FLAC } from './flac.ts';
import { MP3_WITHOUT_DECODER } from './mp3.ts';
import { WAV } from './wav.ts';

/** Every audio format that the core knows. A platform with an MP3 decoder puts its own MP3 format in place of the one here. */
export const AUDIO_FORMATS: readonly AudioFormat[] = [FLAC, WAV, MP3_WITHOUT_DECODER];

/** The format that these bytes begin like. `DataError` where there is none. */
export function findAudioFormat(bytes: Uint8Array, formats: readonly AudioFormat[] = AUDIO_FORMATS): AudioFormat {
  const format = formats.find((candidate) => candidate.isFormat(bytes));
  if (format !== undefined) return format;
  const first = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  throw new DataError({
    code: 'audio-format-unknown',
    what: 'Unknown audio format',
    expected: [...new Set(formats.map(({ name }) => name))].join(' or '),
    found: first === '' ? 'no bytes' : `a file of ${bytes.length} bytes that begins ${first}`,
    where: 'byte 0 of the audio',
  });
}
