import { describe, expect, it } from 'vitest';
import { LargestValues, valuesNeeded } from './tail-percentile.ts';

/** 997 numbers of which each is there once, in no order: 0, 356, 712, ... modulo 997. */
const shuffled = Array.from({ length: 997 }, (_, i) => (i * 356) % 997);

function percentileOf(values: readonly number[], share: number): number {
  const largest = new LargestValues(valuesNeeded(values.length, share));
  for (const value of values) largest.add(value);
  return largest.percentile(share);
}

describe('LargestValues', () => {
  // numpy 1.24: np.percentile(np.arange(997), q) is q / 100 * 996.
  it.each([
    [0.999, 995.004],
    [0.95, 946.2],
    [0.5, 498],
    [1, 996],
  ])('has the percentile of share %f that numpy has', (share, expected) => {
    expect(percentileOf(shuffled, share)).toBeCloseTo(expected, 9);
  });

  it('interpolates between the two largest of few values, as numpy does', () => {
    // np.percentile([3, 1, 2], 99.9) is 2.998.
    expect(percentileOf([3, 1, 2], 0.999)).toBeCloseTo(2.998, 12);
    expect(percentileOf([5], 0.999)).toBe(5);
    expect(percentileOf([2, 2, 2, 2], 0.95)).toBe(2);
  });

  it('has none of no values, nor below the values that it kept', () => {
    expect(percentileOf([], 0.999)).toBeNaN();
    const largest = new LargestValues(3);
    for (const value of shuffled) largest.add(value);
    expect(largest.count).toBe(997);
    expect(largest.percentile(0.5)).toBeNaN();
  });
});
