import { describe, expect, it } from 'vitest';
import { denormalizeCoefficients, normalizeCoefficients } from '../sample/normalize.ts';
import type { CoefficientStatistics } from './coefficient-statistics.ts';
import { clampNearZeroStd, LEFT_OUT_STD, leaveOutNearZeroStd } from './near-zero-std.ts';

const MEAN = Float32Array.of(0.25, 0.25, 0.25, 0.25);
const STD = Float32Array.of(0.5, 0, 9e-7, Number.NaN);
const statistics: CoefficientStatistics = new Map([['pose', { mean: MEAN, std: STD, min: MEAN, max: MEAN }]]);

describe('a std near zero', () => {
  it('is clamped to 1, and all others stay', () => {
    const clamped = clampNearZeroStd(statistics).get('pose');
    expect(clamped?.std).toEqual(Float32Array.of(0.5, 1, 1, Number.NaN));
    expect(clamped?.mean).toBe(MEAN);
    expect(STD[1]).toBe(0);
  });

  it('is what lies below the threshold given', () => {
    expect(clampNearZeroStd(statistics, 1e-7).get('pose')?.std).toEqual(Float32Array.of(0.5, 1, 9e-7, Number.NaN));
  });

  it('left out is the largest float32', () => {
    expect(Math.fround(LEFT_OUT_STD)).toBe(LEFT_OUT_STD);
    expect(Math.fround(LEFT_OUT_STD * (1 + 2 ** -24))).toBe(Number.POSITIVE_INFINITY);
    expect(leaveOutNearZeroStd(statistics).get('pose')?.std).toEqual(
      Float32Array.of(0.5, LEFT_OUT_STD, LEFT_OUT_STD, Number.NaN),
    );
  });

  it('left out gives a z of 0 to within float32, and its inverse the values as they were', () => {
    const rows = Float32Array.of(1, -2.5, 1e-6, 0.25);
    const std = new Float32Array(4).fill(LEFT_OUT_STD);
    const z = normalizeCoefficients(rows, 4, MEAN, std);
    // torch: (x - m) / (torch.tensor(3.4028234663852886e38) + 1e-9).
    expect([...z]).toEqual([2.204051907791789e-39, -8.081523661903227e-39, -7.3468116666700104e-40, 0]);
    // torch: z * std + m.
    expect([...denormalizeCoefficients(z, 4, MEAN, std)]).toEqual([
      0.9999999403953552, -2.499999761581421, 9.685754776000977e-7, 0.25,
    ]);
  });
});
