import { describe, expect, it } from 'vitest';
import { columnsFromPeaks, columnsFromSamples, extremesOf } from './peak-columns.ts';

/** 100 frames of 640 samples are 1000 buckets of 64. */
function quietPeaks(): Float32Array {
  return Float32Array.from({ length: 2000 }, (_, index) => (index % 2 === 0 ? -0.125 : 0.125));
}

describe('columnsFromPeaks', () => {
  it('keeps a spike of one sample at every zoom', () => {
    const peaks = quietPeaks();
    peaks[2 * 437 + 1] = 0.75;
    for (const columnCount of [1, 3, 7, 50, 999, 1000, 4000]) {
      const { max } = columnsFromPeaks(peaks, { startFrame: 0, endFrame: 100 }, 640, columnCount);
      expect(Math.max(...max)).toBe(0.75);
    }
  });

  it('keeps min and max apart, and what every bucket reaches beside what any does', () => {
    const peaks = Float32Array.of(-0.5, 0.25, -0.125, 0.75);
    const columns = columnsFromPeaks(peaks, { startFrame: 0, endFrame: 0.2 }, 640, 1);
    expect([columns.min[0], columns.max[0], columns.innerMin[0], columns.innerMax[0]]).toEqual([
      -0.5, 0.75, -0.125, 0.25,
    ]);
  });

  it('leaves a gap where nothing is loaded', () => {
    const peaks = quietPeaks().fill(Number.NaN, 1000);
    const { min, max } = columnsFromPeaks(peaks, { startFrame: 0, endFrame: 100 }, 640, 4);
    expect([...min]).toEqual([-0.125, -0.125, Number.NaN, Number.NaN]);
    expect([...max]).toEqual([0.125, 0.125, Number.NaN, Number.NaN]);
  });

  it('starts at the bucket under the left edge', () => {
    const peaks = Float32Array.from({ length: 40 }, (_, index) => index >> 1);
    const { min } = columnsFromPeaks(peaks, { startFrame: 1, endFrame: 2 }, 640, 10);
    expect([...min]).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it('takes a bucket without samples for a gap', () => {
    const peaks = Float32Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    expect(extremesOf(columnsFromPeaks(peaks, { startFrame: 0, endFrame: 0.1 }, 640, 2))).toBeNull();
  });
});

it('gives samples the columns that their peaks would have', () => {
  const samples = Float32Array.of(0.5, -0.25, 0.125, 0, -0.5, 0.25);
  const columns = columnsFromSamples(samples, 1280, { startFrame: 2, endFrame: 2 + 6 / 640 }, 640, 3);
  expect([...columns.min]).toEqual([-0.25, 0, -0.5]);
  expect([...columns.max]).toEqual([0.5, 0.125, 0.25]);
});
