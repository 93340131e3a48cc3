import { isSourceFault } from '../core/bytes/source-fault.ts';
import type { Problem } from '../core/errors.ts';
import type { JobName, JobOptions, JobResult } from './jobs/sequence-jobs.ts';
import type { Answer, DatasetRequest, DatasetWorkerApi } from './protocol.ts';

/** A worker of the pool. */
export interface PooledWorker {
  readonly api: Pick<DatasetWorkerApi, 'attach' | 'runJob'>;
  /** Rejects if the worker itself fails, which leaves its calls without an answer; else never settles. */
  readonly crashed: Promise<never>;
  terminate(): void;
}

/** One job on many sequences. */
export interface PoolRun<N extends JobName> {
  readonly request: DatasetRequest;
  readonly name: N;
  readonly entries: readonly string[];
  /** For all entries, or made for each as its turn comes. */
  readonly options: JobOptions<N> | ((entry: string, index: number) => JobOptions<N>);
  /** Called once for each entry, in the order in which they are done: `index` tells the place in `entries`. */
  readonly onResult: (entry: string, answer: Answer<JobResult<N>>, index: number) => void;
  readonly signal: AbortSignal;
}

export interface WorkerPool {
  /** Workers that share the sequences of a run. */
  readonly size: number;
  /**
   * Resolves once every entry is answered, or the signal is aborted, after which `onResult` is not called again. The answer's problem is what ended the
   * run: a dataset that cannot be opened, bytes that cannot be had any more (`isSourceFault`), a worker that failed. What is wrong with a single sequence goes
   * to `onResult`. Rejects where `onResult` throws.
   */
  run<N extends JobName>(run: PoolRun<N>): Promise<Answer<null>>;
}

interface Attached {
  readonly worker: PooledWorker;
  readonly attached: Promise<Answer<null>>;
}

interface Crew {
  readonly members: Attached[];
  runs: number;
  idle: ReturnType<typeof setTimeout> | undefined;
}

/** Sequences that a worker is given ahead, so that it need not wait for the page between two short ones. */
const GIVEN_AHEAD = 3;
/** How long workers are kept after the last run: their caches are warm and their code is loaded. */
const IDLE_MS = 20_000;

/** Workers that open the same dataset, each for itself. They start with the first run and end some time after the last. */
export function createWorkerPool(startWorker: () => PooledWorker, size: number): WorkerPool {
  const crews = new Map<DatasetRequest, Crew>();

  function crewOf(request: DatasetRequest): Crew {
    const known = crews.get(request);
    if (known !== undefined) return known;
    const crew: Crew = { members: [], runs: 0, idle: undefined };
    crews.set(request, crew);
    return crew;
  }

  function dismiss(request: DatasetRequest, crew: Crew): void {
    clearTimeout(crew.idle);
    if (crews.get(request) === crew) crews.delete(request);
    for (const { worker } of crew.members) worker.terminate();
  }

  function staff(crew: Crew, request: DatasetRequest, wanted: number): readonly Attached[] {
    while (crew.members.length < wanted) {
      const worker = startWorker();
      crew.members.push({ worker, attached: Promise.race([worker.api.attach(request), worker.crashed]) });
    }
    return crew.members.slice(0, wanted);
  }

  return {
    size,
    async run(run) {
      if (run.entries.length === 0 || run.signal.aborted) return DONE;
      const crew = crewOf(run.request);
      clearTimeout(crew.idle);
      crew.runs++;
      let isSound = false;
      try {
        const members = staff(crew, run.request, Math.min(size, run.entries.length));
        const answered = await share(run, members);
        isSound = answered.ok;
        return answered;
      } finally {
        crew.runs--;
        // Workers that failed, or whose dataset could not be opened, are not used again.
        if (!isSound) dismiss(run.request, crew);
        else if (crew.runs === 0) crew.idle = setTimeout(() => dismiss(run.request, crew), IDLE_MS);
      }
    },
  };
}

const DONE: Answer<null> = { ok: true, value: null };

/** Options are plain data, so a function can only be what makes them. */
function optionsFor<N extends JobName>({ options }: PoolRun<N>, entry: string, index: number): JobOptions<N> {
  return typeof options === 'function' ? options(entry, index) : options;
}

async function share<N extends JobName>(run: PoolRun<N>, members: readonly Attached[]): Promise<Answer<null>> {
  const { name, entries, onResult, signal } = run;
  let next = 0;
  let failed: Problem | null = null;
  const isOver = () => signal.aborted || failed !== null || next >= entries.length;

  async function pull({ worker, attached }: Attached): Promise<void> {
    const opened = await answerOf(attached);
    if (!opened.ok) failed ??= opened.problem;
    while (!isOver()) {
      const index = next++;
      const entry = entries[index] as string;
      const call = worker.api.runJob(name, entry, optionsFor(run, entry, index));
      const answered = await answerOf(Promise.race([call, worker.crashed]));
      if (signal.aborted) return;
      if (!answered.ok && isEnd(answered.problem)) {
        failed ??= answered.problem;
        return;
      }
      onResult(entry, answered, index);
    }
  }

  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const pulled = members.flatMap((member) => Array.from({ length: GIVEN_AHEAD }, () => pull(member)));
  try {
    await Promise.race([Promise.all(pulled), aborted]);
  } catch (error) {
    // The other pulls end with the next answer, and say nothing more.
    next = entries.length;
    void Promise.allSettled(pulled);
    throw error;
  }
  return failed === null ? DONE : { ok: false, problem: failed };
}

const WORKER_FAILED = 'worker-failed';

/** Says nothing about the sequence, and would be the next one's too. */
function isEnd(problem: Problem): boolean {
  return isSourceFault(problem) || problem.code === WORKER_FAILED;
}

/** A worker that fails is a problem to show: left as a rejection, the progress of its run would stand still for ever. */
async function answerOf<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await call;
  } catch (error) {
    const problem: Problem = {
      code: WORKER_FAILED,
      what: 'A worker of the page failed',
      expected: 'an answer',
      found: error instanceof Error ? error.message : String(error),
      where: 'the pass over the dataset',
    };
    return { ok: false, problem };
  }
}
