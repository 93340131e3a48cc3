import { describe, expect, it } from 'vitest';
import { createSampleConfig, type SampleConfig } from './config.ts';
import { planWindows, splitWindows } from './windows.ts';

/** Signals whose values are their own sample and frame numbers. */
function countingSignals(config: SampleConfig) {
  return {
    audio: Float32Array.from({ length: config.audio_total_len }, (_, i) => i),
    coefficients: new Map([
      [
        'pose',
        { width: 2, rows: Float32Array.from({ length: config.coef_total_len * 2 }, (_, i) => Math.floor(i / 2)) },
      ],
    ]),
  };
}

describe('splitWindows', () => {
  it('gives the first and the last n_motions frames with their samples', () => {
    const config = createSampleConfig({ n_motions: 3, fps: 4, rate: 8 });
    const windows = splitWindows(countingSignals(config), config);
    expect(windows.map(({ frames, samples }) => ({ frames, samples }))).toEqual([
      { frames: [0, 3], samples: [0, 6] },
      { frames: [3, 6], samples: [6, 12] },
    ]);
    expect(windows.map(({ audio }) => [...audio])).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10, 11],
    ]);
    expect(windows.map(({ coefficients }) => [...(coefficients.get('pose')?.rows ?? [])])).toEqual([
      [0, 0, 1, 1, 2, 2],
      [3, 3, 4, 4, 5, 5],
    ]);
  });

  it('counts the last window from the end where a window has half a sample, as the slice [-n:] does', () => {
    // 220.5 samples a frame: windows of round(220.5) = 220 samples in a crop of 441.
    const config = createSampleConfig({ n_motions: 1, fps: 50, rate: 11025 });
    expect(planWindows(config).map(({ samples }) => samples)).toEqual([
      [0, 220],
      [221, 441],
    ]);
  });

  it('spreads more than two windows evenly', () => {
    const config = createSampleConfig({ n_motions: 10, n_windows: 4 });
    expect(planWindows(config).map(({ frames }) => frames)).toEqual([
      [0, 10],
      [10, 20],
      [20, 30],
      [30, 40],
    ]);
    expect(planWindows(config).map(({ samples }) => samples)).toEqual([
      [0, 6400],
      [6400, 12800],
      [12800, 19200],
      [19200, 25600],
    ]);
  });

  it('gives the whole crop as its only window', () => {
    const config = createSampleConfig({ n_windows: 1 });
    expect(planWindows(config)).toEqual([{ frames: [0, 100], samples: [0, 64000] }]);
  });

  it('gives views of the crop', () => {
    const config = createSampleConfig({ n_motions: 2 });
    const signals = countingSignals(config);
    expect(splitWindows(signals, config)[0]?.audio.buffer).toBe(signals.audio.buffer);
  });

  it('refuses signals that are not as long as the crop', () => {
    const config = createSampleConfig({ n_motions: 2 });
    const signals = countingSignals(config);
    expect(() => splitWindows({ ...signals, audio: signals.audio.subarray(1) }, config)).toThrow(
      'audio is not as long as the crop: expected 2560 samples, found 2559 samples (windows)',
    );
    const pose = { width: 2, rows: new Float32Array(6) };
    expect(() => splitWindows({ ...signals, coefficients: new Map([['pose', pose]]) }, config)).toThrow(
      'pose is not as long as the crop: expected 8 values, found 6 values (windows)',
    );
  });
});
