import type { CoefficientStatistics } from '../../core/statistics/coefficient-statistics.ts';
import { type NormalBins, placeNormalBins } from '../../core/statistics/normal-histogram.ts';
import type { DatasetSummary } from '../../worker/protocol.ts';
import type { AppState } from '../app-state.ts';
import { defaultSplit, recipeOf, sideStatistics } from './side-statistics.ts';

/** Tenths of a deviation to six deviations on either side, so that narrower statistics still fill a normalised picture from -4 to 4. */
const BIN_OPTIONS = { binCount: 121, reach: 6 };

/** The split whose frames the histogram counts: the candidate's, or else the reference's. */
export function histogramSplit(state: AppState, summary: DatasetSummary): string {
  for (const side of ['candidate', 'reference'] as const) {
    const recipe = recipeOf(state, side);
    if ('split' in recipe) return recipe.split;
  }
  return defaultSplit(summary);
}

/** Deviations on either side that have to be counted by either side's statistics. */
const SHOWN_REACH = 4;

/** Bins about the wider of the two statistics, dimension by dimension, so that both have their values counted. Null where neither side is known. */
export function placeBins(state: AppState): Readonly<Record<string, NormalBins>> | null {
  const sides = knownSides(state);
  const [first] = sides;
  if (first === undefined) return null;
  const placed: Record<string, NormalBins> = {};
  for (const [group, { mean }] of first) {
    const wider = Array.from(mean, (_, dim) => widest(sides, group, dim));
    placed[group] = placeNormalBins(
      { mean: wider.map((each) => each.mean), std: wider.map((each) => each.std) },
      BIN_OPTIONS,
    );
  }
  return placed;
}

/** Whether the bins hold all that is shown of either side's z. */
export function isReached(groups: ReadonlyMap<string, NormalBins>, state: AppState): boolean {
  return knownSides(state).every((side) =>
    Array.from(side).every(([group, { mean, std }]) => {
      const bins = groups.get(group);
      if (bins === undefined) return true;
      return Array.from(mean).every((middle, dim) => {
        const deviation = std[dim] ?? Number.NaN;
        if (!isUsable(middle, deviation)) return true;
        const far = Math.abs(middle - (bins.mean[dim] ?? 0)) + SHOWN_REACH * deviation;
        return far <= bins.reach * (bins.scale[dim] ?? 0);
      });
    }),
  );
}

function knownSides(state: AppState): CoefficientStatistics[] {
  return (['candidate', 'reference'] as const).flatMap((name) => {
    const side = sideStatistics(state, name);
    return side.isKnown ? [side.statistics] : [];
  });
}

/** A dimension without usable statistics is counted about 0: its values then lie in the middle or beyond. */
function widest(sides: readonly CoefficientStatistics[], group: string, dim: number): { mean: number; std: number } {
  let wide = { mean: 0, std: -1 };
  for (const side of sides) {
    const mean = side.get(group)?.mean[dim] ?? Number.NaN;
    const std = side.get(group)?.std[dim] ?? Number.NaN;
    if (isUsable(mean, std) && std > wide.std) wide = { mean, std };
  }
  return wide.std < 0 ? { mean: 0, std: 1 } : wide;
}

function isUsable(mean: number, std: number): boolean {
  return Number.isFinite(mean) && Number.isFinite(std) && std >= 0;
}
