import type { Problem } from '../../core/errors.ts';
import type { DatasetOutline } from '../../worker/jobs/outline-job.ts';
import type { WorkerPool } from '../../worker/pool.ts';
import type { Answer, DatasetRequest } from '../../worker/protocol.ts';

/** Opens a dataset in the pool and answers with its lists, groups and statistics file. */
export async function readOutline(
  pool: WorkerPool,
  request: DatasetRequest,
  signal: AbortSignal,
): Promise<Answer<DatasetOutline>> {
  const answers: Answer<DatasetOutline>[] = [];
  const onResult = (_entry: string, answered: Answer<DatasetOutline>) => answers.push(answered);
  const passed = await pool.run({ request, name: 'outline', entries: [''], options: null, signal, onResult });
  return passed.ok ? (answers[0] ?? { ok: false, problem: CANCELLED }) : passed;
}

const CANCELLED: Problem = {
  code: 'cancelled',
  what: 'The dataset was not opened',
  expected: 'an answer',
  found: 'none: it was cancelled',
  where: 'Normalize',
};
