import { describe, expect, it } from 'vitest';
import { aliasTone, foldFrequency, foldingSum, honestRate } from './alias.ts';
import { PYTHON } from './sampling.fixture.ts';
import { toneSample } from './tone.ts';

describe('foldFrequency', () => {
  it.each(PYTHON.alias)(
    'hears $hz Hz at $rate Hz where the transform of its samples peaks',
    ({ hz, rate, heard_hz }) => {
      expect(foldFrequency(hz, rate).heardHz).toBe(heard_hz);
    },
  );

  it('leaves what can be stored as it is, and the limit on itself', () => {
    expect(foldFrequency(440, 8000)).toEqual({ heardHz: 440, multiple: 0, isMirrored: false });
    expect(foldFrequency(4000, 8000)).toEqual({ heardHz: 4000, multiple: 0, isMirrored: false });
    expect(foldFrequency(8000, 8000)).toEqual({ heardHz: 0, multiple: 1, isMirrored: false });
  });

  it('says the sum that leads there', () => {
    expect(foldingSum(5000, 8000)).toEqual([8000, 5000]);
    expect(foldingSum(9000, 8000)).toEqual([9000, 8000]);
    expect(foldingSum(13_000, 8000)).toEqual([16_000, 13_000]);
    expect(foldingSum(440, 8000)).toBeNull();
  });
});

describe('aliasTone', () => {
  it.each([5000, 9000, 13_000, 3999, 7990])('has the samples of %i Hz at 8 kHz', (hz) => {
    const tone = { hz, phase: 0.9 };
    const alias = aliasTone(tone, 8000);
    expect(alias.hz).toBeLessThanOrEqual(4000);
    for (let index = 0; index < 100; index++) {
      expect(toneSample(alias, 8000, index)).toBeCloseTo(toneSample(tone, 8000, index), 10);
    }
  });
});

it('finds a rate at which the tone is heard as it is', () => {
  expect(honestRate(5000, 16_000)).toBe(16_000);
  expect(honestRate(8000, 16_000)).toBe(44_100);
  expect(honestRate(23_000, 16_000)).toBe(48_000);
  expect(honestRate(95_000, 16_000)).toBe(192_000);
});
