import { expect, it } from 'vitest';
import { nameDimension } from './dimension-name.ts';

it('names the six pose values by joint and axis', () => {
  expect([0, 1, 2, 3, 4, 5].map((dimension) => nameDimension('pose', dimension, 6))).toEqual([
    'head x',
    'head y',
    'head z',
    'jaw x',
    'jaw y',
    'jaw z',
  ]);
});

it('numbers the dimensions of every other group, and of a pose of another width', () => {
  expect(nameDimension('exp', 12, 50)).toBe('exp 12');
  expect(nameDimension('pose', 3, 9)).toBe('pose 3');
});
