import { type Moments, std } from './moments.ts';

/** Name and dimensions of a coefficient group. */
export interface GroupWidth {
  readonly name: string;
  readonly width: number;
}

/** Statistics of one group, one value a dimension. float32 where they are, or will be, saved as the loader reads them. */
export interface GroupStatistics {
  readonly mean: Float32Array | Float64Array;
  readonly std: Float32Array | Float64Array;
  readonly min: Float32Array | Float64Array;
  readonly max: Float32Array | Float64Array;
}

/** By group name, in the dataset's order. */
export type CoefficientStatistics = ReadonlyMap<string, GroupStatistics>;

/** float64 statistics over all rows of the moments; `ddof` as numpy's `std` (0: of the population, 1: of a sample). */
export function finalizePooled(momentsByGroup: ReadonlyMap<string, Moments>, ddof: 0 | 1): CoefficientStatistics {
  return new Map(
    Array.from(momentsByGroup, ([group, moments]) => [
      group,
      {
        mean: moments.mean.slice(),
        std: std(moments, ddof),
        min: moments.min.slice(),
        max: moments.max.slice(),
      },
    ]),
  );
}

/** A copy rounded to float32, as a statistics file holds it. */
export function toFloat32Statistics(statistics: CoefficientStatistics): CoefficientStatistics {
  return new Map(
    Array.from(statistics, ([group, values]) => [
      group,
      {
        mean: Float32Array.from(values.mean),
        std: Float32Array.from(values.std),
        min: Float32Array.from(values.min),
        max: Float32Array.from(values.max),
      },
    ]),
  );
}
