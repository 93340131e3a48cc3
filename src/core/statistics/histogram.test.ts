import { describe, expect, it } from 'vitest';
import { readNumbers } from '../../../fixtures/numbers/read-numbers.ts';
import { addToHistogram, createHistogram, mergeHistograms } from './histogram.ts';

const numpy = readNumbers<{
  values: number[];
  cases: { low: number; high: number; edges: number[]; counts: number[]; underflow: number; overflow: number }[];
}>('histogram');
const values = Float64Array.from(numpy.values);

describe('histogram', () => {
  it.each(numpy.cases)('of [$low, $high] counts as numpy, values on the edges too', (wanted) => {
    const histogram = createHistogram(wanted.low, wanted.high, wanted.counts.length);
    addToHistogram(histogram, values);
    expect([...histogram.edges]).toEqual(wanted.edges);
    expect([...histogram.counts]).toEqual(wanted.counts);
    expect([histogram.underflow, histogram.overflow]).toEqual([wanted.underflow, wanted.overflow]);
    expect(histogram.nonFiniteCount).toBe(0);
  });

  it('counts apart what is not finite', () => {
    const histogram = createHistogram(0, 1, 2);
    const infinite = Number.POSITIVE_INFINITY;
    addToHistogram(histogram, Float32Array.of(Number.NaN, infinite, -infinite, 0.25, 7, -7, -8));
    expect(histogram).toMatchObject({ nonFiniteCount: 3, underflow: 2, overflow: 1 });
    expect([...histogram.counts]).toEqual([1, 0]);
  });

  it('counts one column of rows', () => {
    const histogram = createHistogram(0, 4, 4);
    addToHistogram(histogram, Float32Array.of(0, 1.5, 0, 2.5, 0, 2.75), { width: 2, dim: 1 });
    expect([...histogram.counts]).toEqual([0, 1, 2, 0]);
  });

  it('of parts merges to that of the whole and leaves the parts as they were', () => {
    const whole = createHistogram(-1, 1, 13);
    addToHistogram(whole, values);
    const [a, b] = [values.subarray(0, 77), values.subarray(77)].map((part) => {
      const histogram = createHistogram(-1, 1, 13);
      addToHistogram(histogram, part);
      return histogram;
    }) as [typeof whole, typeof whole];
    const before = structuredClone([a, b]);
    expect(mergeHistograms(a, b)).toEqual(whole);
    expect([a, b]).toEqual(before);
  });

  it('refuses bins that cannot be, and merges of different bins', () => {
    const start = 'The histogram cannot be made: expected';
    const bounds = `${start} finite bounds, the lower one well below the higher, found`;
    expect(() => createHistogram(1, 1, 4)).toThrow(`${bounds} [1, 1] (histogram)`);
    expect(() => createHistogram(Number.NaN, 1, 4)).toThrow(`${bounds} [NaN, 1] (histogram)`);
    expect(() => createHistogram(0, 5e-324, 4)).toThrow(`${bounds} [0, 5e-324] (histogram)`);
    expect(() => createHistogram(0, 1, 0)).toThrow(`${start} 1 to 65536 bins, found 0 (histogram)`);
    expect(() => mergeHistograms(createHistogram(0, 1, 4), createHistogram(0, 2, 4))).toThrow(
      `${start} 4 bins of [0, 1], found 4 bins of [0, 2] (histogram)`,
    );
    expect(() => addToHistogram(createHistogram(0, 1, 1), new Float32Array(2), { width: 2, dim: -1 })).toThrow(
      `${start} a dimension within its row, found dimension -1 of 2 (histogram)`,
    );
  });
});
