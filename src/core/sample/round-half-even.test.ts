import { expect, it } from 'vitest';
import { readNumbers } from '../../../fixtures/numbers/read-numbers.ts';
import { roundHalfEven } from './round-half-even.ts';

it.each(readNumbers<[number, number][]>('rounding'))('rounds %d to %d as Python does', (value, rounded) => {
  expect(roundHalfEven(value) === rounded).toBe(true);
});

it('gives a plain 0 for a negative number that rounds to nothing', () => {
  expect(roundHalfEven(-0.25)).toBe(0);
  expect(roundHalfEven(-0)).toBe(0);
});

it('refuses what is not finite', () => {
  expect(() => roundHalfEven(Number.NaN)).toThrow(
    'Only a finite number can be rounded: expected a finite number, found NaN (rounding)',
  );
  expect(() => roundHalfEven(Number.NEGATIVE_INFINITY)).toThrow('found -Infinity (rounding)');
});
