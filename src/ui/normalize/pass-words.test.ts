import { expect, it } from 'vitest';
import { formatElapsed } from './pass-words.ts';

it('tells the time of a pass, with no more than 59 seconds beside the minutes', () => {
  expect([0.2, 999, 1234, 59_940, 59_960, 119_600, 125_400].map(formatElapsed)).toEqual([
    '1 ms',
    '999 ms',
    '1.2 s',
    '59.9 s',
    '1 min 0 s',
    '2 min 0 s',
    '2 min 5 s',
  ]);
});
