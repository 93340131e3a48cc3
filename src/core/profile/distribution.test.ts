import { describe, expect, it } from 'vitest';
import { readProfileFixture } from '../../../fixtures/profile/read-profile.ts';
import { describeDistribution } from './distribution.ts';

const { percentiles } = readProfileFixture<{
  percentiles: { values: number[]; percents: number[]; expected: number[] };
}>('small');

describe('a distribution', () => {
  it('has the percentiles of numpy and holds every value in its bins', () => {
    const found = describeDistribution([...percentiles.values, Number.NaN], 'linear', 8);
    const [min, low, , median, high, max] = percentiles.expected as [number, number, number, number, number, number];
    expect(found).toMatchObject({ count: 17, leftOutCount: 1, min, max });
    expect([found.low, found.median, found.high].map((value) => value.toFixed(12))).toEqual(
      [low, median, high].map((value) => value.toFixed(12)),
    );
    expect(found.counts.reduce((sum, value) => sum + value, 0)).toBe(17);
    expect([found.edges[0], found.edges.at(-1)]).toEqual([min, max]);
  });

  it('has bins of one ratio on a log scale, which leaves out what is not positive', () => {
    const found = describeDistribution([1, 10, 100, 1000, 0, -5], 'log', 3);
    expect(Array.from(found.edges, (edge) => Number(edge.toPrecision(12)))).toEqual([1, 10, 100, 1000]);
    expect(found).toMatchObject({ count: 4, leftOutCount: 2 });
    expect(found.counts.reduce((sum, value) => sum + value, 0)).toBe(4);
  });

  it('puts a value on an edge above it, as np.histogram does, and the last one below', () => {
    expect(Array.from(describeDistribution([0, 1, 2, 3, 4], 'linear', 4).counts)).toEqual([1, 1, 1, 2]);
  });

  it('counts a subset in the bins of all', () => {
    const found = describeDistribution([1, 9, 30], 'linear', 2, [0, 10]);
    expect(Array.from(found.edges)).toEqual([0, 5, 10]);
    expect(Array.from(found.counts)).toEqual([1, 1]);
  });

  it('widens a single value, and is empty without one', () => {
    expect(Array.from(describeDistribution([4], 'linear', 2).edges)).toEqual([2, 4, 6]);
    expect(describeDistribution([Number.NaN], 'linear', 2)).toMatchObject({ count: 0, edges: new Float64Array() });
    expect(describeDistribution([], 'log', 2).median).toBeNaN();
  });
});
