import type { StoreApi } from 'zustand/vanilla';
import { DataError, type Problem } from '../../core/errors.ts';
import type { SavedSample } from '../actions.ts';
import type { AppState } from '../app-state.ts';
import { summarizeGroups } from '../crop-statistics.ts';
import { treatNearZero } from './comparison.ts';
import type { NearZeroTreatment } from './normalize-state.ts';
import { describeOrigin, nameRecipe, nameStatisticsFile } from './recipe-words.ts';
import { recipeOf, sideStatistics, statisticsOfRecipe } from './side-statistics.ts';
import { formatRecipe, type StatisticsRecipe } from './statistics-recipe.ts';

/** Normalises the page by a recipe's statistics. False where they are not known for certain: nothing happens then. */
export function takeIntoUse(
  store: StoreApi<AppState>,
  recipe: StatisticsRecipe,
  treatment: NearZeroTreatment,
): boolean {
  const state = store.getState();
  const side = statisticsOfRecipe(state, recipe);
  if (!side.isKnown || side.isProvisional) return false;
  if (treatment === 'none' && (recipe.kind === 'file' || recipe.kind === 'crop')) {
    store.setState({ statisticsSource: recipe.kind });
    return true;
  }
  // What is open or chosen besides may be another when the link is.
  const isAgainThere = recipe.kind === 'file' || recipe.kind === 'pooled' || recipe.kind === 'random-crop';
  const suffix = treatment === 'none' ? '' : `~${treatment}`;
  store.setState({
    statisticsSource: 'chosen',
    chosenStatistics: {
      statistics: {
        name: nameRecipe(state, recipe),
        groups: summarizeGroups(treatNearZero(side.statistics, treatment)),
      },
      origin: describeOrigin(state, recipe, treatment),
      recipe: isAgainThere ? `${formatRecipe(recipe)}${suffix}` : null,
    },
  });
  return true;
}

/** The candidate as a file for the training loader. Throws a `DataError` while it is not known for certain. */
export async function saveCandidate(state: AppState): Promise<SavedSample> {
  const recipe = recipeOf(state, 'candidate');
  const side = sideStatistics(state, 'candidate');
  if (!side.isKnown || side.isProvisional) {
    throw new DataError(notCertain(side.isKnown ? 'provisional values' : side.reason));
  }
  const { formatStatisticsFile } = await import('./statistics-file.ts');
  const bytes = formatStatisticsFile(treatNearZero(side.statistics, state.normalize.treatment));
  return { fileName: nameStatisticsFile(state, recipe), bytes };
}

function notCertain(found: string): Problem {
  return {
    code: 'statistics-unknown',
    what: 'The candidate cannot be saved',
    expected: 'statistics that are known for certain',
    found,
    where: 'Normalize',
  };
}
