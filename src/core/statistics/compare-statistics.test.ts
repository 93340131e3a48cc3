import { describe, expect, it } from 'vitest';
import { type ComparableStatistics, compareStatistics } from './compare-statistics.ts';

function statistics(groups: Readonly<Record<string, { mean: number[]; std: number[] }>>): ComparableStatistics {
  return new Map(Object.entries(groups));
}

const REFERENCE = statistics({
  exp: { mean: [0.5, 0, 1], std: [0.5, 2, 0.25] },
  pose: { mean: [0, 0, 0, 0, 0, 0], std: [0.1, 0.1, 0.1, 0.1, 1.9e-9, 2.1e-8] },
});
const CANDIDATE = statistics({
  exp: { mean: [0.75, 0, 1], std: [0.75, 1, 0.25] },
  pose: { mean: [0, 0, 0, 0, 0, 0], std: [0.1, 0.1, 0.1, 0.1, 1e-9, 2e-4] },
});

describe('compareStatistics', () => {
  const comparison = compareStatistics(REFERENCE, CANDIDATE);

  it('gives what each dimension is on both sides, in the order of the reference', () => {
    expect(comparison.dimensions.map(({ name }) => name)).toEqual([
      'exp 0',
      'exp 1',
      'exp 2',
      'head x',
      'head y',
      'head z',
      'jaw x',
      'jaw y',
      'jaw z',
    ]);
    expect(comparison.dimensions[0]).toMatchObject({
      group: 'exp',
      dim: 0,
      refMean: 0.5,
      refStd: 0.5,
      candMean: 0.75,
      candStd: 0.75,
      stdRatio: 1.5,
      stdChange: 0.5,
      meanChange: 0.25,
      meanChangeInStd: 0.5,
      isDifferent: true,
      isNearZero: false,
    });
    expect(comparison.dimensions[2]).toMatchObject({ stdRatio: 1, stdChange: 0, meanChange: 0, isDifferent: false });
  });

  it('puts the largest disagreement first: half as wide is as far as twice as wide', () => {
    // |ln 9524|, |ln 0.5|, |ln 1.5|; jaw y is near zero on both sides, so its ratio is one of noise.
    expect(comparison.largest.map(({ name }) => name).slice(0, 3)).toEqual(['jaw z', 'exp 1', 'exp 0']);
    expect(comparison.largest.map(({ name }) => name)).not.toContain('jaw y');
    expect(comparison.differentCount).toBe(3);
  });

  it('says what the loader makes of a change of 1e-6 where the std is near zero', () => {
    expect(comparison.nearZero.map(({ name }) => name)).toEqual(['jaw y', 'jaw z']);
    // torch.tensor(1e-6) / (torch.tensor([1.9e-9, 2.1e-8]) + 1e-9) is [344.8276, 45.4545].
    expect(comparison.nearZero[0]?.refAmplification).toBeCloseTo(344.8276, 3);
    expect(comparison.nearZero[1]?.refAmplification).toBeCloseTo(45.4545, 3);
    expect(comparison.nearZero[0]?.isDifferent).toBe(false);
  });

  it('counts a change of exactly the tolerance as no difference', () => {
    const ref = statistics({ a: { mean: [0, 0], std: [2, 2] } });
    const cand = statistics({ a: { mean: [0, 0], std: [3, 3.0000001] } });
    const { dimensions } = compareStatistics(ref, cand, { tolerance: 0.5 });
    expect(dimensions.map(({ isDifferent }) => isDifferent)).toEqual([false, true]);
  });

  it('takes no std on both sides as equal, and on one as infinitely far', () => {
    const ref = statistics({ a: { mean: [0, 0, 0], std: [0, 0, 1] } });
    const cand = statistics({ a: { mean: [0, 0, 0], std: [0, 1, 0] } });
    const { dimensions, largest } = compareStatistics(ref, cand);
    expect(dimensions.map(({ stdRatio }) => stdRatio)).toEqual([1, Number.POSITIVE_INFINITY, 0]);
    expect(largest.map(({ dim }) => dim)).toEqual([1, 2]);
  });

  it('says in words which groups cannot be compared', () => {
    const other = statistics({
      exp: { mean: [0], std: [1] },
      pose: { mean: [0, 0, 0, 0, 0, 0], std: [1, 1, 1, 1, 1, 1] },
      eye: { mean: [0], std: [1] },
    });
    const { dimensions, problems } = compareStatistics(REFERENCE, other, {
      referenceName: 'a.npz',
      candidateName: 'b',
    });
    expect(dimensions).toHaveLength(6);
    expect(problems).toEqual([
      {
        code: 'comparison-group',
        what: 'The group exp cannot be compared',
        expected: '3 dimensions as in the reference',
        found: '1 in the candidate',
        where: 'a.npz against b',
      },
      {
        code: 'comparison-group',
        what: 'The group eye cannot be compared',
        expected: 'it on both sides',
        found: 'it in the candidate alone',
        where: 'a.npz against b',
      },
    ]);
  });

  it('leaves out of the ranking what is no number, and says so', () => {
    const broken = statistics({ exp: { mean: [0.5, Number.NaN, 1], std: [0.5, 2, -1] } });
    const { largest, problems } = compareStatistics(
      statistics({ exp: { mean: [0.5, 0, 1], std: [0.5, 2, 0.25] } }),
      broken,
    );
    expect(largest.map(({ dim }) => dim)).toEqual([0, 1]);
    expect(problems.map(({ what, found }) => [what, found])).toEqual([
      ['exp has 2 dimensions that cannot be compared', 'mean NaN, std 2 at dimension 1'],
    ]);
  });

  it('refuses statistics without a group in common', () => {
    expect(() => compareStatistics(REFERENCE, statistics({ eye: { mean: [0], std: [1] } }))).toThrow(
      'The statistics have no group in common: expected exp (3), pose (6), found eye (1) (the reference against the candidate)',
    );
  });
});
