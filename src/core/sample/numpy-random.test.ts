import { describe, expect, it } from 'vitest';
import { readGolden, readNumbers } from '../../../fixtures/numbers/read-numbers.ts';
import { NumpyRandomState } from './numpy-random.ts';

interface Draws {
  readonly seed: number;
  readonly low: number;
  readonly high: number;
  readonly values: readonly number[];
}

const numpy = readNumbers<{ draws: Draws[]; late: number[]; samples: number[] }>('random');
const golden = Object.entries(readGolden<{ randint: Record<string, number[]> }>().randint);

describe('NumpyRandomState', () => {
  it('has all 40 golden streams to compare with', () => {
    expect(golden).toHaveLength(40);
  });

  it.each(golden)('draws the stream %s (seed/high) of golden.json', (name, values) => {
    const [seed, high] = name.split('/').map(Number) as [number, number];
    const random = new NumpyRandomState(seed);
    expect(values.map(() => random.randint(0, high))).toEqual(values);
  });

  it.each(numpy.draws)('draws as numpy in [$low, $high) after seed $seed', ({ seed, low, high, values }) => {
    const random = new NumpyRandomState(seed);
    expect(values.map(() => random.randint(low, high))).toEqual(values);
  });

  it('goes on as numpy past two renewals of its state', () => {
    const random = new NumpyRandomState(42);
    const draws = Array.from({ length: 1300 }, () => random.randint(0, 2 ** 32));
    expect(draws.slice(-4)).toEqual(numpy.late);
  });

  it("draws numpy's 53-bit fractions", () => {
    const random = new NumpyRandomState(42);
    expect(numpy.samples.map(() => random.random_sample())).toEqual(numpy.samples);
  });

  it('draws nothing for a range of one value', () => {
    const random = new NumpyRandomState(0);
    const other = new NumpyRandomState(0);
    expect(random.randint(7, 8)).toBe(7);
    expect(random.randint(0, 1000)).toBe(other.randint(0, 1000));
  });

  it.each([-1, 4294967296, 0.5, Number.NaN])('refuses the seed %d', (seed) => {
    expect(() => new NumpyRandomState(seed)).toThrow(
      `The seed is not one that numpy takes: expected a whole number in 0..4294967295, found ${seed} (numpy random numbers)`,
    );
  });

  it.each([
    [0, 0],
    [5, 3],
    [0, 1.5],
    [0, 2 ** 53],
    [-(2 ** 52), 2 ** 52 + 2],
    [0, Number.NaN],
  ])('refuses the range [%d, %d)', (low, high) => {
    expect(() => new NumpyRandomState(0).randint(low, high)).toThrow(
      `No whole number can be drawn: expected whole numbers low < high, found [${low}, ${high}) (numpy random numbers)`,
    );
  });
});
