import { describe, expect, it } from 'vitest';
import { readProfileFixture } from '../../../fixtures/profile/read-profile.ts';
import { median, percentiles } from './percentile.ts';

const { percentiles: numpy } = readProfileFixture<{
  percentiles: { values: number[]; percents: number[]; expected: number[] };
}>('small');

describe('percentiles', () => {
  it('are those of numpy.percentile', () => {
    const found = percentiles(numpy.values, numpy.percents);
    for (const [index, value] of numpy.expected.entries()) expect(found[index]).toBeCloseTo(value, 13);
  });

  it('leave out what is not finite, and the caller’s order alone', () => {
    const values = Float32Array.of(3, Number.NaN, 1, Number.POSITIVE_INFINITY, 2);
    expect(median(values)).toBe(2);
    expect(Array.from(values)).toEqual([3, Number.NaN, 1, Number.POSITIVE_INFINITY, 2]);
  });

  it('are NaN where there is no value', () => {
    expect(percentiles([Number.NaN], [5, 95])).toEqual([Number.NaN, Number.NaN]);
    expect(median([])).toBeNaN();
  });
});
