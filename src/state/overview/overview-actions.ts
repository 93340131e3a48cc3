import type { ProfileFigureKey } from '../../core/profile/profile-figures.ts';
import type { DatasetRequest, DatasetSummary } from '../../worker/protocol.ts';
import { isReadUnasked } from '../reading-consent.ts';
import type { ViewParts } from '../view-parts.ts';
import { createBrush, withBrush, withoutBrush } from './brush.ts';
import { measureRows, takeCatalogue } from './measure-pass.ts';
import {
  type CoverageChoice,
  INITIAL_OVERVIEW,
  type ListSort,
  type Measuring,
  type OverviewState,
} from './overview-state.ts';
import { createProfileTable, type ProfileTable, publishTable } from './profile-table.ts';

/** What the user can do in the Dataset view. */
export interface OverviewActions {
  /** The view is shown: measures all sequences unless that is done, under way, or has to be asked for. */
  enter(): void;
  /** Measures all sequences, anew if need be. */
  measure(): Promise<void>;
  cancelMeasuring(): void;
  /** Narrows the list to an interval of a figure, its ends in any order, in place of that figure's interval. */
  brush(key: ProfileFigureKey, one: number, other: number): void;
  /** Both figures of the scatter at once. */
  brushScatter(x: readonly [number, number], y: readonly [number, number]): void;
  removeBrush(key: ProfileFigureKey): void;
  /** Shows all sequences again. */
  clearBrushes(): void;
  showSharedOnly(isSharedOnly: boolean): void;
  setScatterAxis(axis: 'x' | 'y', key: ProfileFigureKey): void;
  /** Sorts by a figure, downwards first; a second time turns the order round. */
  sortBy(key: ListSort['key']): void;
  setCoverage(change: Partial<CoverageChoice>): void;
  /** Moves to a sequence without opening it. */
  choose(entry: string | null): void;
  /** Flags all of these. */
  flagAll(entries: readonly string[]): void;
}

/** Datasets whose figures are kept while the page is open. */
const KEPT_DATASETS = 4;
/** Between two looks at the table while it fills: 4 a second, fewer the more rows each look has to go through. */
const LEAST_PACE_MS = 250;
const ROWS_A_PACE_MS = 100;

interface KeptFigures {
  readonly table: ProfileTable;
  readonly tookMs: number;
}

/** `forget` drops what is known of a dataset and what is under way: another one is being opened. */
export function createOverviewActions({ store, pool }: ViewParts): {
  readonly actions: OverviewActions;
  forget(): void;
} {
  let running = new AbortController();
  const keptByDataset = new Map<string, KeptFigures>();
  const get = () => store.getState().overview;
  const set = (change: Partial<OverviewState>) => store.setState({ overview: { ...get(), ...change } });

  async function measure(): Promise<void> {
    const { dataset } = store.getState();
    if (dataset.phase !== 'open') return;
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const { request, summary } = dataset;
    const table = createProfileTable(summary.sequences.map(({ entry }) => entry));
    const totalSequences = table.entries.length;
    const startMs = performance.now();
    const show = createPace(totalSequences, (doneSequences: number) =>
      set({ table: publishTable(table), measuring: { phase: 'running', doneSequences, totalSequences } }),
    );
    const pass = { pool, request, table, signal, onProgress: show };
    set({ table: publishTable(table), measuring: { phase: 'running', doneSequences: 0, totalSequences } });
    const problem = (summary.kind === 'snapshot' ? await takeCatalogue(pass) : null) ?? (await measureRows(pass));
    if (signal.aborted) return;
    const measured = publishTable(table);
    if (problem !== null) return set({ table: measured, measuring: { phase: 'failed', problem } });
    const tookMs = performance.now() - startMs;
    keep(figuresKey(request, summary), { table: measured, tookMs });
    set({ table: measured, measuring: { phase: 'done', tookMs } });
  }

  function keep(key: string, figures: KeptFigures): void {
    keptByDataset.delete(key);
    keptByDataset.set(key, figures);
    const [oldest] = keptByDataset.keys();
    if (keptByDataset.size > KEPT_DATASETS && oldest !== undefined) keptByDataset.delete(oldest);
  }

  function enter(): void {
    const { dataset } = store.getState();
    if (dataset.phase !== 'open' || get().measuring.phase !== 'none') return;
    const { request, summary } = dataset;
    const kept = keptByDataset.get(figuresKey(request, summary));
    if (kept !== undefined && isOfThese(kept.table, summary)) {
      set({ table: kept.table, measuring: { phase: 'done', tookMs: kept.tookMs } });
    } else if (isReadUnasked(request, summary.sizeBytes)) void measure();
  }

  return {
    actions: {
      enter,
      measure,
      cancelMeasuring: () => {
        if (get().measuring.phase !== 'running') return;
        running.abort();
        const { table } = get();
        const measuring: Measuring = { phase: 'stopped' };
        set({ measuring, table: table === null ? null : publishTable(table) });
      },
      brush: (key, one, other) => set({ brushes: withBrush(get().brushes, createBrush(key, one, other)) }),
      brushScatter: (xs, ys) => {
        const { brushes, scatter } = get();
        const withX = withBrush(brushes, createBrush(scatter.x, ...xs));
        set({ brushes: withBrush(withX, createBrush(scatter.y, ...ys)) });
      },
      removeBrush: (key) => set({ brushes: withoutBrush(get().brushes, key) }),
      clearBrushes: () => set({ brushes: [], isSharedOnly: false }),
      showSharedOnly: (isSharedOnly) => set({ isSharedOnly }),
      setScatterAxis: (axis, key) => set({ scatter: { ...get().scatter, [axis]: key } }),
      sortBy: (key) => {
        const { sort } = get();
        const isFirst = sort.key !== key;
        set({ sort: { key, isDescending: isFirst ? key !== 'entry' : !sort.isDescending } });
      },
      setCoverage: (change) => set({ coverage: { ...get().coverage, ...change } }),
      choose: (chosenEntry) => set({ chosenEntry }),
      flagAll: (entries) =>
        store.setState({ flaggedEntries: new Set([...store.getState().flaggedEntries, ...entries]) }),
    },
    forget: () => {
      running.abort();
      const { scatter, coverage } = get();
      set({ ...INITIAL_OVERVIEW, scatter, coverage });
    },
  };
}

/** What tells a dataset from the one that was there before under the same name: figures of that one would be wrong without a sign of it. */
function figuresKey(request: DatasetRequest, { sizeBytes }: DatasetSummary): string {
  const parts =
    request.kind === 'url'
      ? [request.url]
      : [request.name, ...request.files.map(({ name, size, lastModified }) => `${name} ${size} ${lastModified}`)];
  return [...parts, sizeBytes].join('\n');
}

function isOfThese({ entries }: ProfileTable, { sequences }: DatasetSummary): boolean {
  return entries.length === sequences.length && sequences.every(({ entry }, row) => entry === entries[row]);
}

/** `show`, but no more often than a page of so many rows can follow; what comes in between is left out. */
function createPace<T>(rowCount: number, show: (value: T) => void): (value: T) => void {
  const paceMs = LEAST_PACE_MS + rowCount / ROWS_A_PACE_MS;
  let lastMs = Number.NEGATIVE_INFINITY;
  return (value) => {
    const nowMs = performance.now();
    if (nowMs - lastMs < paceMs) return;
    lastMs = nowMs;
    show(value);
  };
}
