import { describe, expect, it } from 'vitest';
import { readProfileFixture } from '../../../fixtures/profile/read-profile.ts';
import { lowerRate } from './lower-rate.ts';

const { lowered } = readProfileFixture<{ lowered: { signal: number[]; factor: number; expected: number[] } }>('small');

describe('lowering the rate', () => {
  it('takes the triangular mean that numpy.convolve takes, at the ends over what is there', () => {
    const found = lowerRate(Float32Array.from(lowered.signal), lowered.factor);
    expect(found).toHaveLength(16);
    for (const [index, value] of lowered.expected.entries()) expect(found[index]).toBeCloseTo(value, 6);
  });

  it('leaves the samples as they are at factor 1', () => {
    const samples = Float32Array.of(1, 2, 3);
    expect(lowerRate(samples, 1)).toBe(samples);
  });

  it('takes away what would fold onto the low band', () => {
    const tone = Float32Array.from({ length: 16_000 }, (_, n) => Math.sin((2 * Math.PI * 3800 * n) / 16_000));
    // The first and the last value are means of fewer samples.
    const inner = lowerRate(tone, 4).subarray(1, -1);
    const peak = inner.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(peak).toBeLessThan(10 ** (-30 / 20));
  });
});
