import type { CoefficientStatistics } from '../../core/statistics/coefficient-statistics.ts';
import { finalizePooled } from '../../core/statistics/coefficient-statistics.ts';
import type { MomentsByGroup } from '../../core/statistics/dataset-statistics.ts';
import type { DatasetSummary, StatisticsSummary } from '../../worker/protocol.ts';
import type { AppState } from '../app-state.ts';
import { cropLength } from '../crop-start.ts';
import { measureLoadedFrames } from '../crop-statistics.ts';
import { signalsOf } from '../selectors.ts';
import { statisticsScopeOf } from '../statistics-scope.ts';
import type { ComparedSide, PassYield } from './normalize-state.ts';
import { passKeyOf, type StatisticsRecipe } from './statistics-recipe.ts';

/** The statistics of one side, or in words why there are none. */
export type SideStatistics =
  | { readonly isKnown: true; readonly statistics: CoefficientStatistics; readonly isProvisional: boolean }
  | { readonly isKnown: false; readonly reason: string };

/** What a side compares: the user's choice, or what a new page shows. */
export function recipeOf(state: AppState, side: ComparedSide): StatisticsRecipe {
  const { dataset, normalize } = state;
  const chosen = normalize.recipes[side];
  if (chosen !== null || dataset.phase !== 'open') return chosen ?? FILE;
  return side === 'reference' ? defaultReference(dataset.summary) : defaultCandidate(dataset.summary);
}

const FILE: StatisticsRecipe = { kind: 'file' };
const SEQUENCE: StatisticsRecipe = { kind: 'sequence' };
const POOLED_TRAIN: StatisticsRecipe = { kind: 'pooled', split: 'train', ddof: 0 };
const POOLED_ALL: StatisticsRecipe = { kind: 'pooled', split: 'all', ddof: 0 };

function defaultReference({ statistics }: DatasetSummary): StatisticsRecipe {
  return statistics === null ? SEQUENCE : FILE;
}

function defaultCandidate(summary: DatasetSummary): StatisticsRecipe {
  return summary.splits.some(({ name, sequences }) => name === 'train' && sequences > 0) ? POOLED_TRAIN : POOLED_ALL;
}

/** The split that passes are over where a recipe names none. */
export function defaultSplit(summary: DatasetSummary): string {
  return statisticsScopeOf(summary).kind;
}

/** The statistics of a side. The same object until they change, so that it can be selected. */
export function sideStatistics(state: AppState, side: ComparedSide): SideStatistics {
  return statisticsOfRecipe(state, recipeOf(state, side));
}

export function statisticsOfRecipe(state: AppState, recipe: StatisticsRecipe): SideStatistics {
  const { dataset, normalize } = state;
  if (dataset.phase !== 'open') return NO_DATASET;
  switch (recipe.kind) {
    case 'file':
      return dataset.summary.statistics === null ? NO_FILE : ofSummary(dataset.summary.statistics);
    case 'npz':
      return normalize.file?.fileName === recipe.fileName ? settled(normalize.file.statistics) : NOT_CHOSEN;
    case 'sequence':
    case 'crop':
      return ofFrames(state, recipe.kind);
    case 'other-file':
      if (normalize.other.phase !== 'open') return NO_OTHER;
      return normalize.other.outline.statistics === null ? NO_OTHER_FILE : settled(normalize.other.outline.statistics);
    case 'other-pooled':
      return normalize.other.phase === 'open' ? ofPass(state, recipe) : NO_OTHER;
    default:
      return ofPass(state, recipe);
  }
}

function ofPass({ normalize }: AppState, recipe: StatisticsRecipe): SideStatistics {
  const pass = normalize.passes[passKeyOf(recipe) ?? ''];
  if (pass === undefined) return NOT_COMPUTED;
  if (pass.phase === 'waiting') return WAITING;
  if (pass.phase === 'failed') return FAILED;
  if (pass.found === null) return STARTED;
  const ddof = recipe.kind === 'pooled' || recipe.kind === 'other-pooled' ? recipe.ddof : 0;
  return ofYield(pass.found, ddof, pass.phase !== 'done');
}

const NO_DATASET = unknown('No dataset is open');
const NO_FILE = unknown('The dataset has no usable statistics file');
const NOT_CHOSEN = unknown('The file is not chosen yet');
const NO_OTHER = unknown('The second dataset is not open');
const NO_OTHER_FILE = unknown('The second dataset has no usable statistics file');
const NOT_COMPUTED = unknown('Not computed yet');
const WAITING = unknown('Waits for the pass before it');
const STARTED = unknown('The first sequence is being read');
const FAILED = unknown('The pass failed');
const NO_SEQUENCE = unknown('No sequence is open');
const DECODING = unknown('The sequence is being decoded');
const UNREADABLE = unknown('A clip of these frames cannot be read, so they have no statistics');
const TOO_SHORT = unknown('The sequence is shorter than one crop');

function unknown(reason: string): SideStatistics {
  return { isKnown: false, reason };
}

const settledBy = new WeakMap<CoefficientStatistics, SideStatistics>();

function settled(statistics: CoefficientStatistics): SideStatistics {
  return remember(settledBy, statistics, () => ({ isKnown: true, statistics, isProvisional: false }));
}

const bySummary = new WeakMap<StatisticsSummary, SideStatistics>();

function ofSummary(summary: StatisticsSummary): SideStatistics {
  return remember(bySummary, summary, () => settled(new Map(Object.entries(summary.groups))));
}

const byMoments = new WeakMap<MomentsByGroup, Map<string, SideStatistics>>();
const byProvisional = new WeakMap<CoefficientStatistics, SideStatistics>();

function ofYield(found: PassYield, ddof: 0 | 1, isProvisional: boolean): SideStatistics {
  if (found.kind === 'statistics') {
    const { statistics } = found;
    if (!isProvisional) return settled(statistics);
    return remember(byProvisional, statistics, () => ({ isKnown: true, statistics, isProvisional }));
  }
  const known = remember(byMoments, found.moments, () => new Map<string, SideStatistics>());
  const key = `${ddof} ${isProvisional}`;
  const side = known.get(key) ?? { isKnown: true, statistics: finalizePooled(found.moments, ddof), isProvisional };
  known.set(key, side);
  return side;
}

/** The last ones measured: selectors run on every change of the state. */
const lastFrames = new Map<string, { readonly key: readonly unknown[]; readonly side: SideStatistics }>();

function ofFrames(state: AppState, kind: 'sequence' | 'crop'): SideStatistics {
  const { dataset, crop, sequence } = state;
  const signals = signalsOf(state);
  if (signals === null || dataset.phase !== 'open') return sequence.phase === 'opening' ? DECODING : NO_SEQUENCE;
  const { groups } = dataset.summary;
  const key = kind === 'crop' ? [signals, crop] : [signals];
  const last = lastFrames.get(kind);
  if (last !== undefined && last.key.length === key.length && last.key.every((part, at) => part === key[at])) {
    return last.side;
  }
  const side = measureFrames();
  lastFrames.set(kind, { key, side });
  return side;

  function measureFrames(): SideStatistics {
    const { head, loadedClips } = signals ?? { head: null, loadedClips: 0 };
    if (signals === null || head === null) return NO_SEQUENCE;
    const start = kind === 'crop' ? crop.startFrame : 0;
    const end = kind === 'crop' ? start + cropLength(crop) : head.n_frames;
    if (end > head.n_frames) return TOO_SHORT;
    const moments = measureLoadedFrames(signals, groups, start, end);
    if (moments === null) return loadedClips < head.n_clips ? DECODING : UNREADABLE;
    return { isKnown: true, statistics: finalizePooled(moments, 0), isProvisional: false };
  }
}

function remember<K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
