import { Worker } from 'node:worker_threads';
import { DataError, type Problem } from '../../core/errors.ts';
import type { ResultOf, StatisticsJob } from '../../core/statistics/statistics-job.ts';

/** Threads that work on sequences of one dataset. */
export interface StatisticsThreads {
  /**
   * Runs the jobs and hands their results to `take` in the order of the jobs, whichever thread is done first: what is added up in `take` is the same to the
   * last bit with any number of threads. Throws the `DataError` of the first job in order that has one; others may have run by then.
   */
  run<J extends StatisticsJob>(jobs: readonly J[], take: (result: ResultOf<J>, index: number) => void): Promise<void>;
  /** Ends the threads. */
  close(): Promise<void>;
}

type ThreadAnswer =
  | { readonly index: number; readonly value: ResultOf<StatisticsJob> }
  | { readonly index: number; readonly problem: Problem };

/** Jobs that a thread has been given and not answered: the next one waits there while the answer to the last travels. */
const JOBS_A_THREAD = 2;

/**
 * Whether this module is run from its source, where a thread needs the same loader of TypeScript as the main thread. In the installed command both are
 * bundled, side by side.
 */
const IS_SOURCE = import.meta.url.endsWith('.ts');

/** Starts `count` threads, each of which opens `source` for itself. */
export function createStatisticsThreads(source: string, count: number): StatisticsThreads {
  const threads = Array.from({ length: count }, () => startThread(source));
  return {
    run: (jobs, take) => runJobs(threads, jobs, take),
    async close() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

function startThread(source: string): Worker {
  const thread = IS_SOURCE ? startFromSource(source) : startBundled(source);
  thread.setMaxListeners(0);
  return thread;
}

function startBundled(source: string): Worker {
  return new Worker(new URL('./statistics-thread.mjs', import.meta.url), { workerData: { source } });
}

function startFromSource(source: string): Worker {
  const module = new URL('./statistics-thread.ts', import.meta.url).href;
  return new Worker(new URL('../../../scripts/typescript-thread.mjs', import.meta.url), {
    execArgv: [],
    workerData: { source, module },
  });
}

async function runJobs<J extends StatisticsJob>(
  threads: readonly Worker[],
  jobs: readonly J[],
  take: (result: ResultOf<J>, index: number) => void,
): Promise<void> {
  const results = new Map<number, ResultOf<J>>();
  let firstProblem: { readonly index: number; readonly problem: Problem } | null = null;
  let nextJob = 0;
  let nextTaken = 0;

  const give = (thread: Worker): boolean => {
    const job = jobs[nextJob];
    // Jobs before a failing one are all given away already, so the first failure in order is always found.
    if (job === undefined || firstProblem !== null) return false;
    thread.postMessage({ index: nextJob, job });
    nextJob++;
    return true;
  };

  const note = (answer: ThreadAnswer): void => {
    if ('problem' in answer) {
      if (firstProblem === null || answer.index < firstProblem.index) firstProblem = answer;
      return;
    }
    results.set(answer.index, answer.value as ResultOf<J>);
    for (let ready = results.get(nextTaken); ready !== undefined; ready = results.get(nextTaken)) {
      results.delete(nextTaken);
      take(ready, nextTaken++);
    }
  };

  await Promise.all(threads.map((thread) => keepBusy(thread, () => give(thread), note)));
  const failed = firstProblem as { readonly problem: Problem } | null;
  if (failed !== null) throw new DataError(failed.problem);
}

/** Gives a thread job after job; resolves once it has answered its last one. */
function keepBusy(thread: Worker, give: () => boolean, note: (answer: ThreadAnswer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let running = 0;
    const fill = () => {
      while (running < JOBS_A_THREAD && give()) running++;
      if (running === 0) finish(null);
    };
    const onAnswer = (answer: ThreadAnswer) => {
      running--;
      try {
        note(answer);
        fill();
      } catch (error) {
        finish(error);
      }
    };
    const onExit = () => finish(new Error('a thread ended before its work was done'));
    const finish = (error: unknown) => {
      thread.off('message', onAnswer);
      thread.off('error', finish);
      thread.off('exit', onExit);
      if (error === null) resolve();
      else reject(error);
    };
    thread.on('message', onAnswer);
    thread.on('error', finish);
    thread.on('exit', onExit);
    fill();
  });
}
