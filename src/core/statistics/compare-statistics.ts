import { DataError, type Problem } from '../errors.ts';
import { COEFFICIENT_EPS } from '../sample/normalize.ts';
import { nameDimension } from './dimension-name.ts';
import { amplificationOf, NEAR_ZERO_STD } from './near-zero-std.ts';

/** What is compared of one group: a value a dimension, in dataset units. */
export interface ComparableGroup {
  readonly mean: ArrayLike<number>;
  readonly std: ArrayLike<number>;
}

/** By group name. Any statistics will do: of a file, recomputed, of a sequence, of another dataset. */
export type ComparableStatistics = ReadonlyMap<string, ComparableGroup>;

export interface CompareOptions {
  /** Share by which a std may change before the dimension counts as different; 0.1 when absent. */
  readonly tolerance?: number;
  /** A std below it is near zero; 1e-6 when absent. */
  readonly nearZeroStd?: number;
  /** What the loader adds to each std; 1e-9 when absent. */
  readonly eps?: number;
  /** Names of the two sides, for messages. */
  readonly referenceName?: string;
  readonly candidateName?: string;
}

/** One dimension on both sides. */
export interface ComparedDimension {
  readonly group: string;
  readonly dim: number;
  /** e.g. `exp 17`, `jaw y`. */
  readonly name: string;
  readonly refMean: number;
  readonly refStd: number;
  readonly candMean: number;
  readonly candStd: number;
  /** `candStd / refStd`; 1 where both are 0, infinite where only the reference is, NaN where one is no usable std. */
  readonly stdRatio: number;
  /** `stdRatio - 1`: +0.31 is 31 % wider. */
  readonly stdChange: number;
  /** `candMean - refMean`, dataset units. */
  readonly meanChange: number;
  /** The same in reference std; NaN where that is 0 and the means are equal, infinite where they are not. */
  readonly meanChangeInStd: number;
  /** Whether the std changes by more than the tolerance. Two stds near zero never count: their ratio is one of noise. */
  readonly isDifferent: boolean;
  /** Whether the std is near zero on one side at least. */
  readonly isNearZero: boolean;
  /** What a change of 1e-6 becomes once it is divided by `std + eps`, on either side. */
  readonly refAmplification: number;
  readonly candAmplification: number;
}

export interface StatisticsComparison {
  /** Every dimension that both sides have, in the reference's order. */
  readonly dimensions: readonly ComparedDimension[];
  /** Largest disagreement first, by |log stdRatio|; without what is near zero on both sides and without unusable stds. */
  readonly largest: readonly ComparedDimension[];
  /** Those near zero on one side at least, in the reference's order. */
  readonly nearZero: readonly ComparedDimension[];
  readonly differentCount: number;
  /** Groups that only one side has or whose widths differ, and dimensions without a usable mean or std: left out of `largest`. */
  readonly problems: readonly Problem[];
}

/** Compares two statistics dimension by dimension. Throws a `DataError` where no group is on both sides with the same width. */
export function compareStatistics(
  reference: ComparableStatistics,
  candidate: ComparableStatistics,
  options: CompareOptions = {},
): StatisticsComparison {
  const { referenceName = 'the reference', candidateName = 'the candidate' } = options;
  const where = `${referenceName} against ${candidateName}`;
  const problems = checkGroups(reference, candidate, where);
  const dimensions: ComparedDimension[] = [];
  for (const [group, ref] of reference) {
    const cand = candidate.get(group);
    if (cand === undefined || widthOf(ref) !== widthOf(cand)) continue;
    for (let dim = 0; dim < widthOf(ref); dim++) dimensions.push(compareDimension(group, dim, ref, cand, options));
    problems.push(...checkValues(group, ref, referenceName), ...checkValues(group, cand, candidateName));
  }
  if (dimensions.length === 0) {
    throw new DataError({
      code: 'comparison-empty',
      what: 'The statistics have no group in common',
      expected: describeGroups(reference),
      found: describeGroups(candidate),
      where,
    });
  }
  return {
    dimensions,
    largest: sortByDisagreement(dimensions, options.nearZeroStd ?? NEAR_ZERO_STD),
    nearZero: dimensions.filter(({ isNearZero }) => isNearZero),
    differentCount: dimensions.filter(({ isDifferent }) => isDifferent).length,
    problems,
  };
}

function compareDimension(
  group: string,
  dim: number,
  reference: ComparableGroup,
  candidate: ComparableGroup,
  { tolerance = 0.1, nearZeroStd = NEAR_ZERO_STD, eps = COEFFICIENT_EPS }: CompareOptions,
): ComparedDimension {
  const refMean = reference.mean[dim] ?? Number.NaN;
  const refStd = reference.std[dim] ?? Number.NaN;
  const candMean = candidate.mean[dim] ?? Number.NaN;
  const candStd = candidate.std[dim] ?? Number.NaN;
  const stdRatio = ratioOf(candStd, refStd);
  const stdChange = stdRatio - 1;
  const isNoise = refStd < nearZeroStd && candStd < nearZeroStd;
  return {
    group,
    dim,
    name: nameDimension(group, dim, widthOf(reference)),
    refMean,
    refStd,
    candMean,
    candStd,
    stdRatio,
    stdChange,
    meanChange: candMean - refMean,
    meanChangeInStd: (candMean - refMean) / refStd,
    isDifferent: !isNoise && Math.abs(stdChange) > tolerance,
    isNearZero: isNearZero(refStd, nearZeroStd) || isNearZero(candStd, nearZeroStd),
    refAmplification: amplificationOf(refStd, eps),
    candAmplification: amplificationOf(candStd, eps),
  };
}

function sortByDisagreement(dimensions: readonly ComparedDimension[], nearZeroStd: number): ComparedDimension[] {
  const disagreement = ({ stdRatio }: ComparedDimension) => Math.abs(Math.log(stdRatio));
  return dimensions
    .filter(({ refStd, candStd, stdRatio }) => {
      const isNoise = isNearZero(refStd, nearZeroStd) && isNearZero(candStd, nearZeroStd);
      return !Number.isNaN(stdRatio) && !isNoise;
    })
    .sort((a, b) => {
      const [inA, inB] = [disagreement(a), disagreement(b)];
      // Two infinities have no difference.
      return inA === inB ? 0 : inB - inA;
    });
}

function ratioOf(candStd: number, refStd: number): number {
  if (!(candStd >= 0 && refStd >= 0)) return Number.NaN;
  return candStd === refStd ? 1 : candStd / refStd;
}

function isNearZero(std: number, nearZeroStd: number): boolean {
  return std >= 0 && std < nearZeroStd;
}

function widthOf({ mean, std }: ComparableGroup): number {
  return Math.min(mean.length, std.length);
}

function checkGroups(reference: ComparableStatistics, candidate: ComparableStatistics, where: string): Problem[] {
  const problems: Problem[] = [];
  const report = (group: string, expected: string, found: string) =>
    problems.push({
      code: 'comparison-group',
      what: `The group ${group} cannot be compared`,
      expected,
      found,
      where,
    });
  for (const [group, ref] of reference) {
    const cand = candidate.get(group);
    if (cand === undefined) report(group, 'it on both sides', 'it in the reference alone');
    else if (widthOf(cand) !== widthOf(ref)) {
      report(group, `${widthOf(ref)} dimensions as in the reference`, `${widthOf(cand)} in the candidate`);
    }
  }
  for (const group of candidate.keys()) {
    if (!reference.has(group)) report(group, 'it on both sides', 'it in the candidate alone');
  }
  return problems;
}

function checkValues(group: string, { mean, std }: ComparableGroup, name: string): Problem[] {
  const width = Math.min(mean.length, std.length);
  const unusable: number[] = [];
  for (let dim = 0; dim < width; dim++) {
    const deviation = std[dim] ?? Number.NaN;
    if (!Number.isFinite(mean[dim]) || !(deviation >= 0)) unusable.push(dim);
  }
  const [first] = unusable;
  if (first === undefined) return [];
  return [
    {
      code: 'comparison-value',
      what: `${group} has ${unusable.length} dimension${unusable.length === 1 ? '' : 's'} that cannot be compared`,
      expected: 'a finite mean and a std of 0 or more',
      found: `mean ${mean[first]}, std ${std[first]} at dimension ${first}`,
      where: name,
    },
  ];
}

function describeGroups(statistics: ComparableStatistics): string {
  return Array.from(statistics, ([group, values]) => `${group} (${widthOf(values)})`).join(', ') || 'no group';
}
