import type { StoreApi } from 'zustand/vanilla';
import type { WorkerPool } from '../worker/pool.ts';
import type { DatasetWorkerApi } from '../worker/protocol.ts';
import type { AppState } from './app-state.ts';

/** What the actions of a view are made of. */
export interface ViewParts {
  readonly store: StoreApi<AppState>;
  /** Answers for the open dataset. */
  readonly worker: DatasetWorkerApi;
  /** Goes through many sequences, of this or of another dataset. */
  readonly pool: WorkerPool;
}
