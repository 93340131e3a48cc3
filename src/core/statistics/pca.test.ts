import { describe, expect, it } from 'vitest';
import { readProfileFixture } from '../../../fixtures/profile/read-profile.ts';
import { principalComponents } from './pca.ts';
import { eigenOfSymmetric } from './symmetric-eigen.ts';

// Values of numpy.linalg.eigh and numpy.corrcoef: fixtures/profile/make_profile.py with the system's python3.
const numpy = readProfileFixture<{
  columns: number[][];
  explained: number[];
  loadings: number[][];
  scores: number[][];
}>('components');
const { eigen } = readProfileFixture<{ eigen: { matrix: number[]; values: number[] } }>('small');

function expectClose(found: ArrayLike<number> | undefined, expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) {
    expect(Math.abs((found?.[index] ?? Number.NaN) - value)).toBeLessThan(1e-11);
  }
}

describe('principal components', () => {
  it('have the explained variance, weights and scores of numpy, whatever the units of the columns', () => {
    const found = principalComponents(numpy.columns);
    expectClose(found?.explained, numpy.explained);
    for (const [component, weights] of numpy.loadings.entries()) expectClose(found?.loadings[component], weights);
    for (const [component, scores] of numpy.scores.entries()) expectClose(found?.scores[component], scores);
    expect(found).toMatchObject({ rowCount: 40, leftOutCount: 0, constantColumns: [] });
  });

  it('leave out rows that are not complete, and keep the places of the others', () => {
    const gapped = numpy.columns.map((column, index) => [
      ...column.slice(0, 10),
      index === 2 ? Number.NaN : 7,
      ...column.slice(10),
    ]);
    const found = principalComponents(gapped);
    expect(found).toMatchObject({ rowCount: 40, leftOutCount: 1 });
    expectClose(found?.explained, numpy.explained);
    expect(found?.scores[0]?.[10]).toBeNaN();
    expect(found?.scores[0]?.[11]).toBeCloseTo(numpy.scores[0]?.[10] as number, 11);
  });

  it('give a constant column no weight', () => {
    const found = principalComponents([...numpy.columns, new Array<number>(40).fill(0.1)]);
    expect(found?.constantColumns).toEqual([4]);
    expectClose(found?.explained, numpy.explained);
    expect(found?.loadings.map((weights) => weights[4])).toEqual([0, 0, 0, 0]);
  });

  it('are null where fewer than two rows are complete or nothing varies', () => {
    expect(principalComponents([])).toBeNull();
    expect(
      principalComponents([
        [1, Number.NaN],
        [2, 3],
      ]),
    ).toBeNull();
    expect(principalComponents([[1, 1, 1]])).toBeNull();
  });
});

describe('eigenvalues of a symmetric matrix', () => {
  it('are those of numpy.linalg.eigh, falling, with unit vectors that the matrix only stretches', () => {
    const matrix = Float64Array.from(eigen.matrix);
    const { values, vectors } = eigenOfSymmetric(matrix, 6);
    expectClose(values, eigen.values);
    for (const [k, value] of values.entries()) {
      const vector = vectors.subarray(k * 6, k * 6 + 6);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 13);
      for (let row = 0; row < 6; row++) {
        const product = vector.reduce((sum, weight, column) => sum + weight * (matrix[row * 6 + column] as number), 0);
        expect(Math.abs(product - value * (vector[row] as number))).toBeLessThan(1e-12);
      }
    }
  });

  it('are NaN where the matrix is not finite', () => {
    expect(Array.from(eigenOfSymmetric(Float64Array.of(1, Number.NaN, Number.NaN, 1), 2).values)).toEqual([
      Number.NaN,
      Number.NaN,
    ]);
  });
});
