import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianOf, reverseOrder, sortRows } from './figure-order.ts';

const VALUES = Float64Array.of(3, Number.NaN, 1, 2, 3, Number.NaN, 1);

it('sorts rows by value, those without one last, equal ones in their own order', () => {
  expect([...sortRows(VALUES)]).toEqual([2, 6, 3, 0, 4, 1, 5]);
});

it('turns the order round and leaves rows without a value last', () => {
  expect([...reverseOrder(sortRows(VALUES), VALUES)]).toEqual([0, 4, 3, 2, 6, 1, 5]);
});

describe('medianOf', () => {
  it.each([
    // np.median of the finite values
    [[5], 5],
    [[1, 3], 2],
    [[9, 1, 8, 2], 5],
    [[1, 1, 1, 1, 7], 1],
    [[Number.NaN, 4, Number.POSITIVE_INFINITY], 4],
  ])('of %s is %s', (values, median) => {
    expect(medianOf(Float64Array.from(values))).toBe(median);
  });

  it('is that of the rows given, and NaN without any', () => {
    expect(medianOf(VALUES, Uint32Array.of(0, 2, 3))).toBe(2);
    expect(medianOf(VALUES, Uint32Array.of(1))).toBeNaN();
  });

  it('is what sorting finds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const half = sorted.length >> 1;
        const upper = sorted[half] as number;
        const expected = sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
        expect(medianOf(Float64Array.from(values))).toBe(expected);
      }),
    );
  });
});
