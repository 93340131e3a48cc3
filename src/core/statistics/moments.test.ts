import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FixtureNumber, readNumbers, toFloat32, toNumbers } from '../../../fixtures/numbers/read-numbers.ts';
import { finalizePooled, toFloat32Statistics } from './coefficient-statistics.ts';
import { addRows, createMoments, type Moments, mergeMoments, std } from './moments.ts';

interface NumpyCase {
  readonly width: number;
  readonly rows: FixtureNumber[];
  readonly mean: FixtureNumber[];
  readonly std0: FixtureNumber[];
  readonly std1: FixtureNumber[];
  readonly min: FixtureNumber[];
  readonly max: FixtureNumber[];
  readonly non_finite: number[];
}

const numpy = readNumbers<Record<'ordinary' | 'far' | 'outlier' | 'holes', NumpyCase>>('moments');

/** Moments of rows that arrive in parts of the given numbers of rows, the last number repeated. */
function measureInParts(rows: Float32Array, width: number, partRows: number): Moments {
  const moments = createMoments(width);
  for (let start = 0; start < rows.length; start += partRows * width) {
    addRows(moments, rows.subarray(start, start + partRows * width), width);
  }
  return moments;
}

function expectClose(found: Float64Array, expected: readonly FixtureNumber[]): void {
  for (const [dim, wanted] of toNumbers(expected).entries()) {
    const value = found[dim] as number;
    if (Number.isFinite(wanted)) expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-12 * Math.abs(wanted));
    else expect(value).toBe(wanted);
  }
}

function expectNumpy(moments: Moments, wanted: NumpyCase): void {
  expect(moments.count).toBe(wanted.rows.length / wanted.width);
  expectClose(moments.mean, wanted.mean);
  expectClose(std(moments, 0), wanted.std0);
  expectClose(std(moments, 1), wanted.std1);
  expect([...moments.min]).toEqual(toNumbers(wanted.min));
  expect([...moments.max]).toEqual(toNumbers(wanted.max));
  expect([...moments.nonFiniteCount]).toEqual(wanted.non_finite);
}

describe.each(Object.entries(numpy))('the %s rows', (_, wanted) => {
  const rows = toFloat32(wanted.rows);
  const { width } = wanted;

  it.each([1, 7, 100, 100_000])('have the moments that numpy gives, added %d rows at a time', (partRows) => {
    expectNumpy(measureInParts(rows, width, partRows), wanted);
  });

  it.each([0, 1, 64, 511])('have them after a merge at row %d', (cutRow) => {
    const first = measureInParts(rows.subarray(0, cutRow * width), width, 50);
    const second = measureInParts(rows.subarray(cutRow * width), width, 50);
    expectNumpy(mergeMoments(first, second), wanted);
    expectNumpy(mergeMoments(second, first), wanted);
  });
});

describe('mergeMoments', () => {
  const rowsOfTwo = fc
    .float32Array({ maxLength: 60, min: -1000, max: 1000, noNaN: true })
    .map((values) => measureInParts(values.subarray(0, values.length - (values.length % 2)), 2, 7));

  it('does not depend on the order of merges', () => {
    fc.assert(
      fc.property(rowsOfTwo, rowsOfTwo, rowsOfTwo, (a, b, c) => {
        const left = mergeMoments(mergeMoments(a, b), c);
        const right = mergeMoments(c, mergeMoments(b, a));
        expect(left.count).toBe(right.count);
        expect(left.min).toEqual(right.min);
        expect(left.max).toEqual(right.max);
        for (const dim of [0, 1]) {
          const [mean, m2] = [left.mean[dim] as number, left.m2[dim] as number];
          expect(Math.abs(mean - (right.mean[dim] as number))).toBeLessThanOrEqual(1e-12);
          expect(Math.abs(m2 - (right.m2[dim] as number))).toBeLessThanOrEqual(1e-13 * m2);
        }
      }),
    );
  });

  it('changes neither argument', () => {
    const a = measureInParts(Float32Array.of(1, 2, 3), 1, 3);
    const b = measureInParts(Float32Array.of(9, 7), 1, 2);
    const before = structuredClone([a, b]);
    mergeMoments(a, b);
    expect([a, b]).toEqual(before);
  });

  it('refuses different widths', () => {
    expect(() => mergeMoments(createMoments(50), createMoments(49))).toThrow(
      'Statistics of different widths cannot be merged: expected 50 dimensions, found 49 (statistics)',
    );
  });
});

describe('moments', () => {
  it('of no rows have no deviation and no extremes', () => {
    const moments = createMoments(2);
    expect([...std(moments, 0)]).toEqual([Number.NaN, Number.NaN]);
    expect([...moments.min, ...moments.max]).toEqual(Array(4).fill(Number.NaN));
  });

  it('of one row have the deviation 0, and none as a sample', () => {
    const moments = measureInParts(Float32Array.of(3, -4), 2, 1);
    expect([...std(moments, 0)]).toEqual([0, 0]);
    expect([...std(moments, 1)]).toEqual([Number.NaN, Number.NaN]);
  });

  it('stay exact where the first of many rows is an outlier', () => {
    const count = 200_001;
    const rows = Float32Array.from({ length: count }, (_, i) => (i === 0 ? 2 ** 17 : i % 2 === 0 ? 1 : -1));
    const moments = measureInParts(rows, 1, count);
    // The ones cancel out in the sum and count 1 each in the sum of squares.
    const m2 = 2 ** 34 + (count - 1) - 2 ** 34 / count;
    expect(Math.abs((moments.m2[0] as number) / m2 - 1)).toBeLessThan(1e-12);
    expect(Math.abs((moments.mean[0] as number) / (2 ** 17 / count) - 1)).toBeLessThan(1e-12);
  });

  it('refuse rows of another width, broken rows, and no width', () => {
    expect(() => addRows(createMoments(50), new Float32Array(98), 49)).toThrow(
      'Rows do not fit the statistics so far: expected rows 50 wide, found 98 values in rows 49 wide (statistics)',
    );
    expect(() => addRows(createMoments(50), new Float32Array(99), 50)).toThrow('found 99 values in rows 50 wide');
    expect(() => createMoments(0)).toThrow(
      'Coefficients have no usable width: expected 1 dimension or more, found 0 (statistics)',
    );
  });
});

describe('finalizePooled', () => {
  const wanted = numpy.ordinary;
  const moments = new Map([['exp', measureInParts(toFloat32(wanted.rows), wanted.width, 100)]]);

  it('gives the statistics of either divisor', () => {
    const population = finalizePooled(moments, 0).get('exp');
    expectClose(population?.mean as Float64Array, wanted.mean);
    expectClose(population?.std as Float64Array, wanted.std0);
    expect([...(population?.min ?? [])]).toEqual(wanted.min);
    expect([...(population?.max ?? [])]).toEqual(wanted.max);
    expectClose(finalizePooled(moments, 1).get('exp')?.std as Float64Array, wanted.std1);
  });

  it('is rounded to float32 as a saved file is', () => {
    const saved = toFloat32Statistics(finalizePooled(moments, 0)).get('exp');
    expect(saved?.std).toEqual(Float32Array.from(toNumbers(wanted.std0)));
    expect(saved?.mean).toEqual(Float32Array.from(toNumbers(wanted.mean)));
    expect(saved?.min).toEqual(Float32Array.from(toNumbers(wanted.min)));
    expect(saved?.max).toEqual(Float32Array.from(toNumbers(wanted.max)));
  });
});
