import { describe, expect, it } from 'vitest';
import type { Lane } from '../../state/app-state.ts';
import type { StatisticsSummary } from '../../worker/protocol.ts';
import { chooseDimensions, describeNearZero, listNearZero, readCoefficients } from './coefficient-rows.ts';

const GROUPS = [
  { name: 'exp', width: 50 },
  { name: 'pose', width: 6 },
];

function lane(group: string, dims: readonly number[]): Lane {
  return { id: group, name: group, content: { kind: 'curves', group, dims }, heightPx: 96, isCollapsed: false };
}

function statistics(poseStd: readonly number[]): StatisticsSummary {
  const std = Float32Array.from(poseStd);
  const mean = new Float32Array(std.length);
  return { name: 'stats_train.npz', groups: { pose: { mean, std, min: mean, max: mean } } };
}

describe('chooseDimensions', () => {
  it('takes what the curve lanes show and the first of each group, once each', () => {
    const chosen = chooseDimensions(GROUPS, [lane('pose', [3]), lane('exp', [0, 2])], []);
    expect(chosen.map(({ group, dim }) => `${group} ${dim}`)).toEqual(['exp 0', 'exp 2', 'pose 0', 'pose 3']);
  });

  it('adds the dimensions whose std is near zero', () => {
    const chosen = chooseDimensions(GROUPS, [], listNearZero(statistics([0.1, 0.1, 0.1, 0.1, 0, 9e-7])));
    expect(chosen.map(({ group, dim }) => `${group} ${dim}`)).toEqual(['exp 0', 'pose 0', 'pose 4', 'pose 5']);
  });

  it('leaves out what a lane asks for beyond the width of the group', () => {
    expect(chooseDimensions([{ name: 'pose', width: 6 }], [lane('pose', [6])], [])).toHaveLength(1);
  });
});

describe('readCoefficients', () => {
  const dimensions = [{ group: 'pose', dim: 4, width: 6 }];
  const coef = { pose: Float32Array.from({ length: 12 }, (_, i) => i / 8) };

  it('reads the row of the frame and normalises it as torch does', () => {
    const stats: StatisticsSummary = {
      name: 'stats_train.npz',
      groups: {
        pose: {
          mean: Float32Array.of(0, 0, 0, 0, 0.25, 0),
          std: Float32Array.of(1, 1, 1, 1, 0.5, 1),
          min: new Float32Array(6),
          max: new Float32Array(6),
        },
      },
    };
    expect(readCoefficients(dimensions, coef, stats, [], 1)).toEqual([
      {
        group: 'pose',
        dim: 4,
        width: 6,
        name: 'jaw y',
        value: 1.25,
        statistics: { mean: 0.25, std: 0.5, z: 2 },
        isStdNearZero: false,
      },
    ]);
  });

  it('has no z without statistics, and no value past the end', () => {
    expect(readCoefficients(dimensions, coef, null, [], 2)).toMatchObject([{ value: Number.NaN, statistics: null }]);
  });

  it('marks a std near zero', () => {
    const stats = statistics([1, 1, 1, 1, 2.1e-8, 1]);
    const rows = readCoefficients(dimensions, coef, stats, listNearZero(stats), 0);
    expect(rows[0]?.isStdNearZero).toBe(true);
  });
});

describe('describeNearZero', () => {
  it('computes the consequence from the std and the eps of the loader', () => {
    expect(describeNearZero(GROUPS, listNearZero(statistics([1, 1, 1, 1, 1, 2.1e-8])))).toBe(
      'Std near 0: a change of 1e-6 becomes z = 45 in jaw z.',
    );
  });

  it('counts the dimensions and names the worst', () => {
    expect(describeNearZero(GROUPS, listNearZero(statistics([1, 1, 1, 1, 1.9e-8, 0])))).toBe(
      'Std near 0 in 2 dimensions: a change of 1e-6 becomes z = 1000 in jaw z.',
    );
  });

  it('says nothing where no std is near zero', () => {
    expect(describeNearZero(GROUPS, listNearZero(statistics([1, 1, 1, 1, 1, 1e-3])))).toBeNull();
    expect(describeNearZero(GROUPS, listNearZero(null))).toBeNull();
  });
});
