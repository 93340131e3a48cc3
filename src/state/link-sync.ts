import type { Problem } from '../core/errors.ts';
import type { AppStore } from './actions.ts';
import type { AppState, CropState } from './app-state.ts';
import { lastStartFrame, placeCrop } from './crop-start.ts';
import { DEMO_URL, formatLink, LINK_NAMES, type Link, parseLink } from './link.ts';
import { isLaneOf } from './link-lanes.ts';
import { linkProblem } from './link-problem.ts';
import { frameCountOf } from './selectors.ts';
import { viewLinksFor } from './view-links-for.ts';
import { clampZoom } from './zoom.ts';

/** What of the browser the link needs; a test gives its own. */
export interface LinkHost {
  readonly query: () => string;
  readonly replace: (query: string) => void;
  readonly push: (query: string) => void;
  /** Calls back when the user goes back or forward. */
  readonly onMove: (listener: () => void) => void;
}

/** Wait before the address follows a drag: browsers refuse many history calls in a short time. */
const WRITE_DELAY_MS = 250;
/** Parts of the state that change step by step while the pool works. */
const WORK_FIELDS = ['recomputed', 'normalize', 'overview', 'audit'] as const satisfies readonly (keyof AppState)[];
/** How many draws of a seeded stream are tried when a link gives start and seed without the number of the draw. */
const DRAWS_TRIED = 32;

/** Opens what the address asks for, then keeps the address and the state in step. */
export async function startLinkSync(store: AppStore, host: LinkHost): Promise<void> {
  let isApplying = false;
  let turns = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = '';

  async function apply(): Promise<void> {
    const turn = ++turns;
    isApplying = true;
    // What was to be written belongs to the place that is left.
    clearTimeout(timer);
    timer = undefined;
    try {
      await applyLink(store, host.query(), () => turn === turns);
    } finally {
      if (turn === turns) {
        isApplying = false;
        written = host.query();
      }
    }
  }

  function write(): void {
    const query = formatLink(store.getState());
    if (query === written) return;
    const isNewPlace = placeOf(query) !== placeOf(written) && placeOf(written) !== '';
    written = query;
    (isNewPlace ? host.push : host.replace)(query);
  }

  host.onMove(() => void apply());
  store.subscribe((state, previous) => {
    if (isApplying || state === previous || state.dataset.phase !== 'open' || state.isPlaying) return;
    // Each step of a long computation would put the writing off, until its end.
    if (timer !== undefined && isStepOfWork(state, previous)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      write();
    }, WRITE_DELAY_MS);
  });
  await apply();
}

function isStepOfWork(state: AppState, previous: AppState): boolean {
  return WORK_FIELDS.some((field) => state[field] !== previous[field]);
}

/**
 * Puts the state where the link says; what it cannot have is reported and replaced by the nearest sensible value. Nothing more is done once `isWanted` says
 * no: the user may go further back while a dataset is being opened.
 */
export async function applyLink(store: AppStore, query: string, isWanted: () => boolean = () => true): Promise<void> {
  const { link, problems } = parseLink(query);
  const report = (problem: Problem) => store.actions.addMessage({ severity: 'warning', problem });
  problems.forEach(report);
  const params = new URLSearchParams(query);
  const views = await viewLinksFor(params, LINK_NAMES);
  if (!isWanted()) return;
  for (const view of views) if (!view.isOfDataset) view.apply(store, params, report);
  await applyExplored(store, link, report, isWanted);
  if (!isWanted()) return;
  for (const view of views) if (view.isOfDataset) view.apply(store, params, report);
}

async function applyExplored(
  store: AppStore,
  link: Link,
  report: (problem: Problem) => void,
  isWanted: () => boolean,
): Promise<void> {
  store.setState((state) => ({
    view: link.view ?? 'explore',
    isNormalized: link.norm ?? false,
    statisticsSource: link.stats ?? 'file',
    crop: cropOf(link, state.crop),
    playheadFrame: link.frame ?? 0,
  }));
  if (link.source === 'local') {
    if (!isLocalOpen(store.getState())) {
      store.actions.showOpenDialog(true);
      report(pickAgainProblem());
      return;
    }
  } else if (!isUrlOpen(store.getState(), link.source ?? DEMO_URL)) {
    await store.actions.openDataset({ kind: 'url', url: link.source ?? DEMO_URL }, link.seq);
  }
  if (store.getState().dataset.phase !== 'open' || !isWanted()) return;
  store.actions.setStatisticsSource(link.stats ?? 'file');
  await selectLinked(store, link, report);
  if (!isWanted()) return;
  placeLinked(store, link, report);
}

async function selectLinked(store: AppStore, link: Link, report: (problem: Problem) => void): Promise<void> {
  const { dataset, sequence } = store.getState();
  if (dataset.phase !== 'open' || link.seq === null) return;
  if (!dataset.summary.sequences.some(({ entry }) => entry === link.seq)) {
    report(linkProblem('seq', 'an entry of this dataset', link.seq));
    return;
  }
  if (sequence.phase === 'none' || sequence.entry !== link.seq) await store.actions.selectEntry(link.seq);
}

function placeLinked(store: AppStore, link: Link, report: (problem: Problem) => void): void {
  const state = store.getState();
  const n_frames = frameCountOf(state);
  if (n_frames === null) return;
  if (link.lanes !== null) placeLanes(store, link.lanes, report);
  if (link.start !== null) placeStart(store, link.start, n_frames, report);
  if (link.zoom !== null) store.setState({ zoom: clampZoom(link.zoom, n_frames) });
  else if (link.start !== null || link.seq !== null) store.actions.fitCrop();
  if (link.frame !== null) {
    if (link.frame >= n_frames) report(linkProblem('frame', `a frame from 0 to ${n_frames - 1}`, String(link.frame)));
    store.actions.setPlayheadFrame(link.frame);
  }
}

function placeStart(store: AppStore, start: number, n_frames: number, report: (problem: Problem) => void): void {
  const { crop } = store.getState();
  const last = lastStartFrame(crop, n_frames);
  if (crop.startFrame === start || last < 0) return;
  if (crop.strategy === 'random') {
    for (let drawIndex = 0; drawIndex < DRAWS_TRIED; drawIndex++) {
      if (placeCrop({ ...crop, drawIndex }, n_frames) !== start) continue;
      store.actions.restoreCrop({ ...crop, drawIndex, startFrame: start });
      return;
    }
  }
  if (start > last) report(linkProblem('start', `a frame from 0 to ${last}`, String(start)));
  else if (crop.strategy !== 'manual') report(contradiction(crop, start));
  store.actions.restoreCrop({ ...crop, strategy: 'manual', startFrame: Math.min(start, last) });
}

function placeLanes(store: AppStore, lanes: AppState['lanes'], report: (problem: Problem) => void): void {
  const { dataset } = store.getState();
  if (dataset.phase !== 'open') return;
  const usable = lanes.filter(({ id, content }) => {
    const isThere = isLaneOf(content, dataset.summary.groups);
    if (!isThere) report(linkProblem('lanes', `groups and dimensions of this dataset`, id));
    return isThere;
  });
  if (usable.length > 0) store.actions.setLanes(usable);
}

function cropOf(link: Link, current: CropState): CropState {
  return {
    ...current,
    strategy: link.crop ?? (link.start === null ? 'random' : 'manual'),
    seed: link.seed ?? 249,
    drawIndex: link.draw ?? 0,
    startFrame: link.start ?? 0,
    n_motions: link.motions ?? 100,
    n_windows: link.windows ?? 2,
  };
}

function isLocalOpen({ dataset }: AppState): boolean {
  return dataset.phase === 'open' && dataset.request.kind === 'files';
}

function isUrlOpen({ dataset }: AppState, url: string): boolean {
  return dataset.phase === 'open' && dataset.request.kind === 'url' && dataset.request.url === url;
}

/** The part of a link whose change is worth a step of the browser's history. */
function placeOf(query: string): string {
  const params = new URLSearchParams(query);
  return ['source', 'view', 'seq']
    .map((name) => params.get(name) ?? '')
    .join('\n')
    .trim();
}

function pickAgainProblem(): Problem {
  return {
    code: 'link-local',
    what: 'The link points at files of this computer, which a page may not open by itself',
    expected: 'the same dataset, chosen again',
    found: 'source=local',
    where: 'link; everything else in it is kept',
  };
}

function contradiction(crop: CropState, start: number): Problem {
  return {
    code: 'link-contradiction',
    what: 'The link gives a start that its crop strategy does not lead to; the start is kept, as Manual',
    expected: crop.strategy === 'random' ? `a draw of seed ${crop.seed}` : `the start of ${crop.strategy}`,
    found: `start=${start}`,
    where: 'link',
  };
}
