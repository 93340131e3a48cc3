import type { Problem } from '../core/errors.ts';
import type { Measured } from './stats-measure.ts';

/** Groups with dimensions whose mean or std is no finite number: a loader that divides by them gets NaN. One problem a group. */
export function findUnusable({ count, statistics }: Measured, source: string): Problem[] {
  return Array.from(statistics).flatMap(([group, { mean, std }]) => {
    const dims = [...mean.keys()].filter((dim) => !Number.isFinite(mean[dim]) || !Number.isFinite(std[dim]));
    const [first] = dims;
    if (first === undefined) return [];
    return [
      {
        code: 'stats-unusable',
        what: `${group} has ${dims.length} ${dims.length === 1 ? 'dimension' : 'dimensions'} without a usable mean and std`,
        expected:
          count === 1
            ? 'finite coefficients, and 2 frames or more for the std of a sample'
            : 'finite coefficients in every frame',
        found: `mean ${mean[first]}, std ${std[first]} at dimension ${first}`,
        where: source,
      },
    ];
  });
}
