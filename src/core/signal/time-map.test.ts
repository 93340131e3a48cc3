import { expect, it } from 'vitest';
import { inputAt, outputAt } from './time-map.ts';

/** Twice as slow up to sample 100, as it was from there to 150, four times as fast from there on. */
const MAP = { inputs: Float64Array.of(0, 100, 150, 350), outputs: Float64Array.of(0, 200, 250, 300) };

it('finds the sample that is heard at a place of the copy, and the place of a sample', () => {
  for (const [input, output] of [
    [0, 0],
    [25, 50],
    [100, 200],
    [120.5, 220.5],
    [250, 275],
    [350, 300],
  ] as const) {
    expect(inputAt(MAP, output)).toBe(input);
    expect(outputAt(MAP, input)).toBe(output);
  }
});

it('stays at the ends outside', () => {
  expect(inputAt(MAP, -1)).toBe(0);
  expect(inputAt(MAP, 301)).toBe(350);
  expect(outputAt(MAP, 400)).toBe(300);
});

it('is 0 in the map of nothing', () => {
  expect(inputAt({ inputs: Float64Array.of(0), outputs: Float64Array.of(0) }, 5)).toBe(0);
});
