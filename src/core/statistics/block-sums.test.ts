import { describe, expect, it } from 'vitest';
import { NumpyRandomState } from '../sample/numpy-random.ts';
import { addToBlock, type BlockSums, beginBlock, columnSums, createBlockSums, isFiniteBlock } from './block-sums.ts';
import { createSumKernelOrNull } from './sum-kernel.ts';

const kernel = createSumKernelOrNull() ?? expect.fail('this platform has 128-bit vectors');

function sumsOf(rows: Float32Array, width: number, of: typeof kernel | null): BlockSums {
  const sums = createBlockSums(width);
  beginBlock(sums, rows, 0);
  addToBlock(sums, rows, 0, rows.length, of);
  return sums;
}

function randomRows(rowCount: number, width: number): Float32Array {
  const random = new NumpyRandomState(rowCount * 1000 + width);
  return Float32Array.from({ length: rowCount * width }, () => 7 + random.random_sample());
}

describe('sums of a block', () => {
  it('are those of the deviations from the first row', () => {
    const sums = sumsOf(Float32Array.of(1, 10, 3, 8, 0, 12), 2, null);
    expect(columnSums(sums, 0)).toEqual({ shift: 1, sum: 1, squares: 5, min: 0, max: 3 });
    expect(columnSums(sums, 1)).toEqual({ shift: 10, sum: 0, squares: 8, min: 8, max: 12 });
  });

  it.each([
    [1, 1],
    [1, 3],
    [7, 4],
    [100, 6],
    [100, 50],
    [512, 101],
    // More rows than the kernel's memory holds at once.
    [2000, 100],
    // Wider than it holds at all.
    [3, 3000],
  ])('of %i rows %i wide are the same to the bit with and without WebAssembly', (rowCount, width) => {
    const rows = randomRows(rowCount, width);
    const fast = sumsOf(rows, width, kernel);
    const plain = sumsOf(rows, width, null);
    for (let dim = 0; dim < width; dim++) expect(columnSums(fast, dim)).toEqual(columnSums(plain, dim));
  });

  it('begin and end within longer rows', () => {
    const rows = randomRows(9, 5);
    const [fast, plain] = [kernel, null].map((of) => {
      const sums = createBlockSums(5);
      beginBlock(sums, rows, 10);
      addToBlock(sums, rows, 10, 30, of);
      return sums;
    });
    if (fast === undefined || plain === undefined) throw new Error('two sums were made');
    expect(columnSums(fast, 4)).toEqual(columnSums(plain, 4));
    expect(columnSums(fast, 4).shift).toBe(rows[14]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('show that a value was %d', (value) => {
    const rows = randomRows(20, 7);
    rows[3 * 7 + 6] = value;
    expect(isFiniteBlock(sumsOf(rows, 7, kernel))).toBe(false);
    expect(isFiniteBlock(sumsOf(rows, 7, null))).toBe(false);
    expect(isFiniteBlock(sumsOf(randomRows(20, 7), 7, kernel))).toBe(true);
  });

  it('hold the squares of the largest float32 values', () => {
    const largest = (2 - 2 ** -23) * 2 ** 127;
    expect(
      isFiniteBlock(
        sumsOf(
          new Float32Array(1024).map((_, at) => (at % 2 === 0 ? largest : -largest)),
          1,
          kernel,
        ),
      ),
    ).toBe(true);
  });
});
