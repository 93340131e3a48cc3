import { describe, expect, it } from 'vitest';
import { describeHistogram, layoutHistogram } from './histogram-shape.ts';

function histogram(counts: readonly number[], high: number, outsideCount = 0) {
  const edges = Float64Array.from({ length: counts.length + 1 }, (_, bin) => -high + (2 * high * bin) / counts.length);
  return { edges, counts: Float64Array.from(counts), outsideCount, nonFiniteCount: 0 };
}

describe('layoutHistogram', () => {
  it('draws each bar at its place, the tallest to the top, an empty bin not at all', () => {
    expect(layoutHistogram(histogram([1, 0, 2], 4), 32, false)).toEqual({
      widthPx: 8,
      bars: 'M0 32V16h2V32zM6 32V0h2V32z',
      normalCurve: null,
    });
  });

  it('shows a single sample beside many', () => {
    expect(layoutHistogram(histogram([1, 400, 400], 4), 32, false).bars).toMatch(/^M0 32V31.5h2V32z/);
  });

  it('breaks a bar that towers above all others, and draws those at their own scale', () => {
    expect(layoutHistogram(histogram([6, 100, 3], 4), 20, false).bars).toBe(
      'M0 20V8h2V20zM3 4V0h2V4zM3 20V7h2V20zM6 20V14h2V20z',
    );
  });

  it('puts the normal curve at the counts that as many samples of N(0, 1) would have', () => {
    // 1000 samples in bins 1 wide: 1000 / sqrt(2 pi) = 398.94 at 0 and exp(-1/2) of it, 241.97, at -1 and 1.
    const { normalCurve } = layoutHistogram(histogram([200, 398.94, 200], 1.5, 201.06), 100, true);
    expect(normalCurve).toBe('M1 39.35L4 0L7 39.35');
  });

  it('draws nothing for no samples', () => {
    expect(layoutHistogram(histogram([0, 0], 1), 32, false).bars).toBe('');
  });
});

describe('describeHistogram', () => {
  it('says where most samples lie and how many the ends leave out', () => {
    expect(describeHistogram('raw', histogram([10, 60, 28], 0.6, 2))).toBe(
      'Histogram of the raw samples from −0.6000 to 0.6000: 60 % lie from −0.2000 to 0.2000, 2 of 100 beyond the ends',
    );
  });

  it('counts samples that are not finite', () => {
    expect(describeHistogram('raw', { ...histogram([1], 1), nonFiniteCount: 3 })).toMatch(/, 3 are not finite$/);
  });
});
