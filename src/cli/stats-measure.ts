import { type Dataset, openDataset } from '../core/dataset/dataset.ts';
import { readFrameCount } from '../core/dataset/sequence.ts';
import { type CoefficientStatistics, finalizePooled } from '../core/statistics/coefficient-statistics.ts';
import { emptyMoments, entriesOfSplit, mergeByGroup } from '../core/statistics/dataset-statistics.ts';
import { RandomCropFold } from '../core/statistics/random-crop-fold.ts';
import { planRandomCrops, sequencesOfBatch, startsOfSequence } from '../core/statistics/random-crop-plan.ts';
import { type ResultOf, runStatisticsJob, type StatisticsJob } from '../core/statistics/statistics-job.ts';
import { openDatasetParts } from '../platform/node/open-dataset.ts';
import { createStatisticsThreads } from '../platform/node/statistics-threads.ts';
import type { Output } from './output.ts';
import type { StatsArguments } from './stats-arguments.ts';

export interface Measured {
  /** Frames that went in, counted as often as they were read. */
  readonly count: number;
  readonly statistics: CoefficientStatistics;
}

type Method = Pick<StatsArguments, 'split' | 'method' | 'rounds' | 'window' | 'seed' | 'workers'>;

/** Runs jobs and hands their results on in order. */
type RunJobs = <J extends StatisticsJob>(
  jobs: readonly J[],
  take: (result: ResultOf<J>, index: number) => void,
) => Promise<void>;

/** Measures a split of `source`. */
export async function measureSource(source: string, method: Method, output: Output): Promise<Measured> {
  const dataset = openDataset(await openDatasetParts(source));
  const entries = entriesOfSplit(dataset, method.split);
  if (method.workers === 1) return measure(dataset, entries, method, runHere(dataset), output);
  const threads = createStatisticsThreads(source, Math.min(method.workers, entries.length));
  try {
    return await measure(dataset, entries, method, threads.run, output);
  } finally {
    await threads.close();
  }
}

function runHere(dataset: Dataset): RunJobs {
  return async (jobs, take) => {
    for (const [index, job] of jobs.entries()) take(runStatisticsJob(dataset, job), index);
  };
}

async function measure(
  dataset: Dataset,
  entries: readonly string[],
  method: Method,
  run: RunJobs,
  output: Output,
): Promise<Measured> {
  const measured =
    method.method === 'random-crop'
      ? await measureByRandomCrops(dataset, entries, method, run, output)
      : await measurePooled(dataset, entries, method.method === 'sample' ? 1 : 0, run, output);
  output.progress(null);
  return measured;
}

async function measurePooled(
  dataset: Dataset,
  entries: readonly string[],
  ddof: 0 | 1,
  run: RunJobs,
  output: Output,
): Promise<Measured> {
  let pooled = emptyMoments(dataset);
  await run(
    entries.map((entry) => ({ kind: 'moments', entry }) as const),
    (moments, index) => {
      pooled = mergeByGroup(pooled, moments);
      output.progress(`statistics: ${index + 1} of ${entries.length} sequences`);
    },
  );
  const [first] = pooled.values();
  return { count: first?.count ?? 0, statistics: finalizePooled(pooled, ddof) };
}

async function measureByRandomCrops(
  dataset: Dataset,
  entries: readonly string[],
  { rounds, window, seed }: Method,
  run: RunJobs,
  output: Output,
): Promise<Measured> {
  const sequences = entries.map((entry) => ({ entry, nFrames: readFrameCount(dataset.store, entry) }));
  const draws = planRandomCrops(sequences, { rounds, windowFrames: window, seed });
  const fold = new RandomCropFold(draws, dataset.groups);
  for (const [batchIndex, batch] of fold.batches.entries()) {
    const drawn = sequencesOfBatch(draws, batch);
    const jobs = drawn.map(
      (sequence) =>
        ({
          kind: 'windows',
          entry: entries[sequence] ?? '',
          startFrames: startsOfSequence(draws, batch, sequence),
          windowFrames: window,
        }) as const,
    );
    await run(jobs, (described, index) => {
      fold.add(batchIndex, drawn[index] ?? 0, described);
      output.progress(`statistics: ${fold.doneWindows} of ${fold.totalWindows} windows`);
    });
  }
  return { count: fold.totalWindows * window, statistics: fold.finish() };
}
