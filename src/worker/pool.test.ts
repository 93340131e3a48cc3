import { describe, expect, it, vi } from 'vitest';
import type { Problem } from '../core/errors.ts';
import type { JobName, JobOptions, JobResult } from './jobs/sequence-jobs.ts';
import { createWorkerPool, type PooledWorker, type PoolRun } from './pool.ts';
import type { Answer, DatasetRequest } from './protocol.ts';

const REQUEST: DatasetRequest = { kind: 'url', url: 'demo/' };
const OPTIONS: JobOptions<'moments'> = { isCatalogueUsed: false };
const GONE: Problem = { code: 'gone', what: 'It is gone', expected: 'a file', found: 'none', where: 'demo/' };
const ENTRIES = Array.from({ length: 20 }, (_, index) => `SPK/${String(index).padStart(3, '0')}`);

interface FakeWorker extends PooledWorker {
  readonly asked: string[];
  isTerminated: boolean;
  crash(message: string): void;
}

function fakeWorkers(attach: () => Promise<Answer<null>> = async () => ({ ok: true, value: null })) {
  const started: FakeWorker[] = [];
  const start = (): PooledWorker => {
    let crash = (_message: string) => {};
    const crashed = new Promise<never>((_resolve, reject) => {
      crash = (message) => reject(new Error(message));
    });
    crashed.catch(() => undefined);
    const asked: string[] = [];
    const worker: FakeWorker = {
      asked,
      isTerminated: false,
      crashed,
      crash,
      terminate: () => {
        worker.isTerminated = true;
      },
      api: {
        attach,
        runJob: async <N extends JobName>(_name: N, entry: string) => {
          asked.push(entry);
          await new Promise((resolve) => setTimeout(resolve, 0));
          return { ok: true, value: { moments: {}, isFromCatalogue: false } as JobResult<N> };
        },
      },
    };
    started.push(worker);
    return worker;
  };
  return { started, start };
}

function runOf(overrides: Partial<PoolRun<'moments'>> = {}): PoolRun<'moments'> {
  const signal = new AbortController().signal;
  return {
    request: REQUEST,
    name: 'moments',
    entries: ENTRIES,
    options: OPTIONS,
    onResult: () => {},
    signal,
    ...overrides,
  };
}

describe('the worker pool', () => {
  it('answers each entry once and shares them among its workers', async () => {
    const { started, start } = fakeWorkers();
    const answered: string[] = [];
    const pool = createWorkerPool(start, 3);
    expect(await pool.run(runOf({ onResult: (entry) => answered.push(entry) }))).toEqual({ ok: true, value: null });
    expect([...answered].sort()).toEqual(ENTRIES);
    expect(started).toHaveLength(3);
    for (const { asked } of started) expect(asked.length).toBeGreaterThan(0);
  });

  it('starts no more workers than there are entries, and keeps them for the next run', async () => {
    const { started, start } = fakeWorkers();
    const pool = createWorkerPool(start, 3);
    await pool.run(runOf({ entries: ENTRIES.slice(0, 2) }));
    await pool.run(runOf({ entries: ENTRIES.slice(0, 2) }));
    expect(started).toHaveLength(2);
  });

  it('says nothing more after an abort, and resolves', async () => {
    const { start } = fakeWorkers();
    const aborting = new AbortController();
    const answered: string[] = [];
    const onResult = (entry: string) => {
      answered.push(entry);
      if (answered.length === 4) aborting.abort();
    };
    await createWorkerPool(start, 2).run(runOf({ onResult, signal: aborting.signal }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(answered).toHaveLength(4);
  });

  it('answers with the problem of a dataset that cannot be opened, and lets its workers go', async () => {
    const { started, start } = fakeWorkers(async () => ({ ok: false, problem: GONE }));
    expect(await createWorkerPool(start, 2).run(runOf())).toEqual({ ok: false, problem: GONE });
    expect(started.map(({ isTerminated, asked }) => [isTerminated, asked.length])).toEqual([
      [true, 0],
      [true, 0],
    ]);
  });

  it('answers with the failure of a worker, instead of waiting for it', async () => {
    const { started, start } = fakeWorkers();
    const answered = await createWorkerPool(start, 2).run(
      runOf({ onResult: () => started[0]?.crash('out of memory') }),
    );
    expect(answered).toMatchObject({ ok: false, problem: { code: 'worker-failed', found: 'out of memory' } });
    expect(started.map(({ isTerminated }) => isTerminated)).toEqual([true, true]);
  });

  it('ends where bytes cannot be had: that is no property of a sequence', async () => {
    const lost: Problem = { ...GONE, code: 'http-network' };
    const { started, start } = fakeWorkers();
    const startLosing = (): PooledWorker => {
      const worker = start();
      const runJob: PooledWorker['api']['runJob'] = async (name, entry, options) =>
        entry === ENTRIES[2] ? { ok: false, problem: lost } : worker.api.runJob(name, entry, options);
      return { ...worker, api: { ...worker.api, runJob } };
    };
    const answered: boolean[] = [];
    const onResult: PoolRun<'moments'>['onResult'] = (_entry, { ok }) => answered.push(ok);
    expect(await createWorkerPool(startLosing, 1).run(runOf({ onResult }))).toEqual({ ok: false, problem: lost });
    expect(answered).not.toContain(false);
    expect(started[0]?.asked.length).toBeLessThan(ENTRIES.length);
  });

  it('lets its workers go some time after the last run', async () => {
    vi.useFakeTimers();
    try {
      const { started, start } = fakeWorkers();
      const running = createWorkerPool(start, 1).run(runOf());
      await vi.advanceTimersByTimeAsync(1000);
      await running;
      expect(started[0]?.isTerminated).toBe(false);
      await vi.advanceTimersByTimeAsync(20_000);
      expect(started[0]?.isTerminated).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
