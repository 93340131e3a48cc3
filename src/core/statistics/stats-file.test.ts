import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NdArray } from '../formats/ndarray.ts';
import { parseNpz } from '../formats/npz.ts';
import { toFloat32Statistics } from './coefficient-statistics.ts';
import { checkStatistics, findNearZeroStd, parseStatisticsFile, toStatisticsArrays } from './stats-file.ts';

const DEMO_GROUPS = [
  { name: 'shape', width: 100 },
  { name: 'exp', width: 50 },
  { name: 'pose', width: 6 },
];

function demoArrays(): Map<string, NdArray> {
  return parseNpz(readFileSync(new URL('../../../public/demo/stats_train.npz', import.meta.url)));
}

function vector(values: readonly number[], shape: readonly number[] = [values.length]): NdArray {
  return { dtype: '<f4', shape, isFortranOrder: false, bytes: new Uint8Array(Float32Array.from(values).buffer) };
}

/** Arrays of one group `pose` of two dimensions, with some of them replaced. */
function poseArrays(changes: Readonly<Record<string, NdArray>> = {}): Map<string, NdArray> {
  const usual = { mean: vector([1, 2]), std: vector([3, 4]), max: vector([9, 8]), min: vector([-9, -8]) };
  return new Map(Object.entries({ ...usual, ...changes }).map(([name, array]) => [`pose_${name}`, array]));
}

const POSE = [{ name: 'pose', width: 2 }];

describe('parseStatisticsFile', () => {
  it("reads the demo's file, and writing it again gives the same arrays in the same order", () => {
    const arrays = demoArrays();
    const statistics = parseStatisticsFile(arrays, DEMO_GROUPS, 'stats_train.npz');
    expect([...statistics.keys()]).toEqual(['shape', 'exp', 'pose']);
    expect(checkStatistics(statistics, 'stats_train.npz')).toEqual([]);
    const written = [...toStatisticsArrays(statistics)];
    expect(written.map(([name]) => name)).toEqual([...arrays.keys()]);
    for (const [name, { dtype, shape, bytes }] of written) {
      const original = arrays.get(name);
      expect({ dtype, shape }).toEqual({ dtype: original?.dtype, shape: original?.shape });
      expect([...bytes]).toEqual([...(original?.bytes ?? [])]);
    }
  });

  it('says how wide an array is and should be', () => {
    const arrays = demoArrays().set('exp_mean', vector(Array(49).fill(0)));
    expect(() => parseStatisticsFile(arrays, DEMO_GROUPS, 'stats_train.npz')).toThrow(
      'exp_mean is 49 wide, exp is 50 wide: expected shape (50,), found shape (49,) (stats_train.npz)',
    );
  });

  it('lists the arrays that are missing', () => {
    const arrays = poseArrays();
    arrays.delete('pose_std');
    expect(() => parseStatisticsFile(arrays, [...POSE, { name: 'exp', width: 1 }], 's.npz')).toThrow(
      'The statistics lack pose_std, exp_mean, exp_std: expected pose_mean, pose_std, exp_mean, exp_std, ' +
        'found pose_mean, pose_max, pose_min (s.npz)',
    );
    expect(() => parseStatisticsFile(new Map(), POSE, 's.npz')).toThrow('found no arrays (s.npz)');
  });

  it.each([[[1, 2]], [[2, 1]]])('takes the shape %j as a vector', (shape) => {
    const statistics = parseStatisticsFile(poseArrays({ mean: vector([5, 6], shape) }), POSE, 's.npz');
    expect(statistics.get('pose')?.mean).toEqual(Float32Array.of(5, 6));
  });

  it.each([
    [
      'a matrix',
      vector([1, 2, 3, 4], [2, 2]),
      'pose_mean is no vector: expected shape (2,), found shape (2, 2) (s.npz)',
    ],
    ['a scalar', vector([1], []), 'pose_mean is no vector: expected shape (2,), found shape () (s.npz)'],
    [
      'three dimensions',
      vector([1, 2], [1, 1, 2]),
      'pose_mean is no vector: expected shape (2,), found shape (1, 1, 2) (s.npz)',
    ],
    [
      'an empty vector',
      vector([], [0]),
      'pose_mean is 0 wide, pose is 2 wide: expected shape (2,), found shape (0,) (s.npz)',
    ],
    [
      'no rows',
      vector([], [0, 1]),
      'pose_mean is 0 wide, pose is 2 wide: expected shape (2,), found shape (0, 1) (s.npz)',
    ],
  ])('refuses %s', (_, mean, message) => {
    expect(() => parseStatisticsFile(poseArrays({ mean }), POSE, 's.npz')).toThrow(message);
  });

  it('names the array whose bytes are wrong', () => {
    const mean = { ...vector([1, 2]), bytes: new Uint8Array(7) };
    expect(() => parseStatisticsFile(poseArrays({ mean }), POSE, 's.npz')).toThrow('found 7 bytes (s.npz, pose_mean)');
  });
});

describe('checkStatistics', () => {
  const check = (changes: Readonly<Record<string, NdArray>>) =>
    checkStatistics(parseStatisticsFile(poseArrays(changes), POSE, 's.npz'), 's.npz');

  it('has nothing to say of sound statistics', () => {
    expect(check({})).toEqual([]);
  });

  it('reports a NaN mean', () => {
    expect(check({ mean: vector([0, Number.NaN]) })).toEqual([
      {
        code: 'stats-not-finite',
        what: 'pose_mean has 1 unusable value',
        expected: 'finite numbers',
        found: 'NaN at dimension 1',
        where: 's.npz',
      },
    ]);
  });

  it('reports negative and infinite deviations', () => {
    expect(check({ std: vector([-0.5, Number.POSITIVE_INFINITY]) })).toEqual([
      {
        code: 'stats-bad-std',
        what: 'pose_std has 2 unusable values',
        expected: 'finite numbers, none below 0',
        found: '-0.5 at dimension 0',
        where: 's.npz',
      },
    ]);
  });

  it('reports extremes that the file lacks, and reads the rest', () => {
    const arrays = poseArrays();
    arrays.delete('pose_max');
    const statistics = parseStatisticsFile(arrays, POSE, 's.npz');
    expect(statistics.get('pose')?.std).toEqual(Float32Array.of(3, 4));
    expect(checkStatistics(statistics, 's.npz').map(({ what }) => what)).toEqual(['pose_max is absent or all NaN']);
  });

  it('reports float64 values, which it keeps', () => {
    const mean = { ...vector([1, 2]), dtype: '<f8', bytes: new Uint8Array(Float64Array.of(0.1, 0.2).buffer) };
    expect(parseStatisticsFile(poseArrays({ mean }), POSE, 's').get('pose')?.mean).toEqual(Float64Array.of(0.1, 0.2));
    expect(check({ mean }).map(({ code, what }) => [code, what])).toEqual([
      ['stats-not-float32', 'pose_mean is not float32'],
    ]);
  });
});

describe('findNearZeroStd', () => {
  it('says what a small deviation does to a small change', () => {
    // 1e-6 / (2.1222e-8 + 1e-9) = 45.
    const statistics = parseStatisticsFile(poseArrays({ std: vector([0, 2.1222e-8]) }), POSE, 's.npz');
    const found = findNearZeroStd(statistics, 1e-9);
    expect(found.map(({ group, dim, consequence }) => [group, dim, consequence])).toEqual([
      ['pose', 0, 'a change of 1e-6 becomes z = 1000'],
      ['pose', 1, 'a change of 1e-6 becomes z = 45'],
    ]);
    expect(found[1]?.std).toBe(Math.fround(2.1222e-8));
  });

  it('leaves ordinary, negative and NaN deviations to others', () => {
    for (const std of [vector([1e-5, 1]), vector([-1, Number.NaN])]) {
      expect(findNearZeroStd(parseStatisticsFile(poseArrays({ std }), POSE, 's.npz'), 1e-9)).toEqual([]);
    }
  });
});

describe('toStatisticsArrays', () => {
  it('writes float64 statistics as float32', () => {
    const values = {
      mean: Float64Array.of(0.1),
      std: Float64Array.of(0.2),
      min: Float64Array.of(-1),
      max: Float64Array.of(3),
    };
    const statistics = new Map([['exp', values]]);
    const read = parseStatisticsFile(toStatisticsArrays(statistics), [{ name: 'exp', width: 1 }], 's.npz');
    expect(read).toEqual(toFloat32Statistics(statistics));
    // 0.1 rounds to 0x3dcccccd.
    expect([...(toStatisticsArrays(statistics).get('exp_mean')?.bytes ?? [])]).toEqual([0xcd, 0xcc, 0xcc, 0x3d]);
  });
});
