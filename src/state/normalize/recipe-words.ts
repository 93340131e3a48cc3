import type { AppState } from '../app-state.ts';
import { cropLength } from '../crop-start.ts';
import { signalsOf } from '../selectors.ts';
import type { NearZeroTreatment } from './normalize-state.ts';
import { ALL_SEQUENCES, type StatisticsRecipe } from './statistics-recipe.ts';

/** What a source is called on the page. */
export function nameRecipe(state: AppState, recipe: StatisticsRecipe): string {
  const { dataset, sequence, normalize } = state;
  const other = normalize.other.phase === 'none' ? 'Second dataset' : normalize.other.name;
  switch (recipe.kind) {
    case 'file':
      return dataset.phase === 'open' ? dataset.summary.statisticsFileName : 'Statistics file';
    case 'npz':
      return recipe.fileName;
    case 'pooled':
      return `Recomputed on ${nameSplit(recipe.split)}${recipe.ddof === 1 ? ', sample' : ''}`;
    case 'random-crop':
      return `Random crops on ${nameSplit(recipe.split)}`;
    case 'sequence':
      return sequence.phase === 'none' ? 'This sequence' : sequence.entry;
    case 'crop':
      return 'This crop';
    case 'other-file':
      return `${other}, its file`;
    case 'other-pooled':
      return `${other}, recomputed${recipe.ddof === 1 ? ', sample' : ''}`;
  }
}

export function nameSplit(split: string): string {
  return split === ALL_SEQUENCES ? 'all sequences' : split;
}

/** How a source was made: a sentence without its full stop. */
export function describeOrigin(state: AppState, recipe: StatisticsRecipe, treatment: NearZeroTreatment): string {
  return `${describeRecipe(state, recipe)}${TREATMENTS[treatment]}`;
}

const TREATMENTS: Readonly<Record<NearZeroTreatment, string>> = {
  none: '',
  clamp: '; std below 1e-6 set to 1',
  'leave-out': '; dimensions with std below 1e-6 left out',
};

function describeRecipe(state: AppState, recipe: StatisticsRecipe): string {
  const { crop, normalize } = state;
  const other = normalize.other.phase === 'open' ? normalize.other.name : 'a second dataset';
  const head = signalsOf(state)?.head;
  switch (recipe.kind) {
    case 'file':
      return `As ${nameRecipe(state, recipe)} has them`;
    case 'npz':
      return `As the file ${recipe.fileName} has them`;
    case 'pooled':
      return `Pooled over every frame of ${nameSplit(recipe.split)}, std of ${DEVIATIONS[recipe.ddof]}`;
    case 'random-crop':
      return `Mean over random windows of ${nameSplit(recipe.split)}: ${recipe.rounds} rounds of ${recipe.windowFrames} frames, seed ${recipe.seed}`;
    case 'sequence':
      return head === undefined ? 'Of this sequence' : `Of all ${head.n_frames} frames of ${head.entry}`;
    case 'crop':
      return `Of frames [${crop.startFrame}, ${crop.startFrame + cropLength(crop)}] of ${head?.entry ?? 'this sequence'}`;
    case 'other-file':
      return `As the statistics file of ${other} has them`;
    case 'other-pooled':
      return `Pooled over every training frame of ${other}, std of ${DEVIATIONS[recipe.ddof]}`;
  }
}

const DEVIATIONS = { 0: 'the population', 1: 'a sample' } as const;

/** Name of the file that a source is saved as: `stats_train.npz` is what the training loader looks for. */
export function nameStatisticsFile(state: AppState, recipe: StatisticsRecipe): string {
  const { dataset, crop } = state;
  const entry = signalsOf(state)?.head.entry.replaceAll('/', '_') ?? 'sequence';
  switch (recipe.kind) {
    case 'pooled':
    case 'random-crop':
      return `stats_${recipe.split}.npz`;
    case 'sequence':
      return `stats_${entry}.npz`;
    case 'crop':
      return `stats_${entry}_${crop.startFrame}.npz`;
    default:
      return dataset.phase === 'open' ? dataset.summary.statisticsFileName : 'stats_train.npz';
  }
}
