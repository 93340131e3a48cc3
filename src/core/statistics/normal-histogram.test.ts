import { describe, expect, it } from 'vitest';
import { type FixtureNumber, readNumbers, toFloat32 } from '../../../fixtures/numbers/read-numbers.ts';
import {
  countRows,
  countsOfDimension,
  createNormalHistogram,
  edgesInOtherStd,
  edgesInStd,
  edgesInUnits,
  mergeNormalHistograms,
  placeNormalBins,
} from './normal-histogram.ts';
import { expectedNormalCounts } from './standard-normal.ts';

const numpy = readNumbers<{
  rows: FixtureNumber[];
  mean: number[];
  std: number[];
  bins: number;
  reach: number;
  edges: number[];
  share: number[];
  counts: number[][];
  below: number[];
  above: number[];
  non_finite: number[];
}>('normal-histogram');

const rows = toFloat32(numpy.rows);
const bins = placeNormalBins(numpy, { binCount: numpy.bins, reach: numpy.reach });

function histogramOf(part: Float32Array) {
  const histogram = createNormalHistogram(bins);
  countRows(histogram, part, 4);
  return histogram;
}

describe('a histogram of all dimensions', () => {
  const histogram = histogramOf(rows);

  it.each([0, 1, 2, 3])('counts dimension %i as np.histogram of its z', (dim) => {
    expect([...countsOfDimension(histogram, dim)]).toEqual(numpy.counts[dim]);
    expect(histogram.below[dim]).toBe(numpy.below[dim]);
    expect(histogram.above[dim]).toBe(numpy.above[dim]);
    expect(histogram.nonFinite[dim]).toBe(numpy.non_finite[dim]);
  });

  it('counts every value of a dimension once', () => {
    for (let dim = 0; dim < 4; dim++) {
      const inside = countsOfDimension(histogram, dim).reduce((sum, count) => sum + count, 0);
      const outside = (histogram.below[dim] ?? 0) + (histogram.above[dim] ?? 0) + (histogram.nonFinite[dim] ?? 0);
      expect(inside + outside).toBe(80);
    }
    expect(histogram.frameCount).toBe(80);
  });

  it('is the merge of its parts', () => {
    const first = histogramOf(rows.subarray(0, 40));
    expect(mergeNormalHistograms(first, histogramOf(rows.subarray(40)))).toEqual(histogram);
    expect(mergeNormalHistograms(histogramOf(rows.subarray(40)), first)).toEqual(histogram);
  });

  it('has its bounds in deviations, in dataset units, and in the deviations of other statistics', () => {
    for (const [edge, z] of numpy.edges.entries()) expect(edgesInStd(bins)[edge]).toBeCloseTo(z, 14);
    // -3 * 1.1 + 0.5, and the same seen from a mean of 0.2 and a std of 2.
    expect(edgesInUnits(bins, 0)[0]).toBeCloseTo(-2.8, 8);
    expect(edgesInOtherStd(bins, 0, { mean: 0.2, std: 2 })[0]).toBeCloseTo(-1.5, 8);
  });

  it('refuses others bins, rows of another width and statistics that are no numbers', () => {
    const other = createNormalHistogram(placeNormalBins(numpy, { binCount: 20 }));
    expect(() => mergeNormalHistograms(histogram, other)).toThrow(
      'The histogram cannot be made: expected histograms over the same bins, found others (histogram)',
    );
    expect(() => countRows(histogramOf(rows), rows, 5)).toThrow(
      'The histogram cannot be made: expected rows 4 wide, found 320 values in rows 5 wide (histogram)',
    );
    expect(() => placeNormalBins({ mean: [0, Number.NaN], std: [1, 1] })).toThrow(
      'The histogram cannot be made: expected a finite mean and std, found mean NaN and std 1 at dimension 1 (histogram)',
    );
  });
});

describe('expectedNormalCounts', () => {
  it("gives what Python's math.erfc gives for every bin", () => {
    const counts = expectedNormalCounts(numpy.edges, 1);
    for (const [bin, share] of numpy.share.entries()) expect(counts[bin]).toBeCloseTo(share, 14);
  });

  it('gives all values to the whole line', () => {
    expect(expectedNormalCounts([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY], 2)[0]).toBeCloseTo(1, 13);
    // math.erfc(-4 / sqrt(2)) - 1.
    expect(expectedNormalCounts([-4, 4], 1)[0]).toBeCloseTo(0.9999366575163338, 13);
    expect([...expectedNormalCounts([1, 1, 0], 1)]).toEqual([0, 0]);
  });
});
