import { DataError, type Problem, within } from '../errors.ts';
import {
  createNdArray,
  type NdArray,
  parseDtype,
  shapeText,
  toFloat32Array,
  toFloat64Array,
} from '../formats/ndarray.ts';
import type { CoefficientStatistics, GroupStatistics, GroupWidth } from './coefficient-statistics.ts';
import { amplificationOf, NEAR_ZERO_STD } from './near-zero-std.ts';

export type { CoefficientStatistics } from './coefficient-statistics.ts';

/** In the order in which a statistics file holds them. */
const STATISTICS = ['mean', 'std', 'max', 'min'] as const;
type Statistic = (typeof STATISTICS)[number];

/**
 * The statistics of the groups out of a statistics file's arrays, `<group>_mean` and so on. float32 and float16 become float32; other types
 * become float64, in which torch would compute with them too.
 *
 * `_mean` and `_std` are required, as by the loader; an absent `_min` or `_max` becomes NaN. Arrays of other groups are ignored. Throws a
 * `DataError` where arrays are missing, are no vectors, or are not as wide as their group. `name` is the file's, for messages.
 */
export function parseStatisticsFile(
  arrays: ReadonlyMap<string, NdArray>,
  groups: readonly GroupWidth[],
  name: string,
): CoefficientStatistics {
  const required = groups.flatMap((group) => [`${group.name}_mean`, `${group.name}_std`]);
  const missing = required.filter((array) => !arrays.has(array));
  if (missing.length > 0) {
    throw new DataError({
      code: 'stats-missing',
      what: `The statistics lack ${missing.join(', ')}`,
      expected: required.join(', '),
      found: [...arrays.keys()].join(', ') || 'no arrays',
      where: name,
    });
  }
  return new Map(
    groups.map((group) => {
      const read = (statistic: Statistic) => readStatistic(arrays, group, statistic, name);
      return [group.name, { mean: read('mean'), std: read('std'), min: read('min'), max: read('max') }];
    }),
  );
}

/**
 * What is odd about statistics that can be used all the same: NaN, infinities and negative deviations, by group with the first dimension named;
 * minima and maxima that the file lacks; values that are not float32, with which the loader would compute in float64.
 */
export function checkStatistics(statistics: CoefficientStatistics, where: string): Problem[] {
  const problems: Problem[] = [];
  for (const [group, values] of statistics) {
    for (const statistic of STATISTICS) {
      const problem = checkValues(`${group}_${statistic}`, statistic, values[statistic]);
      if (problem !== null) problems.push({ ...problem, where });
    }
  }
  return problems;
}

/** A dimension whose deviation is so small that normalising blows noise up. */
export interface NearZeroStd {
  readonly group: string;
  readonly dim: number;
  readonly std: number;
  /** One sentence without its full stop. */
  readonly consequence: string;
}

/** Dimensions with a std in [0, 1e-6). `eps` is what the loader adds to each std. */
export function findNearZeroStd(statistics: CoefficientStatistics, eps: number): NearZeroStd[] {
  const found: NearZeroStd[] = [];
  for (const [group, { std }] of statistics) {
    for (const [dim, value] of std.entries()) {
      if (!(value >= 0 && value < NEAR_ZERO_STD)) continue;
      const z = Number(amplificationOf(value, eps).toPrecision(2));
      const consequence = `a change of 1e-6 becomes z = ${z}`;
      found.push({ group, dim, std: value, consequence });
    }
  }
  return found;
}

/** The arrays of a statistics file, float32, in the order of the dataset's own script (`np.savez` in make_dataset.py). */
export function toStatisticsArrays(statistics: CoefficientStatistics): Map<string, NdArray> {
  const arrays = new Map<string, NdArray>();
  for (const [group, values] of statistics) {
    for (const statistic of STATISTICS) arrays.set(`${group}_${statistic}`, float32Vector(values[statistic]));
  }
  return arrays;
}

function readStatistic(
  arrays: ReadonlyMap<string, NdArray>,
  group: GroupWidth,
  statistic: Statistic,
  fileName: string,
): GroupStatistics[Statistic] {
  const arrayName = `${group.name}_${statistic}`;
  const array = arrays.get(arrayName);
  if (array === undefined) return new Float32Array(group.width).fill(Number.NaN);
  const { shape } = array;
  const isVector = shape.length === 1 || (shape.length === 2 && shape.includes(1));
  const width = Math.max(...shape, 0);
  if (!isVector || width !== group.width || shape.includes(0)) {
    throw new DataError({
      code: isVector ? 'stats-width' : 'stats-shape',
      what: isVector
        ? `${arrayName} is ${shape.includes(0) ? 0 : width} wide, ${group.name} is ${group.width} wide`
        : `${arrayName} is no vector`,
      expected: `shape (${group.width},)`,
      found: `shape ${shapeText(shape)}`,
      where: fileName,
    });
  }
  return within(`${fileName}, ${arrayName}`, () => {
    const { kind, itemSize } = parseDtype(array.dtype);
    return kind === 'float' && itemSize <= 4 ? toFloat32Array(array) : toFloat64Array(array);
  });
}

function checkValues(
  arrayName: string,
  statistic: Statistic,
  values: Float32Array | Float64Array,
): Omit<Problem, 'where'> | null {
  if ((statistic === 'min' || statistic === 'max') && values.every(Number.isNaN)) {
    return {
      code: 'stats-no-range',
      what: `${arrayName} is absent or all NaN`,
      expected: 'numbers',
      found: 'none; the loader does not use it',
    };
  }
  const isUsable = (value: number) => Number.isFinite(value) && (statistic !== 'std' || value >= 0);
  const dim = values.findIndex((value) => !isUsable(value));
  if (dim >= 0) {
    const count = values.filter((value) => !isUsable(value)).length;
    return {
      code: statistic === 'std' ? 'stats-bad-std' : 'stats-not-finite',
      what: `${arrayName} has ${count} unusable value${count === 1 ? '' : 's'}`,
      expected: statistic === 'std' ? 'finite numbers, none below 0' : 'finite numbers',
      found: `${values[dim]} at dimension ${dim}`,
    };
  }
  if (values instanceof Float32Array) return null;
  return {
    code: 'stats-not-float32',
    what: `${arrayName} is not float32`,
    expected: 'float32',
    found: 'another type, with which the loader computes in float64; rounded to float32 here',
  };
}

function float32Vector(values: Float32Array | Float64Array): NdArray {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, at) => {
    view.setFloat32(at * 4, value, true);
  });
  return createNdArray('<f4', [values.length], false, bytes);
}
