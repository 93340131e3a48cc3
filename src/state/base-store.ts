import { createStore } from 'zustand/vanilla';
import { DataError } from '../core/errors.ts';
import { requireValue } from '../worker/answer.ts';
import type { WorkerPool } from '../worker/pool.ts';
import type {
  CoefficientGroup,
  DatasetRequest,
  DatasetWorkerApi,
  SavedKind,
  StatisticsSummary,
} from '../worker/protocol.ts';
import type { Actions, AppStore, SavedSample } from './actions.ts';
import type { AppState, CropState, Lane, Message } from './app-state.ts';
import { INITIAL_AUDIT } from './audit/audit-state.ts';
import { createCropActions } from './crop-actions.ts';
import { createDefaultLanes } from './default-lanes.ts';
import { createExportActions } from './export-actions.ts';
import { sizeLanes } from './lane-heights.ts';
import { INITIAL_NORMALIZE } from './normalize/normalize-state.ts';
import { INITIAL_OVERVIEW } from './overview/overview-state.ts';
import { createOwnPool } from './own-pool.ts';
import { INITIAL_SAMPLING } from './sampling/sampling-state.ts';
import { savedFileName } from './saved-sample.ts';
import { statisticsInUse } from './selectors.ts';
import { filterSequences } from './sequence-filter.ts';
import { createSequenceLoader } from './sequence-loader.ts';
import { createStatisticsActions } from './statistics-actions.ts';
import { createViewActions } from './view-actions.ts';
import type { ViewParts, Views } from './view-parts.ts';
import { UNSET_ZOOM } from './zoom.ts';

const DEFAULT_CROP: CropState = {
  strategy: 'random',
  seed: 249,
  drawIndex: 0,
  startFrame: 0,
  n_motions: 100,
  n_windows: 2,
};

const INITIAL_STATE: AppState = {
  view: 'explore',
  theme: 'dark',
  dataset: { phase: 'none' },
  filterText: '',
  splitFilter: null,
  flaggedEntries: new Set(),
  isFlaggedOnly: false,
  sequence: { phase: 'none' },
  crop: DEFAULT_CROP,
  figures: { phase: 'none' },
  playheadFrame: 0,
  zoom: UNSET_ZOOM,
  hoverFrame: null,
  isNormalized: false,
  statisticsSource: 'file',
  recomputed: { phase: 'none' },
  chosenStatistics: null,
  exporting: { phase: 'none' },
  normalize: INITIAL_NORMALIZE,
  overview: INITIAL_OVERVIEW,
  audit: INITIAL_AUDIT,
  sampling: INITIAL_SAMPLING,
  lanes: [],
  heightsByLane: {},
  isPlaying: false,
  loopTarget: 'crop',
  speed: 1,
  isPitchKept: false,
  volume: 0.8,
  messages: [],
  isOpenDialogShown: false,
};

/** What the store is made of; `initial` overrides single fields, e.g. from the link. */
export interface StoreParts {
  readonly worker: DatasetWorkerApi;
  /** Without one, the worker itself goes through the dataset. */
  readonly pool?: WorkerPool;
  readonly initial?: Partial<AppState>;
  /** Lanes for a dataset of these groups, when it is opened. */
  readonly chooseLanes?: (groups: readonly CoefficientGroup[]) => readonly Lane[];
}

/** The page's one store, without React; `createViews` makes what belongs to the views beside Explore. Bad data becomes state; a fault of this program passes on as a rejected promise. */
export function createStoreOver(parts: StoreParts, createViews: (parts: ViewParts) => Views): AppStore {
  const { worker, initial = {}, chooseLanes = createDefaultLanes } = parts;
  const ownPool = createOwnPool(worker);
  const { pool = ownPool } = parts;
  const store = createStore<AppState>(() => ({ ...INITIAL_STATE, ...initial }));
  const get = store.getState;
  const set = store.setState;
  const loader = createSequenceLoader(store, worker);
  const { forgetSteps, ...crop } = createCropActions(store, loader.refreshFigures);
  const { forget: forgetStatistics, ...statistics } = createStatisticsActions(store, { pool, ownPool });
  const views = createViews({ store, worker, pool, ownPool });
  const { forget: forgetExport, ...exporting } = createExportActions(store, worker);
  let opening = 0;

  async function openDataset(request: DatasetRequest, entry: string | null = null): Promise<void> {
    const turn = ++opening;
    const name = request.kind === 'url' ? request.url : request.name;
    loader.cancel();
    forgetStatistics();
    forgetExport();
    views.forget();
    // A link may have chosen the source for the first dataset; recomputing reads a whole dataset, so it is chosen anew for another.
    const statisticsSource = get().dataset.phase === 'none' ? get().statisticsSource : 'file';
    set({
      statisticsSource,
      dataset: { phase: 'opening', name },
      sequence: { phase: 'none' },
      figures: { phase: 'none' },
      isPlaying: false,
      isOpenDialogShown: false,
      splitFilter: null,
      filterText: '',
      flaggedEntries: new Set<string>(),
      isFlaggedOnly: false,
      zoom: UNSET_ZOOM,
    });
    const answered = await worker.open(request);
    if (turn !== opening) return;
    if (!answered.ok) {
      set({ dataset: { phase: 'failed', name, problem: answered.problem, request, entry } });
      return;
    }
    const summary = answered.value;
    set({
      dataset: { phase: 'open', request, summary },
      lanes: sizeLanes(chooseLanes(summary.groups), get().heightsByLane),
    });
    statistics.setStatisticsSource(get().statisticsSource);
    const rows = summary.sequences;
    const first = rows.find((row) => row.entry === entry) ?? rows.find((row) => row.problem === null) ?? rows[0];
    if (first !== undefined && get().sequence.phase === 'none') await selectEntry(first.entry);
  }

  async function tryAgain(): Promise<void> {
    const { dataset, sequence, figures } = get();
    if (dataset.phase === 'failed') return openAnew(dataset.request, dataset.entry);
    if (dataset.phase !== 'open' || sequence.phase === 'none') return;
    const failed = sequence.phase === 'failed' ? sequence : figures.phase === 'failed' ? figures : null;
    if (failed?.problem.code === 'http-changed') await openAnew(dataset.request, sequence.entry);
    else if (failed === sequence) await selectEntry(sequence.entry);
    else if (failed !== null) loader.refreshFigures();
  }

  async function selectEntry(entry: string): Promise<void> {
    set({ isPlaying: false });
    forgetSteps();
    await loader.load(entry);
  }

  function stepEntry(step: number): void {
    const { dataset, sequence } = get();
    if (dataset.phase !== 'open') return;
    const rows = filterSequences(dataset.summary.sequences, get());
    const current = sequence.phase === 'none' ? -1 : rows.findIndex((row) => row.entry === sequence.entry);
    const next = rows[current + step];
    if (next !== undefined) void selectEntry(next.entry);
  }

  const described = new Set<string>();
  function openAnew(request: DatasetRequest, entry?: string | null): Promise<void> {
    described.clear();
    return openDataset(request, entry);
  }

  function describeSequences(entries: readonly string[]): void {
    const { dataset } = get();
    if (dataset.phase !== 'open') return;
    const wanted = entries.filter((entry) => !described.has(entry));
    if (wanted.length === 0) return;
    for (const entry of wanted) described.add(entry);
    void describeLater(dataset.request, wanted);
  }

  /** Lengths in the list can wait for the sequence that the user looks at: over HTTP each may cost a request. */
  async function describeLater(request: DatasetRequest, wanted: readonly string[]): Promise<void> {
    const openOrNull = () => {
      const { dataset } = get();
      return dataset.phase === 'open' && dataset.request === request ? dataset : null;
    };
    await loader.whenSettled();
    if (openOrNull() === null) return;
    const answered = await worker.describeSequences(wanted);
    const current = openOrNull();
    if (current === null) return;
    if (!answered.ok) {
      for (const entry of wanted) described.delete(entry);
      return;
    }
    const rowsByEntry = new Map(answered.value.map((row) => [row.entry, row]));
    const sequences = current.summary.sequences.map((row) => rowsByEntry.get(row.entry) ?? row);
    set({ dataset: { ...current, summary: { ...current.summary, sequences } } });
  }

  async function readAudio(startSample: number, endSample: number): Promise<Float32Array> {
    const { sequence } = get();
    if (sequence.phase === 'none') throw new DataError(noSequence());
    return requireValue(await worker.readAudio(sequence.entry, startSample, endSample));
  }

  async function saveSample(kind: SavedKind): Promise<SavedSample> {
    const { sequence, crop: place, statisticsSource } = get();
    if (sequence.phase === 'none') throw new DataError(noSequence());
    const { startFrame, n_motions, n_windows } = place;
    const request = { entry: sequence.entry, startFrame, n_motions, n_windows };
    const isFile = statisticsSource === 'file' || kind !== 'npz';
    const answered = await worker.saveSample(
      isFile ? request : { ...request, statistics: requireStatistics(get()).groups },
      kind,
    );
    return { fileName: savedFileName(sequence.entry, startFrame, kind), bytes: requireValue(answered) };
  }

  const actions: Actions = {
    ...createViewActions(store),
    ...crop,
    ...statistics,
    ...exporting,
    ...views.actions,
    openDataset: openAnew,
    tryAgain,
    selectEntry,
    stepEntry,
    describeSequences,
    readAudio,
    readSpectrogram: async (request) => requireValue(await worker.readSpectrogram(request)),
    saveSample,
    addMessage: (message) => set({ messages: [...get().messages, { ...message, id: nextId(get().messages) }] }),
    dismissMessage: (id) => set({ messages: get().messages.filter((message) => message.id !== id) }),
  };
  return Object.assign(store, { actions, prepareViews: () => views.prepare() });
}

function nextId(messages: readonly Message[]): number {
  return Math.max(0, ...messages.map(({ id }) => id)) + 1;
}

/** The file's statistics in place of the chosen ones would be wrong without a sign of it. */
function requireStatistics(state: AppState): StatisticsSummary {
  const statistics = statisticsInUse(state);
  if (statistics !== null) return statistics;
  throw new DataError({
    code: 'statistics-unknown',
    what: 'The chosen statistics are not known, so the coefficients cannot be normalised',
    expected: 'statistics that are ready',
    found: 'none yet',
    where: 'inspector',
  });
}

function noSequence() {
  return {
    code: 'no-sequence',
    what: 'No sequence is open',
    expected: 'a chosen sequence',
    found: 'none',
    where: 'sequence list',
  };
}
