import { describe, expect, it } from 'vitest';
import { bandPower, bandShare, densityDecibels, measureMeanSpectrum, segmentSamples } from './mean-spectrum.ts';
import { resample } from './resample.ts';
import { measureResamplingLoss } from './resampling-loss.ts';
import { PYTHON, readSignal } from './sampling.fixture.ts';
import { recordTone } from './tone.ts';

const signal = readSignal();

describe('measureMeanSpectrum', () => {
  it.each(PYTHON.welch)("is numpy's mean of periodograms at $rate Hz", ({ rate, segments, density, total }) => {
    const samples = rate === 16_000 ? signal : resample(signal, 16_000, rate);
    const spectrum = measureMeanSpectrum(samples, rate);
    expect(spectrum).toMatchObject({ rate, segmentCount: segments, skippedCount: 0 });
    expect(spectrum.density.length).toBe(density.count);
    for (const [i, bin] of density.at.entries()) {
      const expected = density.value[i] ?? Number.NaN;
      // What the filter has cut is left to the rounding of float32; elsewhere 1e-4 of the value.
      expect(Math.abs((spectrum.density[bin] ?? Number.NaN) - expected)).toBeLessThan(1e-4 * expected + 1e-15);
    }
    const sum = spectrum.density.reduce((all, each) => all + each, 0) * spectrum.binHz;
    expect(Math.abs(sum / total - 1)).toBeLessThan(1e-6);
  });

  it('is calibrated: a sine of full scale has a power of 1/2, whatever the rate', () => {
    for (const rate of [8000, 16_000, 44_100]) {
      const spectrum = measureMeanSpectrum(recordTone({ hz: 1000, phase: 0 }, rate, rate), rate);
      expect(bandPower(spectrum, 900, 1100)).toBeCloseTo(0.5, 3);
      expect(bandShare(spectrum, 900, 1100)).toBeGreaterThan(0.9999);
    }
    expect(densityDecibels(0.5)).toBe(0);
  });

  it('takes segments of about 64 ms', () => {
    expect([8000, 11_025, 16_000, 22_050, 44_100, 1000].map(segmentSamples)).toEqual([512, 512, 1024, 1024, 2048, 64]);
  });

  it('leaves out segments with a sample that is no number, and says how many', () => {
    const damaged = signal.slice();
    damaged[4000] = Number.NaN;
    expect(measureMeanSpectrum(damaged, 16_000)).toMatchObject({ segmentCount: 12, skippedCount: 2 });
  });

  it('refuses a sound shorter than a segment', () => {
    expect(() => measureMeanSpectrum(signal.slice(0, 1023), 16_000)).toThrow(
      'The sound is too short for a mean spectrum: expected 1024 finite samples in a row, found 1023 samples (mean spectrum)',
    );
  });
});

describe('measureResamplingLoss', () => {
  it('measures the part of the energy above the new limit, by numpy', () => {
    const expected = PYTHON.welch[0]?.share_from_4000 ?? Number.NaN;
    const loss = measureResamplingLoss(signal, 16_000, resample(signal, 16_000, 8000), 8000);
    // Half a bin on the edge.
    expect(Math.abs(loss.lostShare - expected)).toBeLessThan(2e-4);
    expect(loss.meanSquareBefore).toBeCloseTo(PYTHON.mean_square, 12);
    // What is gone from the mean square is what lay above the limit; the windows of the spectrum weigh the ends less.
    expect(Math.abs(1 - loss.meanSquareAfter / loss.meanSquareBefore - loss.lostShare)).toBeLessThan(1e-3);
  });

  it('loses nothing where the rate grows', () => {
    const loss = measureResamplingLoss(signal, 16_000, resample(signal, 16_000, 22_050), 22_050);
    expect(loss.lostShare).toBe(0);
    expect(bandShare(loss.after, 8000, 11_025)).toBeLessThan(1e-9);
  });
});
