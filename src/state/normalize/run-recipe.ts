import type { DatasetRequest, DatasetSummary } from '../../worker/protocol.ts';
import { fetchPart } from '../fetch-part.ts';
import type { ViewParts } from '../view-parts.ts';
import { entriesOf, trainEntries } from './dataset-extent.ts';
import type { NormalizeState, PassState } from './normalize-state.ts';
import { runPooledPass } from './pooled-pass.ts';
import { readOutline } from './read-outline.ts';
import { readLengths } from './sequence-lengths.ts';
import type { StatisticsRecipe } from './statistics-recipe.ts';

/** A recipe to compute, and what it is computed from. */
export interface RecipeRun {
  readonly pools: Pick<ViewParts, 'worker' | 'pool' | 'ownPool'>;
  readonly recipe: StatisticsRecipe;
  readonly dataset: { readonly request: DatasetRequest; readonly summary: DatasetSummary };
  /** The second dataset. */
  readonly other: NormalizeState['other'];
  readonly signal: AbortSignal;
  /** Told as the pass goes on; after an abort it counts no more. */
  readonly onState: (pass: PassState) => void;
}

/** Computes what a recipe stands for, if it takes a pass over sequences at all. */
export async function runRecipe(run: RecipeRun): Promise<void> {
  const { pools, recipe, dataset, other, signal, onState } = run;
  const { request, summary } = dataset;
  if (recipe.kind === 'pooled') {
    const entries = entriesOf(summary, recipe.split);
    const pool = summary.kind === 'snapshot' ? pools.ownPool : pools.pool;
    await runPooledPass({ pool, request, over: recipe.split, entries, isCatalogueUsed: true, signal, onState });
  } else if (recipe.kind === 'random-crop') {
    await runRandomCrops(run, recipe);
  } else if (recipe.kind === 'other-pooled' && other.phase === 'open') {
    const entries = trainEntries(other.outline);
    const { name: over, request: otherRequest } = other;
    await runPooledPass({
      pool: pools.pool,
      request: otherRequest,
      over,
      entries,
      isCatalogueUsed: true,
      signal,
      onState,
    });
  }
}

async function runRandomCrops(
  { pools, dataset, signal, onState }: RecipeRun,
  recipe: Extract<StatisticsRecipe, { readonly kind: 'random-crop' }>,
): Promise<void> {
  const { pool, worker } = pools;
  const { request, summary } = dataset;
  const outlined = await readOutline(pool, request, signal);
  if (signal.aborted) return;
  if (!outlined.ok) return onState({ phase: 'failed', problem: outlined.problem });
  const split = outlined.value.splits.find(({ name }) => name === recipe.split);
  const entries = split?.entries ?? entriesOf(summary, recipe.split);
  const sequences = await readLengths(worker, summary, entries, signal);
  if (signal.aborted) return;
  // Only this recipe needs it, so it is no part of the view's first load.
  const fetched = await fetchPart(() => import('./random-crop-pass.ts'));
  if ('problem' in fetched) return onState({ phase: 'failed', problem: fetched.problem });
  const { runRandomCropPass } = fetched.part;
  await runRandomCropPass({ pool, request, recipe, groups: summary.groups, sequences, signal, onState });
}
