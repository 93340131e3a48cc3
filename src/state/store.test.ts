import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ODD_DATASETS } from '../../fixtures/unpack.ts';
import { createAppStore } from './store.ts';
import { DEMO_FOLDER, startWorkerHere } from './worker.fixture.ts';

async function openDemo(entry = 'SPK01/000') {
  const store = createAppStore({ worker: startWorkerHere() });
  await store.actions.openDataset({ kind: 'url', url: DEMO_FOLDER }, entry);
  return store;
}

describe('the crop', () => {
  it('moves when dragged, switches to Manual and keeps the seed for going back', async () => {
    const store = await openDemo();
    store.actions.moveCrop(300);
    expect(store.getState().crop).toMatchObject({ strategy: 'manual', startFrame: 300, seed: 249 });
    store.actions.setStrategy('random');
    expect(store.getState().crop).toMatchObject({ strategy: 'random', startFrame: 272 });
  });

  it('stays inside the sequence', async () => {
    const store = await openDemo();
    store.actions.moveCrop(10_000);
    expect(store.getState().crop.startFrame).toBe(547);
    store.actions.moveCrop(-3);
    expect(store.getState().crop.startFrame).toBe(0);
  });

  it('goes back to where a drag began, and forth again', async () => {
    const store = await openDemo();
    store.actions.beginGesture();
    for (let start = 280; start < 300; start++) store.actions.moveCrop(start);
    store.actions.endGesture();
    store.actions.setWindows(3);
    store.actions.undoCrop();
    expect(store.getState().crop).toMatchObject({ strategy: 'manual', startFrame: 299, n_windows: 2 });
    store.actions.undoCrop();
    expect(store.getState().crop).toMatchObject({ strategy: 'random', startFrame: 272 });
    store.actions.undoCrop();
    store.actions.redoCrop();
    expect(store.getState().crop).toMatchObject({ strategy: 'manual', startFrame: 299 });
  });

  it('does not go back into another sequence', async () => {
    const store = await openDemo();
    store.actions.moveCrop(300);
    await store.actions.selectEntry('SPK03/000');
    const placed = store.getState().crop;
    store.actions.undoCrop();
    expect(store.getState().crop).toBe(placed);
  });

  it('does not move in a sequence shorter than one crop', async () => {
    const store = await openDemo('SPK02/001');
    store.actions.moveCrop(1);
    expect(store.getState().crop).toMatchObject({ strategy: 'random', startFrame: 0 });
    await vi.waitFor(() => {
      expect(store.getState().figures).toMatchObject({
        phase: 'failed',
        problem: { expected: '200 frames or more', found: '199 frames' },
      });
    });
  });

  it('gets the figures of its last place however fast it moves', async () => {
    const store = await openDemo();
    for (let start = 0; start <= 100; start++) store.actions.moveCrop(start);
    await vi.waitFor(() => {
      expect(store.getState().figures).toMatchObject({ phase: 'ready', figures: { start_frame: 100 } });
    });
  });
});

describe('a sequence', () => {
  it('arrives clip by clip, those of the crop first, until it is whole', async () => {
    const store = await openDemo();
    await vi.waitFor(() => expect(store.getState().sequence.phase).toBe('ready'));
    const { sequence } = store.getState();
    if (sequence.phase !== 'ready') return expect.fail('not ready');
    expect(sequence.signals.loadedClips).toBe(8);
    expect(sequence.signals.coef.exp?.some(Number.isNaN)).toBe(false);
    expect(sequence.signals.peaks.some(Number.isNaN)).toBe(false);
  });

  it('drops what still arrives of one that the user has left', async () => {
    const store = await openDemo();
    const left = store.actions.selectEntry('SPK03/000');
    await store.actions.selectEntry('SPK04/000');
    await left;
    await vi.waitFor(() => expect(store.getState().sequence).toMatchObject({ phase: 'ready', entry: 'SPK04/000' }));
    const { sequence } = store.getState();
    if (sequence.phase !== 'ready') return expect.fail('not ready');
    expect(sequence.signals.head.n_frames).toBe(447);
  });

  it('steps through the filtered list', async () => {
    const store = await openDemo();
    store.actions.setFilterText('spk0');
    store.actions.setSplitFilter('train');
    store.actions.stepEntry(1);
    await vi.waitFor(() => expect(store.getState().sequence).toMatchObject({ entry: 'SPK01/001' }));
  });
});

describe('a dataset that cannot be opened', () => {
  it('becomes a state with its four parts', async () => {
    const store = createAppStore({ worker: startWorkerHere() });
    await store.actions.openDataset({ kind: 'url', url: join(ODD_DATASETS, 'missing-metadata') });
    expect(store.getState().dataset).toMatchObject({
      phase: 'failed',
      problem: { what: 'The root key metadata is missing' },
    });
  });

  it('leaves a damaged clip marked and the others readable', async () => {
    const store = createAppStore({ worker: startWorkerHere() });
    await store.actions.openDataset({ kind: 'url', url: join(ODD_DATASETS, 'missing-clip') });
    await vi.waitFor(() => expect(store.getState().sequence.phase).toBe('ready'));
    const { sequence } = store.getState();
    if (sequence.phase !== 'ready') return expect.fail('not ready');
    expect([...sequence.signals.problemsByClip.keys()]).toEqual([2]);
    const exp = sequence.signals.coef.exp ?? new Float32Array();
    expect(exp[200 * 50]).toBeNaN();
    expect(exp[300 * 50]).not.toBeNaN();
  });
});
