import { createWorkerPool, type WorkerPool } from '../worker/pool.ts';
import type { DatasetWorkerApi } from '../worker/protocol.ts';

/**
 * The page's own worker as a pool of one, for the dataset that it has open. For work that a snapshot's catalogue answers: opening the file once more in other
 * workers would read more than the answers are.
 */
export function createOwnPool(worker: DatasetWorkerApi): WorkerPool {
  const api = {
    attach: () => Promise.resolve({ ok: true as const, value: null }),
    runJob: worker.runJob.bind(worker),
  };
  return createWorkerPool(() => ({ api, crashed: new Promise<never>(() => {}), terminate: () => {} }), 1);
}
