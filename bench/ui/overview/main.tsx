import { createRoot } from 'react-dom/client';
import { createAppStore } from '../../../src/state/store.ts';
import { App } from '../../../src/ui/app.tsx';
import { createFakeWorker } from '../../../src/ui/list/fake-worker.fixture.ts';
import type { PoolRun, WorkerPool } from '../../../src/worker/pool.ts';
import '../../../src/ui/theme/mantine-styles.css';
import '../../../src/ui/theme/tokens.css';
import '../../../src/ui/theme/mantine-colors.css';
import '../../../src/ui/theme/base.css';
import type { JobName } from '../../../src/worker/jobs/sequence-jobs.ts';
import { generateDataset } from './generated-profiles.ts';

/*
 * The page as it is, over generated sequences instead of a dataset's bytes: what it costs to show, brush and scroll so many of them. The link's
 * `count` says how many.
 */

const count = Number(new URLSearchParams(location.search).get('count') ?? '1052');
const { rows, profiles } = generateDataset(count, 7);
const SPLITS = ['train', 'val', 'test'].map((name) => ({
  name,
  sequences: rows.filter(({ splits }) => splits.includes(name)).length,
}));
/** Answers between two turns of the page, as many as a pool of workers would give in 8 ms. */
const ANSWERS_A_TURN = 200;

const pool: WorkerPool = {
  size: 1,
  async run<N extends JobName>({ name, entries, onResult, signal }: PoolRun<N>) {
    if (name !== 'profile') throw new Error(`this pool does no ${name}`);
    for (const [index, entry] of entries.entries()) {
      if (index % ANSWERS_A_TURN === 0) await new Promise((resolve) => setTimeout(resolve, 0));
      if (signal.aborted) break;
      // The one job of this pool, as checked above.
      onResult(entry, { ok: true, value: profiles[index] } as Parameters<typeof onResult>[1], index);
    }
    return { ok: true, value: null };
  },
};

const store = createAppStore({
  worker: createFakeWorker({ rows, splits: SPLITS }),
  pool,
  initial: { view: 'dataset', theme: 'dark' },
});
const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no element "root"');
createRoot(container).render(<App store={store} />);
void store.actions.openDataset({ kind: 'files', name: `Generated, ${count} sequences`, files: [] });
