import type { StoreApi } from 'zustand/vanilla';
import type { Problem } from '../core/errors.ts';
import { type Moments, mergeMoments } from '../core/statistics/moments.ts';
import type { SequenceMoments } from '../worker/jobs/moments-job.ts';
import type { WorkerPool } from '../worker/pool.ts';
import type { Answer } from '../worker/protocol.ts';
import type { Actions } from './actions.ts';
import type { AppState, RecomputedState } from './app-state.ts';
import { summarizeMoments } from './crop-statistics.ts';
import { createPace } from './normalize/pace.ts';
import { statisticsScopeOf } from './statistics-scope.ts';

export interface StatisticsActions extends Pick<Actions, 'setStatisticsSource' | 'cancelRecomputing'> {
  /** Drops what is under way and what is known: another dataset is being opened. */
  forget(): void;
}

/** The choice of statistics, and recomputing them in the pool. */
export function createStatisticsActions(
  store: StoreApi<AppState>,
  { pool, ownPool }: { readonly pool: WorkerPool; readonly ownPool: WorkerPool },
): StatisticsActions {
  let running = new AbortController();

  async function recompute(): Promise<void> {
    const { dataset } = store.getState();
    if (dataset.phase !== 'open') return;
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const { entries } = statisticsScopeOf(dataset.summary);
    const answers: (Answer<SequenceMoments> | undefined)[] = entries.map(() => undefined);
    let doneSequences = 0;
    const show = createPace(() => put({ phase: 'running', doneSequences, totalSequences: entries.length }));
    show();
    const passed = await (dataset.summary.kind === 'snapshot' ? ownPool : pool).run({
      request: dataset.request,
      name: 'moments',
      entries,
      options: { isCatalogueUsed: true },
      signal,
      onResult: (_entry, answered, index) => {
        answers[index] = answered;
        doneSequences++;
        show();
      },
    });
    if (signal.aborted) return;
    put(passed.ok ? poolInOrder(answers) : { phase: 'failed', problem: passed.problem });
  }

  function put(recomputed: RecomputedState): void {
    store.setState({ recomputed });
  }

  return {
    setStatisticsSource: (statisticsSource) => {
      store.setState({ statisticsSource });
      const { phase } = store.getState().recomputed;
      if (statisticsSource === 'recomputed' && (phase === 'none' || phase === 'failed')) void recompute();
    },
    cancelRecomputing: () => {
      const { recomputed, statisticsSource } = store.getState();
      if (recomputed.phase !== 'running') return;
      running.abort();
      store.setState({
        recomputed: { phase: 'none' },
        statisticsSource: statisticsSource === 'recomputed' ? 'file' : statisticsSource,
      });
    },
    forget: () => {
      running.abort();
      store.setState({ recomputed: { phase: 'none' }, chosenStatistics: null });
    },
  };
}

/** Merged in the order of the list: the last bits of a sum depend on the order, and workers finish in any. */
function poolInOrder(answers: readonly (Answer<SequenceMoments> | undefined)[]): RecomputedState {
  const pooled = new Map<string, Moments>();
  for (const answered of answers) {
    if (answered === undefined) continue;
    if (!answered.ok) return { phase: 'failed', problem: answered.problem };
    for (const [name, moments] of Object.entries(answered.value.moments)) {
      const sum = pooled.get(name);
      pooled.set(name, sum === undefined ? moments : mergeMoments(sum, moments));
    }
  }
  return finish(pooled);
}

function finish(pooled: ReadonlyMap<string, Moments>): RecomputedState {
  const [first] = pooled.values();
  if (first === undefined) return { phase: 'failed', problem: NOTHING_TO_MEASURE };
  const statistics = { name: 'Recomputed', groups: summarizeMoments(pooled) };
  return { phase: 'ready', statistics, frameCount: first.count };
}

const NOTHING_TO_MEASURE: Problem = {
  code: 'statistics-no-sequences',
  what: 'There is nothing to compute statistics from',
  expected: 'a sequence with coefficients',
  found: 'none',
  where: 'dataset',
};
