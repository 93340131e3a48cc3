import { DataError, type Problem } from '../../core/errors.ts';
import { type NormalBins, placeNormalBins } from '../../core/statistics/normal-histogram.ts';
import type { DatasetOutline } from '../../worker/jobs/outline-job.ts';
import type { Answer, DatasetRequest, DatasetSummary } from '../../worker/protocol.ts';
import type { SavedSample } from '../actions.ts';
import type { AppState } from '../app-state.ts';
import { summarizeGroups } from '../crop-statistics.ts';
import type { ViewParts } from '../view-parts.ts';
import type { GivenNpz } from './chosen-file.ts';
import { treatNearZero } from './comparison.ts';
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
import { describeOrigin, nameRecipe, nameStatisticsFile } from './recipe-words.ts';
import { readLengths } from './sequence-lengths.ts';
import { defaultSplit, recipeOf, sideStatistics, statisticsOfRecipe } from './side-statistics.ts';
import { formatRecipe, passKeyOf, type StatisticsRecipe } from './statistics-recipe.ts';

/** What the user can do in the Normalize view. */
export interface NormalizeActions {
  /**
   * Computes what the two sides still lack, and then the histogram, unless that would read a large dataset from a far host unasked. `pageUrl` tells which
   * addresses are near.
   */
  prepare(pageUrl: string): void;
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

/** A dataset of up to so many bytes is read without asking, wherever it lies. */
const UNASKED_BYTES = 256 * 2 ** 20;
/** Tenths of a deviation to six deviations on either side, so that narrower statistics still fill a normalised picture from -4 to 4. */
const BIN_OPTIONS = { binCount: 121, reach: 6 };

type Task = (signal: AbortSignal) => Promise<void>;

/** `forget` drops what is known of a dataset and what is under way: another one is being opened. */
export function createNormalizeActions(parts: ViewParts): { readonly actions: NormalizeActions; forget(): void } {
  const { store, worker, pool } = parts;
  let tasks: Task[] = [];
  let isWorking = false;
  let working = new AbortController();
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

  /** One task at a time: two would share the same workers and slow each other down. */
  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    try {
      for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
        working = new AbortController();
        await task(working.signal);
      }
    } finally {
      isWorking = false;
    }
  }

  function queue(...added: Task[]): void {
    tasks.push(...added);
    void work();
  }

  /** Ends all that is under way or waiting; what has been found of it stays. */
  function halt(): void {
    tasks = [];
    working.abort();
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
      queue((signal) => runPass(recipe, key, signal));
    }
  }

  async function runPass(recipe: StatisticsRecipe, key: string, signal: AbortSignal): Promise<void> {
    const dataset = openedOrNull();
    if (dataset === null) return;
    const onState = (pass: PassState) => {
      if (!signal.aborted) putPass(key, pass);
    };
    const { request, summary } = dataset;
    if (recipe.kind === 'pooled') {
      const entries = entriesOf(summary, recipe.split);
      await runPooledPass({ pool, request, over: recipe.split, entries, isCatalogueUsed: true, signal, onState });
    } else if (recipe.kind === 'random-crop') {
      const outlined = await outline(request, signal);
      if (signal.aborted) return;
      if (!outlined.ok) return onState({ phase: 'failed', problem: outlined.problem });
      const split = outlined.value.splits.find(({ name }) => name === recipe.split);
      const entries = split?.entries ?? entriesOf(summary, recipe.split);
      const sequences = await readLengths(worker, summary, entries, signal);
      if (signal.aborted) return;
      // Only this recipe needs it, so it is no part of the first load.
      const { runRandomCropPass } = await import('./random-crop-pass.ts');
      await runRandomCropPass({ pool, request, recipe, groups: summary.groups, sequences, signal, onState });
    } else if (recipe.kind === 'other-pooled') {
      const { other } = get();
      if (other.phase !== 'open') return;
      const entries = trainEntries(other.outline);
      const over = other.name;
      await runPooledPass({ pool, request: other.request, over, entries, isCatalogueUsed: true, signal, onState });
    }
  }

  async function outline(request: DatasetRequest, signal: AbortSignal): Promise<Answer<DatasetOutline>> {
    const answers: Answer<DatasetOutline>[] = [];
    const onResult = (_entry: string, answered: Answer<DatasetOutline>) => answers.push(answered);
    const passed = await pool.run({ request, name: 'outline', entries: [''], options: null, signal, onResult });
    return passed.ok ? (answers[0] ?? { ok: false, problem: CANCELLED }) : passed;
  }

  function countHistogram(): void {
    const dataset = openedOrNull();
    if (dataset === null) return;
    queue(async (signal) => {
      const state = store.getState();
      const over = histogramSplit(state, dataset.summary);
      const { histogram } = get();
      if ((histogram.phase === 'done' || histogram.phase === 'running') && histogram.over === over) return;
      const binsByGroup = placeBins(state);
      if (binsByGroup === null) return;
      const onState = (next: HistogramState) => {
        if (!signal.aborted) patch({ histogram: next });
      };
      const entries = entriesOf(dataset.summary, over);
      const { runHistogramPass } = await import('./histogram-pass.ts');
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
    queue(async (signal) => {
      const stored = get().passes[passKeyOf(checked) ?? ''];
      if (stored?.phase !== 'done' || stored.found?.kind !== 'moments') return patch({ check: { phase: 'none' } });
      const { moments } = stored.found;
      const { compareMoments } = await import('./moments-agreement.ts');
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
    putPass('other-pooled', undefined);
    patch({ other: { phase: 'opening', name } });
    const answered = await outline(request, new AbortController().signal);
    if (turn !== opening) return;
    if (!answered.ok) return patch({ other: { phase: 'failed', name, problem: answered.problem } });
    patch({ other: { phase: 'open', name, request, outline: answered.value } });
    compute(sides().filter(({ kind }) => kind === 'other-pooled'));
  }

  function normalizeByCandidate(): void {
    const state = store.getState();
    takeIntoUse(recipeOf(state, 'candidate'), get().treatment);
  }

  /** Whether the recipe's statistics were known for certain, and are in use now. */
  function takeIntoUse(recipe: StatisticsRecipe, treatment: NearZeroTreatment): boolean {
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

  async function saveCandidate(): Promise<SavedSample> {
    const state = store.getState();
    const recipe = recipeOf(state, 'candidate');
    const side = sideStatistics(state, 'candidate');
    if (!side.isKnown || side.isProvisional) {
      throw new DataError(notCertain(side.isKnown ? 'provisional values' : side.reason));
    }
    const { formatStatisticsFile } = await import('./statistics-file.ts');
    const bytes = formatStatisticsFile(treatNearZero(side.statistics, get().treatment));
    return { fileName: nameStatisticsFile(state, recipe), bytes };
  }

  const actions: NormalizeActions = {
    prepare: (pageUrl) => {
      const dataset = openedOrNull();
      if (dataset === null) return;
      const isNear = isNearby(dataset.request, dataset.summary.sizeBytes, pageUrl);
      const lacking = sides().filter((recipe) => get().passes[passKeyOf(recipe) ?? ''] === undefined);
      // A snapshot's catalogue answers without a read.
      compute(lacking.filter(({ kind }) => isNear || (kind === 'pooled' && dataset.summary.kind === 'snapshot')));
      if (isNear && get().histogram.phase === 'none') countHistogram();
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
      if (takeIntoUse(recipe, treatment)) return;
      compute([recipe]);
      queue(async (signal) => {
        if (!signal.aborted) takeIntoUse(recipe, treatment);
      });
    },
    saveCandidate,
  };
  return {
    actions,
    forget: () => {
      opening++;
      tasks = [];
      working.abort();
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

/** Entries of a split in the order of the list, or of all sequences. */
export function entriesOf({ sequences }: DatasetSummary, split: string): readonly string[] {
  const rows = split === 'all' ? sequences : sequences.filter(({ splits }) => splits.includes(split));
  return rows.map(({ entry }) => entry);
}

/** What `stats_train.npz` of that dataset would be made of. */
function trainEntries({ splits, entries }: DatasetOutline): readonly string[] {
  const train = splits.find(({ name }) => name === 'train')?.entries ?? [];
  return train.length > 0 ? train : entries;
}

/** The split whose frames the histogram counts: the candidate's, or else the reference's. */
export function histogramSplit(state: AppState, summary: DatasetSummary): string {
  for (const side of ['candidate', 'reference'] as const) {
    const recipe = recipeOf(state, side);
    if ('split' in recipe) return recipe.split;
  }
  return defaultSplit(summary);
}

/** Bins about statistics that are finite: those of a pass before those of a file. Null where neither side has any. */
function placeBins(state: AppState): Readonly<Record<string, NormalBins>> | null {
  const candidates = (['candidate', 'reference'] as const).map((side) => sideStatistics(state, side));
  for (const side of candidates) {
    if (!side.isKnown) continue;
    const placed: Record<string, NormalBins> = {};
    for (const [group, { mean, std }] of side.statistics) {
      const isUsable = (value: number) => Number.isFinite(value);
      // A dimension without usable statistics is counted about 0: all of its values then lie in the outermost counts.
      placed[group] = placeNormalBins(
        {
          mean: Array.from(mean, (value) => (isUsable(value) ? value : 0)),
          std: Array.from(std, (value) => (isUsable(value) && value >= 0 ? value : 1)),
        },
        BIN_OPTIONS,
      );
    }
    return placed;
  }
  return null;
}

/** Whether all of a dataset may be read without asking: it lies on this computer, or is small. */
function isNearby(request: DatasetRequest, sizeBytes: number, pageUrl: string): boolean {
  if (request.kind === 'files' || sizeBytes <= UNASKED_BYTES) return true;
  if (!URL.canParse(request.url, pageUrl)) return false;
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(request.url, pageUrl).hostname);
}

function nameDataset(request: DatasetRequest): string {
  if (request.kind === 'files') return request.name;
  const path = request.url.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const parts = path.split('/');
  const last = parts.at(-1) ?? path;
  return last === 'data.mdb' ? (parts.at(-2) ?? last) : last;
}

const CANCELLED: Problem = {
  code: 'cancelled',
  what: 'The dataset was not opened',
  expected: 'an answer',
  found: 'none: it was cancelled',
  where: 'Normalize',
};

function notCertain(found: string): Problem {
  return {
    code: 'statistics-unknown',
    what: 'The candidate cannot be saved',
    expected: 'statistics that are known for certain',
    found,
    where: 'Normalize',
  };
}
