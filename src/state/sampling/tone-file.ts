import { formatWav } from '../../core/formats/wav-writer.ts';
import { recordTone } from '../../core/sampling/tone.ts';
import type { SavedSample } from '../actions.ts';

/** Long enough to be listened to and measured. */
export const TONE_FILE_SECONDS = 2;

/** The tone as a WAV file of 32-bit float samples, amplitude 1/2, sampled without a filter: beyond the limit the file holds its alias. */
export function createToneFile(toneHz: number, rate: number): SavedSample {
  const samples = recordTone({ hz: toneHz, phase: 0 }, rate, TONE_FILE_SECONDS * rate).map((value) => value / 2);
  return { fileName: `tone-${toneHz}hz-at-${rate}hz.wav`, bytes: formatWav(samples, rate) };
}
