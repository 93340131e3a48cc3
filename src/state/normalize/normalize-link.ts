import type { Problem } from '../../core/errors.ts';
import type { AppStore } from '../actions.ts';
import { linkProblem } from '../link-problem.ts';
import type { ViewLink } from '../view-link.ts';
import type { ChosenDimension, ComparedSide, NearZeroTreatment } from './normalize-state.ts';
import { formatRecipe, parseRecipe, type StatisticsRecipe } from './statistics-recipe.ts';

type Report = (problem: Problem) => void;

const SIDES = [
  ['nref', 'reference'],
  ['ncand', 'candidate'],
] as const satisfies readonly (readonly [string, ComparedSide])[];

/** What a link keeps of the Normalize view: `nref`, `ncand` the sources, `ndim` the dimension, `nuse` the statistics in use, `nother` the second dataset. */
export const NORMALIZE_LINK: ViewLink = {
  isOfDataset: true,
  format: ({ normalize, statisticsSource, chosenStatistics }) => {
    const { recipes, dimension, other } = normalize;
    const params: Record<string, string> = {};
    for (const [name, side] of SIDES) {
      const recipe = recipes[side];
      if (recipe !== null) params[name] = formatRecipe(recipe);
    }
    if (dimension !== null) params.ndim = `${dimension.group}.${dimension.dim}`;
    if (other.phase === 'open' && other.request.kind === 'url') params.nother = other.request.url;
    if (statisticsSource === 'chosen' && chosenStatistics?.recipe != null) params.nuse = chosenStatistics.recipe;
    return params;
  },
  apply: (store, params, report) => {
    const { dataset } = store.getState();
    if (dataset.phase !== 'open') return;
    const splits = dataset.summary.splits.map(({ name }) => name);
    const other = params.get('nother');
    const recipes = { reference: null, candidate: null } as Record<ComparedSide, StatisticsRecipe | null>;
    for (const [name, side] of SIDES) recipes[side] = readSide(store, params, name, splits, report);
    const dimension = readDimension(store, params, report);
    store.setState(({ normalize }) => ({ normalize: { ...normalize, recipes, dimension } }));
    const { other: known } = store.getState().normalize;
    const isKnown = known.phase === 'open' && known.request.kind === 'url' && known.request.url === other;
    if (other !== null && !isKnown) void store.actions.normalize.openOther({ kind: 'url', url: other });
    applyUse(store, params, splits, report);
  },
};

function readSide(
  store: AppStore,
  params: URLSearchParams,
  name: string,
  splits: readonly string[],
  report: Report,
): StatisticsRecipe | null {
  const text = params.get(name);
  if (text === null || text === '') return null;
  const recipe = parseRecipe(text, splits);
  if (recipe === null) report(linkProblem(name, 'a source of statistics such as file or pooled.train', text));
  else if (recipe.kind === 'npz' && store.getState().normalize.file?.fileName !== recipe.fileName) {
    report(linkProblem(name, 'a file that is chosen again: a page may not open it by itself', recipe.fileName));
    return null;
  }
  return recipe;
}

function readDimension(store: AppStore, params: URLSearchParams, report: Report): ChosenDimension | null {
  const text = params.get('ndim');
  const { dataset } = store.getState();
  if (text === null || text === '' || dataset.phase !== 'open') return null;
  const match = /^(.+)\.(\d{1,6})$/.exec(text);
  const group = dataset.summary.groups.find(({ name }) => name === match?.[1]);
  const dim = Number(match?.[2]);
  if (group !== undefined && dim < group.width) return { group: group.name, dim };
  report(linkProblem('ndim', 'a group and a dimension of this dataset, e.g. exp.17', text));
  return null;
}

/** `stats=chosen` means what `nuse` says; without it there is nothing to normalise by. */
function applyUse(store: AppStore, params: URLSearchParams, splits: readonly string[], report: Report): void {
  if (store.getState().statisticsSource !== 'chosen') return;
  const text = params.get('nuse') ?? '';
  if (store.getState().chosenStatistics?.recipe === text && text !== '') return;
  const [recipeText = '', treatment] = text.split('~');
  const recipe = parseRecipe(recipeText, splits);
  if (recipe === null || recipe.kind === 'npz' || !isTreatment(treatment)) {
    report(linkProblem('nuse', 'statistics that can be made anew, such as pooled.train', text || 'nothing'));
    store.actions.setStatisticsSource('file');
    return;
  }
  store.actions.normalize.adopt(recipe, treatment ?? 'none');
}

function isTreatment(text: string | undefined): text is NearZeroTreatment | undefined {
  return text === undefined || text === 'clamp' || text === 'leave-out';
}
