import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimateMinMax } from './decimation.ts';

describe('decimateMinMax', () => {
  it('gives the extremes of equal parts', () => {
    expect(decimateMinMax(Float32Array.of(9, 1, -2, 5, 3, 4, 9), 1, 6, 2)).toEqual({
      min: Float64Array.of(-2, 3),
      max: Float64Array.of(1, 5),
    });
  });

  it('keeps the extremes of the whole range', () => {
    const samples = fc.float32Array({ minLength: 1, maxLength: 200, noNaN: true });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 300 }), (values, bucketCount) => {
        const { min, max } = decimateMinMax(values, 0, values.length, bucketCount);
        expect(Math.min(...min) + 0).toBe(Math.min(...values) + 0);
        expect(Math.max(...max) + 0).toBe(Math.max(...values) + 0);
      }),
    );
  });

  it('keeps a spike of one sample wherever it is', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.integer({ min: 1, max: 500 }), (position, bucketCount) => {
        const samples = new Int16Array(10_000);
        samples[position] = -7;
        const { min } = decimateMinMax(samples, 0, 10_000, bucketCount);
        expect([...min].filter((value) => value === -7)).toHaveLength(1);
      }),
    );
  });

  it('passes over NaN, and keeps a gap where there is nothing else', () => {
    const samples = Float32Array.of(Number.NaN, 2, Number.NaN, Number.NaN, Number.NEGATIVE_INFINITY, Number.NaN);
    expect(decimateMinMax(samples, 0, 6, 3)).toEqual({
      min: Float64Array.of(2, Number.NaN, Number.NEGATIVE_INFINITY),
      max: Float64Array.of(2, Number.NaN, Number.NEGATIVE_INFINITY),
    });
  });

  it('keeps buckets that hold only one infinity', () => {
    expect([...decimateMinMax(Float32Array.of(Number.POSITIVE_INFINITY), 0, 1, 1).min]).toEqual([
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('repeats samples where there are more buckets', () => {
    expect([...decimateMinMax(Float32Array.of(1, 2), 0, 2, 4).min]).toEqual([1, 1, 2, 2]);
  });

  it('reads one column of rows', () => {
    const rows = Float32Array.of(0, 10, 1, 11, 2, 12, 3, 13);
    expect([...decimateMinMax(rows, 1, 4, 3, { width: 2, dim: 1 }).max]).toEqual([11, 12, 13]);
  });

  it('gives gaps for an empty range', () => {
    expect([...decimateMinMax(Float32Array.of(1), 1, 1, 2).min]).toEqual([Number.NaN, Number.NaN]);
  });

  it('refuses ranges outside the samples', () => {
    const samples = new Float32Array(10);
    const start = 'The samples cannot be reduced: expected';
    expect(() => decimateMinMax(samples, 0, 11, 1)).toThrow(
      `${start} a range within [0, 10), found [0, 11) (decimation)`,
    );
    expect(() => decimateMinMax(samples, 4, 3, 1)).toThrow('found [4, 3)');
    expect(() => decimateMinMax(samples, 0.5, 3, 1)).toThrow('found [0.5, 3)');
    expect(() => decimateMinMax(samples, 0, 10, 0)).toThrow(`${start} 1 to 1048576 buckets, found 0 (decimation)`);
    expect(() => decimateMinMax(samples, 0, 1, 1, { width: 2, dim: 2 })).toThrow(
      `${start} a dimension within its row, found dimension 2 of 2 (decimation)`,
    );
  });
});
