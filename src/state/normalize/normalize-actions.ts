import type { DatasetRequest } from '../../worker/protocol.ts';
import type { SavedSample } from '../actions.ts';
import { fetchPart } from '../fetch-part.ts';
import { isReadUnasked } from '../reading-consent.ts';
import type { ViewParts } from '../view-parts.ts';
import type { GivenNpz } from './chosen-file.ts';
import { entriesOf, nameDataset } from './dataset-extent.ts';
import { histogramSplit, isReached, placeBins } from './histogram-bins.ts';
import {
  type ChosenDimension,
  type ComparedSide,
  type HistogramState,
  INITIAL_NORMALIZE,
  type NearZeroTreatment,
  type NormalizeState,
  type PassState,
} from './normalize-state.ts';
import { runPooledPass } from './pooled-pass.ts';
import { readOutline } from './read-outline.ts';
import { runRecipe } from './run-recipe.ts';
import { recipeOf } from './side-statistics.ts';
import { passKeyOf, type StatisticsRecipe } from './statistics-recipe.ts';
import { saveCandidate, takeIntoUse } from './take-into-use.ts';
import { createTaskQueue } from './task-queue.ts';

/** What the user can do in the Normalize view. */
export interface NormalizeActions {
  /** Computes what the two sides still lack, and then the histogram, unless the user should be asked before so much is read. */
  prepare(): void;
  /** Puts a source on a side and computes what it needs. */
  setRecipe(side: ComparedSide, recipe: StatisticsRecipe): void;
  swap(): void;
  /** Shows a dimension in detail; null shows the one that differs most. */
  chooseDimension(dimension: ChosenDimension | null): void;
  /** What is done to a std near 0 once the candidate is used or saved. */
  setTreatment(treatment: NearZeroTreatment): void;
  /** Computes both sides anew, and the histogram. */
  runAgain(): void;
  /** Stops what is being computed; provisional values stay on the page. */
  cancel(): void;
  /** Counts the values of every frame of the split. */
  countHistogram(): void;
  /** Reads every frame of a snapshot and compares with the moments that its catalogue holds. */
  checkCatalogue(): void;
  /** Puts a statistics file of the user's on a side. */
  openFile(side: ComparedSide, file: GivenNpz): Promise<void>;
  /** Opens the second dataset; it replaces the one before. */
  openOther(request: DatasetRequest): Promise<void>;
  /** Normalises by the candidate everywhere on the page. Nothing happens while it is provisional. */
  normalizeByCandidate(): void;
  /** Computes a recipe and normalises by it once it is known: what a link asks for. */
  adopt(recipe: StatisticsRecipe, treatment: NearZeroTreatment): void;
  /** The candidate as a file for the training loader. Rejects with a `DataError` while it is not known for certain. */
  saveCandidate(): Promise<SavedSample>;
}

/** `forget` drops what is known of a dataset and what is under way: another one is being opened. */
export function createNormalizeActions(parts: ViewParts): { readonly actions: NormalizeActions; forget(): void } {
  const { store, pool } = parts;
  const tasks = createTaskQueue();
  let opening = 0;

  const get = () => store.getState().normalize;
  const patch = (changes: Partial<NormalizeState>) =>
    store.setState(({ normalize }) => ({ normalize: { ...normalize, ...changes } }));
  const putPass = (key: string, pass: PassState | undefined) => {
    const { [key]: _old, ...rest } = get().passes;
    patch({ passes: pass === undefined ? rest : { ...rest, [key]: pass } });
  };
  const openedOrNull = () => {
    const { dataset } = store.getState();
    return dataset.phase === 'open' ? dataset : null;
  };

  /** Ends all that is under way or waiting; what has been found of it stays. */
  function halt(): void {
    tasks.clear();
    const { passes, histogram, check } = get();
    const halted = Object.entries(passes).flatMap(([key, pass]): [string, PassState][] => {
      if (pass.phase === 'waiting') return [];
      return [[key, pass.phase === 'running' ? { ...pass, phase: 'cancelled' } : pass]];
    });
    patch({
      passes: Object.fromEntries(halted),
      histogram: histogram.phase === 'running' ? { ...histogram, phase: 'cancelled' } : histogram,
      check: check.phase === 'running' ? { phase: 'none' } : check,
    });
  }

  /** Queues the passes that these recipes lack. */
  function compute(recipes: readonly StatisticsRecipe[]): void {
    for (const recipe of recipes) {
      const key = passKeyOf(recipe);
      if (key === null || isUnderWay(get().passes[key]) || get().passes[key]?.phase === 'done') continue;
      if (recipe.kind === 'other-pooled' && get().other.phase !== 'open') continue;
      putPass(key, { phase: 'waiting' });
      tasks.add((signal) => runPass(recipe, key, signal));
    }
  }

  async function runPass(recipe: StatisticsRecipe, key: string, signal: AbortSignal): Promise<void> {
    const dataset = openedOrNull();
    if (dataset === null) return;
    const onState = (pass: PassState) => {
      if (!signal.aborted) putPass(key, pass);
    };
    await runRecipe({ pools: parts, recipe, dataset, other: get().other, signal, onState });
  }

  function countHistogram(): void {
    const dataset = openedOrNull();
    if (dataset === null) return;
    tasks.add(async (signal) => {
      const state = store.getState();
      const over = histogramSplit(state, dataset.summary);
      const { histogram } = get();
      if (histogram.phase === 'done' && histogram.over === over && isReached(histogram.groups, state)) return;
      const binsByGroup = placeBins(state);
      if (binsByGroup === null) return;
      const onState = (next: HistogramState) => {
        if (!signal.aborted) patch({ histogram: next });
      };
      const entries = entriesOf(dataset.summary, over);
      const fetched = await fetchPart(() => import('./histogram-pass.ts'));
      if ('problem' in fetched) return onState({ phase: 'failed', problem: fetched.problem });
      const { runHistogramPass } = fetched.part;
      await runHistogramPass({ pool, request: dataset.request, over, entries, binsByGroup, signal, onState });
    });
  }

  function checkCatalogue(): void {
    const dataset = openedOrNull();
    if (dataset === null || get().check.phase === 'running') return;
    const { request, summary } = dataset;
    const checked = [recipeOf(store.getState(), 'candidate'), recipeOf(store.getState(), 'reference')].find(
      ({ kind }) => kind === 'pooled',
    );
    if (checked?.kind !== 'pooled') return;
    patch({ check: { phase: 'running', doneSequences: 0, totalSequences: 0 } });
    tasks.add(async (signal) => {
      const stored = get().passes[passKeyOf(checked) ?? ''];
      if (stored?.phase !== 'done' || stored.found?.kind !== 'moments') return patch({ check: { phase: 'none' } });
      const { moments } = stored.found;
      const fetched = await fetchPart(() => import('./moments-agreement.ts'));
      if (signal.aborted) return;
      if ('problem' in fetched) return patch({ check: { phase: 'failed', problem: fetched.problem } });
      const { compareMoments } = fetched.part;
      await runPooledPass({
        pool,
        request,
        over: checked.split,
        entries: entriesOf(summary, checked.split),
        isCatalogueUsed: false,
        signal,
        onState: (pass) => {
          if (signal.aborted || pass.phase === 'waiting') return;
          if (pass.phase === 'failed') patch({ check: pass });
          else if (pass.phase === 'done' && pass.found?.kind === 'moments') {
            patch({ check: { phase: 'done', agreement: compareMoments(moments, pass.found.moments) } });
          } else {
            const { doneCount, totalCount } = pass.progress;
            patch({ check: { phase: 'running', doneSequences: doneCount, totalSequences: totalCount } });
          }
        },
      });
    });
  }

  function setRecipe(side: ComparedSide, recipe: StatisticsRecipe): void {
    patch({ recipes: { ...get().recipes, [side]: recipe }, check: keepRunning(get()) });
    const keys = sides().map(passKeyOf);
    const isUnwanted = ([key, pass]: [string, PassState]) => isUnderWay(pass) && !keys.includes(key);
    if (Object.entries(get().passes).some(isUnwanted)) {
      halt();
      compute(sides());
    } else compute([recipe]);
    recountIfOver();
  }

  /** A split that is not the one counted needs a count of its own; whether one was asked for before decides. */
  function recountIfOver(): void {
    const { histogram } = get();
    if (histogram.phase !== 'none') countHistogram();
  }

  function sides(): readonly StatisticsRecipe[] {
    const state = store.getState();
    return [recipeOf(state, 'reference'), recipeOf(state, 'candidate')];
  }

  async function openFile(side: ComparedSide, file: GivenNpz): Promise<void> {
    const dataset = openedOrNull();
    if (dataset === null) return;
    const { readChosenFile } = await import('./chosen-file.ts');
    const read = await readChosenFile(file, dataset.summary.groups);
    if (openedOrNull()?.request !== dataset.request) return;
    if ('problem' in read) return patch({ fileProblem: read.problem });
    patch({ file: read.value, fileProblem: null });
    setRecipe(side, { kind: 'npz', fileName: read.value.fileName });
  }

  async function openOther(request: DatasetRequest): Promise<void> {
    const turn = ++opening;
    const name = nameDataset(request);
    const isReplaced = isUnderWay(get().passes['other-pooled']);
    putPass('other-pooled', undefined);
    patch({ other: { phase: 'opening', name } });
    if (isReplaced) {
      // Its pass would go on to give the figures of the one before.
      halt();
      putPass('other-pooled', undefined);
      compute(sides());
      recountIfOver();
    }
    const answered = await readOutline(pool, request, new AbortController().signal);
    if (turn !== opening) return;
    if (!answered.ok) return patch({ other: { phase: 'failed', name, problem: answered.problem } });
    patch({ other: { phase: 'open', name, request, outline: answered.value } });
    compute(sides().filter(({ kind }) => kind === 'other-pooled'));
  }

  function normalizeByCandidate(): void {
    takeIntoUse(store, recipeOf(store.getState(), 'candidate'), get().treatment);
  }

  const actions: NormalizeActions = {
    prepare: () => {
      const dataset = openedOrNull();
      if (dataset === null) return;
      const isFree = isReadUnasked(dataset.request, dataset.summary.sizeBytes);
      const lacking = sides().filter((recipe) => get().passes[passKeyOf(recipe) ?? ''] === undefined);
      // A snapshot's catalogue answers without a read.
      compute(lacking.filter(({ kind }) => isFree || (kind === 'pooled' && dataset.summary.kind === 'snapshot')));
      if (isFree && get().histogram.phase === 'none') countHistogram();
    },
    setRecipe,
    swap: () => {
      const [reference = null, candidate = null] = sides();
      patch({ recipes: { reference: candidate, candidate: reference } });
    },
    chooseDimension: (dimension) => patch({ dimension }),
    setTreatment: (treatment) => patch({ treatment }),
    runAgain: () => {
      halt();
      const keys = sides().map(passKeyOf);
      const kept = Object.entries(get().passes).filter(([key]) => !keys.includes(key));
      patch({ passes: Object.fromEntries(kept), check: { phase: 'none' }, histogram: { phase: 'none' } });
      compute(sides());
      countHistogram();
    },
    cancel: halt,
    countHistogram,
    checkCatalogue,
    openFile,
    openOther,
    normalizeByCandidate,
    adopt: (recipe, treatment) => {
      if (takeIntoUse(store, recipe, treatment)) return;
      compute([recipe]);
      tasks.add(async (signal) => {
        if (!signal.aborted) takeIntoUse(store, recipe, treatment);
      });
    },
    saveCandidate: () => saveCandidate(store.getState()),
  };
  return {
    actions,
    forget: () => {
      opening++;
      tasks.clear();
      store.setState({ normalize: INITIAL_NORMALIZE });
    },
  };
}

function isUnderWay(pass: PassState | undefined): boolean {
  return pass?.phase === 'waiting' || pass?.phase === 'running';
}

/** Another choice makes the outcome of a check one of something else. */
function keepRunning({ check }: NormalizeState): NormalizeState['check'] {
  return check.phase === 'running' ? check : { phase: 'none' };
}
