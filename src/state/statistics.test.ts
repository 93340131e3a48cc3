import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import golden from '../../fixtures/golden.json' with { type: 'json' };
import { ODD_DATASETS } from '../../fixtures/unpack.ts';
import { parseNpz } from '../core/formats/npz.ts';
import type { AppStore } from './actions.ts';
import { formatLink } from './link.ts';
import { applyLink } from './link-sync.ts';
import { statisticsInUse } from './selectors.ts';
import { createAppStore } from './store.ts';
import { DEMO_FOLDER, startWorkerHere } from './worker.fixture.ts';

async function open(folder = DEMO_FOLDER, entry = 'SPK01/000'): Promise<AppStore> {
  const store = createAppStore({ worker: startWorkerHere() });
  await store.actions.openDataset({ kind: 'url', url: folder }, entry);
  await vi.waitFor(() => expect(store.getState().sequence.phase).toBe('ready'));
  return store;
}

async function waitForRecomputed(store: AppStore): Promise<void> {
  await vi.waitFor(() => expect(store.getState().recomputed.phase).toMatch(/ready|failed/));
}

describe('the statistics in use', () => {
  it('are those of the file first', async () => {
    const store = await open();
    expect(statisticsInUse(store.getState())?.name).toBe('stats_train.npz');
  });

  it('are pooled over the train split on demand, as Python pools them', async () => {
    const store = await open();
    store.actions.setStatisticsSource('recomputed');
    expect(store.getState().recomputed).toEqual({ phase: 'running', doneSequences: 0, totalSequences: 5 });
    expect(statisticsInUse(store.getState())).toBeNull();
    await waitForRecomputed(store);
    expect(store.getState().recomputed).toMatchObject({ phase: 'ready', frameCount: golden.stats.exp.count });
    const { exp, pose } = statisticsInUse(store.getState())?.groups ?? {};
    expect(Array.from(exp?.mean ?? [])).toEqual(golden.stats.exp.mean.map(Math.fround));
    expect(Array.from(pose?.std ?? [])).toEqual(golden.stats.pose.std.map(Math.fround));
    expect(Array.from(pose?.max ?? [])).toEqual(golden.stats.pose.max);
  });

  it('are computed once a dataset', async () => {
    const store = await open();
    store.actions.setStatisticsSource('recomputed');
    await waitForRecomputed(store);
    const first = statisticsInUse(store.getState());
    store.actions.setStatisticsSource('file');
    store.actions.setStatisticsSource('recomputed');
    expect(statisticsInUse(store.getState())).toBe(first);
  });

  it('are those of the file again once recomputing is cancelled, and stay so', async () => {
    const store = await open();
    store.actions.setStatisticsSource('recomputed');
    store.actions.cancelRecomputing();
    expect(store.getState()).toMatchObject({ statisticsSource: 'file', recomputed: { phase: 'none' } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(store.getState().recomputed).toEqual({ phase: 'none' });
  });

  it('say why they cannot be recomputed', async () => {
    const store = await open(join(ODD_DATASETS, 'missing-clip'), 'SPK04/000');
    store.actions.setStatisticsSource('recomputed');
    await waitForRecomputed(store);
    expect(store.getState().recomputed).toMatchObject({
      phase: 'failed',
      problem: { code: 'clip-missing', expected: 'key SPK04/000/002' },
    });
    expect(statisticsInUse(store.getState())).toBeNull();
  });

  it("are of the crop's own frames, and move with it", async () => {
    const store = await open();
    store.actions.setStatisticsSource('crop');
    const { exp, pose } = statisticsInUse(store.getState())?.groups ?? {};
    // numpy: coef['pose'][272:472].astype(np.float64).mean(0), .std(0), rounded to float32.
    expect(Array.from(pose?.mean ?? [])).toEqual([
      0.027110999450087547, -0.07601247727870941, 0.0834624245762825, 0.07381901890039444, 0, 0,
    ]);
    expect(Array.from(pose?.std ?? [])).toEqual([
      0.03879551589488983, 0.040023475885391235, 0.03740052506327629, 0.04821033775806427, 0, 0,
    ]);
    expect([exp?.mean[0], exp?.std[0]]).toEqual([1.3097559213638306, 0.7379423379898071]);
    store.actions.moveCrop(100);
    expect(statisticsInUse(store.getState())?.groups.exp?.mean[0]).not.toBe(exp?.mean[0]);
  });

  it('are the same object until they change, so that a page may select them', async () => {
    const store = await open();
    store.actions.setStatisticsSource('crop');
    const first = statisticsInUse(store.getState());
    store.actions.setPlayheadFrame(300);
    expect(statisticsInUse(store.getState())).toBe(first);
  });

  it('are none of a crop that touches an unreadable clip, or does not fit', async () => {
    const damaged = await open(join(ODD_DATASETS, 'missing-clip'), 'SPK04/000');
    damaged.actions.setStatisticsSource('crop');
    damaged.actions.moveCrop(150);
    expect(statisticsInUse(damaged.getState())).toBeNull();
    const short = await open(DEMO_FOLDER, 'SPK02/001');
    short.actions.setStatisticsSource('crop');
    expect(statisticsInUse(short.getState())).toBeNull();
  });

  it('are chosen anew for another dataset', async () => {
    const store = await open();
    store.actions.setStatisticsSource('recomputed');
    await waitForRecomputed(store);
    await store.actions.openDataset({ kind: 'url', url: join(ODD_DATASETS, 'protocol-4') });
    expect(store.getState()).toMatchObject({ statisticsSource: 'file', recomputed: { phase: 'none' } });
  });

  it('normalise what is saved', async () => {
    const store = await open();
    const saved = async () => parseNpz((await store.actions.saveSample('npz')).bytes).get('pose')?.bytes;
    const byFile = await saved();
    store.actions.setStatisticsSource('crop');
    expect(await saved()).not.toEqual(byFile);
    store.actions.setStatisticsSource('recomputed');
    await expect(store.actions.saveSample('npz')).rejects.toThrow(
      'The chosen statistics are not known, so the coefficients cannot be normalised: expected statistics that are ready, found none yet (inspector)',
    );
    expect((await store.actions.saveSample('wav-raw')).fileName).toBe('SPK01_000_272.wav');
  });
});

describe('a link', () => {
  it('names the source unless it is the file, and brings it back', async () => {
    const store = await open();
    expect(formatLink(store.getState())).not.toContain('stats=');
    store.actions.setStatisticsSource('crop');
    store.actions.setWindows(3);
    const link = formatLink(store.getState());
    expect(link).toContain('&stats=crop');
    expect(link).toContain('&windows=3');
    const other = createAppStore({ worker: startWorkerHere() });
    await applyLink(other, `?source=${DEMO_FOLDER}&stats=recomputed&windows=3`);
    await waitForRecomputed(other);
    expect(other.getState()).toMatchObject({ statisticsSource: 'recomputed', crop: { n_windows: 3 } });
    await applyLink(other, `?source=${DEMO_FOLDER}`);
    expect(other.getState()).toMatchObject({ statisticsSource: 'file', crop: { n_windows: 2 }, messages: [] });
  });
});
