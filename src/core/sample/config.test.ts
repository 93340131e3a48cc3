import { describe, expect, it } from 'vitest';
import { readGolden, readNumbers } from '../../../fixtures/numbers/read-numbers.ts';
import { createSampleConfig } from './config.ts';

describe('createSampleConfig', () => {
  it('has the sizes of the training loader by default', () => {
    const { clip_len: _, ...sizes } = readGolden<{ config: Record<string, number> }>().config;
    expect(createSampleConfig()).toEqual({
      ...sizes,
      fps: 25,
      rate: 16000,
      n_motions: 100,
      n_windows: 2,
      rot_repr: 'aa',
    });
  });

  it("rounds fractional audio units by Python's rule", () => {
    const plans =
      readNumbers<
        {
          fps: number;
          rate: number;
          n_motions: number;
          audio_unit: number;
          n_audio_samples: number;
          audio_total_len: number;
        }[]
      >('slices');
    expect(plans.length).toBeGreaterThan(0);
    for (const { fps, rate, n_motions, ...sizes } of plans) {
      const { audio_unit, n_audio_samples, audio_total_len } = sizes;
      expect(createSampleConfig({ fps, rate, n_motions })).toMatchObject({
        audio_unit,
        n_audio_samples,
        audio_total_len,
        coef_total_len: n_motions * 2,
      });
    }
  });

  it('takes another number of windows', () => {
    expect(createSampleConfig({ n_windows: 3, n_motions: 10 })).toMatchObject({
      coef_total_len: 30,
      audio_total_len: 19200,
      n_audio_samples: 6400,
    });
  });

  it.each([
    [{ fps: 0 }, 'fps is no positive whole number: expected 1 or more frames a second, found 0 (sample configuration)'],
    [{ rate: -16000 }, 'rate is no positive whole number: expected 1 or more Hz, found -16000 (sample configuration)'],
    [
      { n_motions: Number.NaN },
      'n_motions is no positive whole number: expected 1 or more frames a window, found NaN (sample configuration)',
    ],
    [
      { n_windows: 1.5 },
      'n_windows is no positive whole number: expected 1 or more windows a crop, found 1.5 (sample configuration)',
    ],
    [
      { n_motions: Number.POSITIVE_INFINITY },
      'n_motions is no positive whole number: expected 1 or more frames a window, found Infinity (sample configuration)',
    ],
    [{ rot_repr: 'quat' }, 'Unknown rotation representation: expected aa, found quat (sample configuration)'],
    [
      { n_motions: 600000 },
      'The crop is too long: expected 1048576 frames at most, found 1200000 frames (sample configuration)',
    ],
    [
      { rate: 2 ** 30 },
      'The crop is too long: expected 268435456 audio samples at most, found 8589934592 audio samples (sample configuration)',
    ],
    [
      { rate: 1, fps: 1000, n_motions: 1 },
      'A window has no audio: expected 1 sample or more, found 1 Hz at 1000 fps (sample configuration)',
    ],
  ])('refuses %o', (input, message) => {
    expect(() => createSampleConfig(input)).toThrow(expect.objectContaining({ name: 'DataError', message }));
  });
});
