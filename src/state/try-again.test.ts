import { describe, expect, it, vi } from 'vitest';
import type { Problem } from '../core/errors.ts';
import type { DatasetWorkerApi } from '../worker/protocol.ts';
import { createAppStore } from './store.ts';
import { DEMO_FOLDER, startWorkerHere } from './worker.fixture.ts';

const LOST: Problem = {
  code: 'http-no-answer',
  what: 'The host did not answer',
  expected: 'an answer',
  found: 'none',
  where: 'https://host/data.mdb',
};
const REQUEST = { kind: 'url', url: DEMO_FOLDER } as const;

/** The real worker, whose next answer to `call` is the problem, as often as `failures` says. */
function failingWorker(call: 'open' | 'readHead' | 'readCrop' | 'readClips', problem = LOST) {
  const worker = startWorkerHere();
  const real: DatasetWorkerApi = { ...worker };
  const failures = { left: 1 };
  const failing = async (...parameters: readonly unknown[]): Promise<unknown> => {
    if (failures.left-- > 0) return { ok: false, problem };
    return (real[call] as (...values: readonly unknown[]) => Promise<unknown>)(...parameters);
  };
  return { worker: { ...real, [call]: failing } as DatasetWorkerApi, failures };
}

describe('trying again', () => {
  it('repeats the opening, with the sequence that was asked for', async () => {
    const store = createAppStore({ worker: failingWorker('open').worker });
    await store.actions.openDataset(REQUEST, 'SPK03/000');
    expect(store.getState().dataset).toMatchObject({ phase: 'failed', problem: LOST });
    await store.actions.tryAgain();
    expect(store.getState().dataset.phase).toBe('open');
    expect(store.getState().sequence).toMatchObject({ entry: 'SPK03/000' });
  });

  for (const call of ['readHead', 'readClips'] as const) {
    it(`repeats a sequence of which ${call} failed`, async () => {
      const store = createAppStore({ worker: failingWorker(call).worker });
      await store.actions.openDataset(REQUEST, 'SPK03/000');
      await vi.waitFor(() => expect(store.getState().sequence).toMatchObject({ phase: 'failed', problem: LOST }));
      await store.actions.tryAgain();
      await vi.waitFor(() => expect(store.getState().sequence).toMatchObject({ phase: 'ready', entry: 'SPK03/000' }));
    });
  }

  it('repeats the figures of the crop where it lies', async () => {
    const store = createAppStore({ worker: failingWorker('readCrop').worker });
    await store.actions.openDataset(REQUEST, 'SPK01/000');
    await vi.waitFor(() => expect(store.getState().figures).toMatchObject({ phase: 'failed', problem: LOST }));
    await store.actions.tryAgain();
    await vi.waitFor(() =>
      expect(store.getState().figures).toMatchObject({ phase: 'ready', figures: { start_frame: 272 } }),
    );
  });

  it('opens a file anew that changed on its host: its state of before is gone', async () => {
    const { worker } = failingWorker('readHead', { ...LOST, code: 'http-changed' });
    const open = vi.spyOn(worker, 'open');
    const store = createAppStore({ worker });
    await store.actions.openDataset(REQUEST, 'SPK03/000');
    await store.actions.tryAgain();
    expect(open).toHaveBeenCalledTimes(2);
    expect(store.getState().sequence).toMatchObject({ entry: 'SPK03/000' });
  });

  it('does nothing where nothing failed', async () => {
    const store = createAppStore({ worker: startWorkerHere() });
    await store.actions.openDataset(REQUEST);
    await vi.waitFor(() => expect(store.getState().sequence.phase).toBe('ready'));
    const before = store.getState();
    await store.actions.tryAgain();
    expect(store.getState()).toBe(before);
  });
});

describe('the lengths in the list', () => {
  it('are asked for once the sequence is there, and again if they could not be had', async () => {
    const order: string[] = [];
    const real = startWorkerHere();
    let failures = 1;
    const worker: DatasetWorkerApi = {
      ...real,
      readClips: async (entry, firstClip, endClip) => {
        const answered = await real.readClips(entry, firstClip, endClip);
        if (endClip === 8) order.push('last clip');
        return answered;
      },
      describeSequences: async (entries) => {
        order.push(`lengths of ${entries.join(', ')}`);
        return failures-- > 0 ? { ok: false, problem: LOST } : real.describeSequences(entries);
      },
    };
    const store = createAppStore({ worker });
    store.subscribe(({ dataset }, previous) => {
      // As the page does, once it has drawn the list.
      if (dataset.phase === 'open' && previous.dataset.phase !== 'open')
        queueMicrotask(() => store.actions.describeSequences(['SPK02/000']));
    });
    await store.actions.openDataset(REQUEST);
    await vi.waitFor(() => expect(order).toEqual(['last clip', 'lengths of SPK02/000']));
    await vi.waitFor(() => {
      store.actions.describeSequences(['SPK02/000']);
      expect(order).toHaveLength(3);
    });
  });
});
