import { parentPort, workerData } from 'node:worker_threads';
import { attempt, type Dataset, openDataset } from '../../core/dataset/dataset.ts';
import { DataError, type Problem } from '../../core/errors.ts';
import { runStatisticsJob, type StatisticsJob } from '../../core/statistics/statistics-job.ts';
import { openDatasetParts } from './open-dataset.ts';

/** What a thread is told: a job and its place in the list. */
export interface ThreadRequest {
  readonly index: number;
  readonly job: StatisticsJob;
}

/*
 * A thread of `createStatisticsThreads`: opens the dataset for itself and answers one message a job, in order, with `{ index, value }` or
 * `{ index, problem }`. Faults of the program end it, which the main thread reports.
 */
const { source } = workerData as { readonly source: string };
const opened = await open();
parentPort?.on('message', ({ index, job }: ThreadRequest) => {
  const answer = 'problem' in opened ? opened : attempt(() => runStatisticsJob(opened.value, job));
  parentPort?.postMessage({ index, ...answer });
});

async function open(): Promise<{ readonly value: Dataset } | { readonly problem: Problem }> {
  try {
    return { value: openDataset(await openDatasetParts(source)) };
  } catch (error) {
    if (error instanceof DataError) return { problem: error.problem };
    throw error;
  }
}
