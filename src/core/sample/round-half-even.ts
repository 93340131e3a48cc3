import { DataError } from '../errors.ts';

/**
 * Python's `round(x)` to an integer: halves go to the even neighbour. NaN and infinities throw, as they do in Python.
 * Source: Python's built-in `round`, Objects/floatobject.c `float___round___impl`.
 */
export function roundHalfEven(value: number): number {
  if (!Number.isFinite(value)) {
    throw new DataError({
      code: 'not-finite',
      what: 'Only a finite number can be rounded',
      expected: 'a finite number',
      found: String(value),
      where: 'rounding',
    });
  }
  const below = Math.floor(value);
  // The difference is exact: both lie within one of each other.
  const above = value - below;
  const goesUp = above > 0.5 || (above === 0.5 && below % 2 !== 0);
  // Adding 0 turns -0, which Python's integers lack, into 0.
  return (goesUp ? below + 1 : below) + 0;
}
