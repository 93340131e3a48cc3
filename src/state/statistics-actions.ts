import type { StoreApi } from 'zustand/vanilla';
import type { Problem } from '../core/errors.ts';
import { type Moments, mergeMoments } from '../core/statistics/moments.ts';
import type { DatasetWorkerApi } from '../worker/protocol.ts';
import type { Actions } from './actions.ts';
import type { AppState, RecomputedState } from './app-state.ts';
import { summarizeMoments } from './crop-statistics.ts';
import { statisticsScopeOf } from './statistics-scope.ts';

export interface StatisticsActions extends Pick<Actions, 'setStatisticsSource' | 'cancelRecomputing'> {
  /** Drops what is under way and what is known: another dataset is being opened. */
  forget(): void;
}

/** The choice of statistics, and recomputing them one sequence at a time, so that the worker answers other calls in between. */
export function createStatisticsActions(store: StoreApi<AppState>, worker: DatasetWorkerApi): StatisticsActions {
  let turn = 0;

  async function recompute(): Promise<void> {
    const { dataset } = store.getState();
    if (dataset.phase !== 'open') return;
    const mine = ++turn;
    const { entries } = statisticsScopeOf(dataset.summary);
    const pooled = new Map<string, Moments>();
    for (const [doneSequences, entry] of entries.entries()) {
      put({ phase: 'running', doneSequences, totalSequences: entries.length });
      const answered = await worker.measureSequence(entry);
      if (mine !== turn) return;
      if (!answered.ok) {
        put({ phase: 'failed', problem: answered.problem });
        return;
      }
      for (const [name, moments] of Object.entries(answered.value)) {
        const sum = pooled.get(name);
        pooled.set(name, sum === undefined ? moments : mergeMoments(sum, moments));
      }
    }
    put(finish(pooled));
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
      turn++;
      store.setState({
        recomputed: { phase: 'none' },
        statisticsSource: statisticsSource === 'recomputed' ? 'file' : statisticsSource,
      });
    },
    forget: () => {
      turn++;
      put({ phase: 'none' });
    },
  };
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
