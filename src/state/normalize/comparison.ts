import { DataError, type Problem } from '../../core/errors.ts';
import type { CoefficientStatistics } from '../../core/statistics/coefficient-statistics.ts';
import {
  type ComparedDimension,
  compareStatistics,
  type StatisticsComparison,
} from '../../core/statistics/compare-statistics.ts';
import { clampNearZeroStd, leaveOutNearZeroStd } from '../../core/statistics/near-zero-std.ts';
import type { AppState } from '../app-state.ts';
import type { NearZeroTreatment } from './normalize-state.ts';
import { nameRecipe } from './recipe-words.ts';
import { recipeOf, sideStatistics } from './side-statistics.ts';

/** The two sides against each other; null while one is not known. */
export type ShownComparison =
  | { readonly isComparable: true; readonly comparison: StatisticsComparison; readonly isProvisional: boolean }
  | { readonly isComparable: false; readonly problem: Problem };

interface Compared {
  readonly reference: CoefficientStatistics;
  readonly candidate: CoefficientStatistics;
  readonly isProvisional: boolean;
  readonly shown: ShownComparison;
}

/** The last comparison: selectors run on every change of the state. */
let last: Compared | null = null;

/** The comparison on the page. The same object until a side changes. */
export function comparisonOf(state: AppState): ShownComparison | null {
  const reference = sideStatistics(state, 'reference');
  const candidate = sideStatistics(state, 'candidate');
  if (!reference.isKnown || !candidate.isKnown) return null;
  const isProvisional = reference.isProvisional || candidate.isProvisional;
  const isSame = last?.reference === reference.statistics && last.candidate === candidate.statistics;
  if (last !== null && isSame && last.isProvisional === isProvisional) return last.shown;
  const shown = compare(state, reference.statistics, candidate.statistics, isProvisional);
  last = { reference: reference.statistics, candidate: candidate.statistics, isProvisional, shown };
  return shown;
}

function compare(
  state: AppState,
  reference: CoefficientStatistics,
  candidate: CoefficientStatistics,
  isProvisional: boolean,
): ShownComparison {
  try {
    const comparison = compareStatistics(reference, candidate, {
      referenceName: nameRecipe(state, recipeOf(state, 'reference')),
      candidateName: nameRecipe(state, recipeOf(state, 'candidate')),
    });
    return { isComparable: true, comparison, isProvisional };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return { isComparable: false, problem: error.problem };
  }
}

/** The dimension shown in detail: the chosen one, or the one that differs most. */
export function shownDimension(state: AppState): ComparedDimension | null {
  const shown = comparisonOf(state);
  if (shown === null || !shown.isComparable) return null;
  const { dimensions, largest } = shown.comparison;
  const chosen = state.normalize.dimension;
  const found = chosen && dimensions.find(({ group, dim }) => group === chosen.group && dim === chosen.dim);
  return found ?? largest[0] ?? dimensions[0] ?? null;
}

/** The statistics as they are used and saved. */
export function treatNearZero(statistics: CoefficientStatistics, treatment: NearZeroTreatment): CoefficientStatistics {
  switch (treatment) {
    case 'none':
      return statistics;
    case 'clamp':
      return clampNearZeroStd(statistics);
    case 'leave-out':
      return leaveOutNearZeroStd(statistics);
  }
}

/** Median of candidate std to reference std over what is not near 0; null where there is none. */
export function medianStdRatio({ largest }: StatisticsComparison): number | null {
  const ratios = largest.map(({ stdRatio }) => stdRatio).filter((ratio) => Number.isFinite(ratio) && ratio > 0);
  ratios.sort((a, b) => a - b);
  const [low, high] = [ratios[(ratios.length - 1) >> 1], ratios[ratios.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
