import { describe, expect, it } from 'vitest';
import golden from '../../../fixtures/golden.json' with { type: 'json' };
import type { CropState } from '../../state/app-state.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { intoLoop, planLoop, playableTarget } from './loop-bounds.ts';

const HEAD: SequenceHead = { entry: 'SPK01/000', n_frames: 747, n_clips: 8, seg_len: 100, fps: 25, rate: 16000 };
const CROP: CropState = { strategy: 'manual', seed: 0, drawIndex: 0, startFrame: 272, n_motions: 100, n_windows: 2 };

describe('planLoop', () => {
  it('cuts the crop and its windows at the samples of the loader', () => {
    const { audio_unit, n_audio_samples, audio_total_len } = golden.config;
    const first = 272 * audio_unit;
    expect(planLoop('crop', HEAD, CROP)).toEqual({ startSample: first, endSample: first + audio_total_len });
    expect(planLoop('window-a', HEAD, CROP)).toEqual({ startSample: first, endSample: first + n_audio_samples });
    expect(planLoop('window-b', HEAD, CROP)).toEqual({
      startSample: first + audio_total_len - n_audio_samples,
      endSample: first + audio_total_len,
    });
  });

  it('takes window B, not the last one, of a crop of three', () => {
    expect(planLoop('window-b', HEAD, { ...CROP, startFrame: 10, n_windows: 3 })).toEqual({
      startSample: 110 * 640,
      endSample: 210 * 640,
    });
  });

  it('takes the whole sequence', () => {
    expect(planLoop('sequence', HEAD, CROP)).toEqual({ startSample: 0, endSample: 478080 });
  });

  it('rounds a fractional number of samples half to even, as Python does', () => {
    const head = { ...HEAD, fps: 50, rate: 11025 };
    expect(planLoop('crop', head, { ...CROP, startFrame: 1, n_motions: 1 })).toEqual({
      startSample: 220,
      endSample: 661,
    });
    expect(planLoop('window-b', head, { ...CROP, startFrame: 0, n_motions: 1 })).toEqual({
      startSample: 221,
      endSample: 441,
    });
  });

  it('has no window and no crop in a sequence that is too short, but still the sequence', () => {
    const head = { ...HEAD, n_frames: 199 };
    const crop = { ...CROP, startFrame: 0 };
    expect(planLoop('window-a', head, crop)).toBeNull();
    expect(planLoop('crop', head, crop)).toBeNull();
    expect(planLoop('sequence', head, crop)).toEqual({ startSample: 0, endSample: 127360 });
  });
});

describe('playableTarget', () => {
  it('is the chosen target where the crop fits, else the sequence', () => {
    expect(playableTarget('window-b', { ...HEAD, n_frames: 200 }, CROP)).toBe('window-b');
    expect(playableTarget('window-b', { ...HEAD, n_frames: 199 }, CROP)).toBe('sequence');
  });

  it('is the crop where window B is chosen and the crop has one window', () => {
    expect(playableTarget('window-b', HEAD, { ...CROP, n_windows: 1 })).toBe('crop');
    expect(playableTarget('window-a', HEAD, { ...CROP, n_windows: 1 })).toBe('window-a');
  });
});

describe('intoLoop', () => {
  const loop = { startSample: 100, endSample: 200 };

  it('keeps a sample of the loop', () => {
    expect(intoLoop(100, loop)).toBe(100);
    expect(intoLoop(199.5, loop)).toBe(199.5);
  });

  it('goes to the start from outside, the end included', () => {
    expect(intoLoop(200, loop)).toBe(100);
    expect(intoLoop(99, loop)).toBe(100);
  });
});
