import type { StoreApi } from 'zustand/vanilla';
import type { WorkerPool } from '../worker/pool.ts';
import type { DatasetWorkerApi } from '../worker/protocol.ts';
import type { Actions } from './actions.ts';
import type { AppState } from './app-state.ts';

/** What the actions of a view are made of. */
export interface ViewParts {
  readonly store: StoreApi<AppState>;
  /** Answers for the open dataset. */
  readonly worker: DatasetWorkerApi;
  /** Goes through many sequences, of this or of another dataset. */
  readonly pool: WorkerPool;
  /** The page's own worker alone, see `own-pool.ts`. */
  readonly ownPool: WorkerPool;
}

export type ViewActions = Pick<Actions, 'normalize' | 'overview' | 'audit' | 'sampling'>;

/** What belongs to the views beside Explore. */
export interface Views {
  readonly actions: ViewActions;
  /** Loads what the actions are made of, if it is not there yet. */
  prepare(): Promise<void>;
  /** Drops what is known of a dataset and what is under way: another one is being opened. */
  forget(): void;
}
