import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import golden from '../../../fixtures/golden.json' with { type: 'json' };
import { ODD_DATASETS } from '../../../fixtures/unpack.ts';
import { parseNpz } from '../../core/formats/npz.ts';
import { parseStatisticsFile } from '../../core/statistics/stats-file.ts';
import { createWorkerPool, type WorkerPool } from '../../worker/pool.ts';
import type { DatasetWorkerApi } from '../../worker/protocol.ts';
import type { AppStore } from '../actions.ts';
import { statisticsInUse } from '../selectors.ts';
import { createAppStore } from '../store.ts';
import { DEMO_FOLDER, startPoolHere, startWorkerHere } from '../worker.fixture.ts';
import { comparisonOf, medianStdRatio, shownDimension } from './comparison.ts';
import type { ComparedSide } from './normalize-state.ts';
import { sideStatistics } from './side-statistics.ts';
import { passKeyOf, type StatisticsRecipe } from './statistics-recipe.ts';

const DRAWN: StatisticsRecipe = { kind: 'random-crop', split: 'train', rounds: 50, windowFrames: 100, seed: 7 };
const POOLED: StatisticsRecipe = { kind: 'pooled', split: 'train', ddof: 0 };

async function open(folder = DEMO_FOLDER, entry = 'SPK01/000'): Promise<AppStore> {
  const store = createAppStore({ worker: startWorkerHere(), pool: startPoolHere() });
  await store.actions.openDataset({ kind: 'url', url: folder }, entry);
  await vi.waitFor(() => expect(store.getState().sequence.phase).toBe('ready'));
  return store;
}

async function settled(store: AppStore, recipe: StatisticsRecipe): Promise<void> {
  const key = passKeyOf(recipe) ?? '';
  await vi.waitFor(() => expect(store.getState().normalize.passes[key]?.phase).toMatch(/done|failed/));
}

async function put(store: AppStore, side: ComparedSide, recipe: StatisticsRecipe): Promise<void> {
  store.actions.normalize.setRecipe(side, recipe);
  if (passKeyOf(recipe) !== null) await settled(store, recipe);
}

function knownStatistics(store: AppStore, side: ComparedSide) {
  const shown = sideStatistics(store.getState(), side);
  if (!shown.isKnown) throw new Error(shown.reason);
  return shown;
}

function compared(store: AppStore) {
  const shown = comparisonOf(store.getState());
  if (shown === null || !shown.isComparable) throw new Error('nothing is compared');
  return shown;
}

function progressOf(store: AppStore, recipe: StatisticsRecipe) {
  const pass = store.getState().normalize.passes[passKeyOf(recipe) ?? ''];
  if (pass === undefined || !('progress' in pass)) throw new Error(`no progress: ${pass?.phase}`);
  return pass.progress;
}

describe('the two sides', () => {
  it("are the dataset's file and the train split pooled anew, at first", async () => {
    const store = await open();
    expect(knownStatistics(store, 'reference').statistics.get('exp')?.mean).toHaveLength(50);
    expect(sideStatistics(store.getState(), 'candidate')).toEqual({ isKnown: false, reason: 'Not computed yet' });
    store.actions.normalize.prepare();
    await settled(store, POOLED);
    const { statistics, isProvisional } = knownStatistics(store, 'candidate');
    expect(isProvisional).toBe(false);
    for (const group of ['shape', 'exp', 'pose'] as const) {
      const measured = statistics.get(group);
      for (const [dim, mean] of golden.stats[group].mean.entries()) {
        const std = golden.stats[group].std[dim] as number;
        // numpy's float64 to 1e-12 of the spread; a constant has none.
        const scale = Math.max(std, Math.abs(mean), 1e-30);
        expect(Math.abs((measured?.mean[dim] as number) - mean) / scale).toBeLessThan(1e-12);
        expect(Math.abs((measured?.std[dim] as number) - std) / scale).toBeLessThan(1e-12);
      }
    }
    expect(progressOf(store, POOLED)).toMatchObject({ doneCount: 5, totalCount: 5, frameCount: 2146, leftOut: [] });
  });

  it('can be the random-crop estimate that made the file, which then differs in nothing', async () => {
    const store = await open();
    await put(store, 'candidate', DRAWN);
    const { comparison } = compared(store);
    expect(comparison.dimensions).toHaveLength(156);
    expect(comparison.differentCount).toBe(0);
    expect(comparison.dimensions.every(({ stdRatio, meanChange }) => stdRatio === 1 && meanChange === 0)).toBe(true);
    expect(progressOf(store, DRAWN)).toMatchObject({
      unit: 'windows',
      doneCount: 250,
      totalCount: 250,
      frameCount: 25000,
    });
  });

  it('show that the published estimator gives a smaller std than pooling', async () => {
    const store = await open();
    await put(store, 'candidate', POOLED);
    const { comparison } = compared(store);
    const file = parseNpz(new Uint8Array(readFileSync(join(DEMO_FOLDER, 'stats_train.npz'))));
    const groups = ['shape', 'exp', 'pose'].map((name) => ({
      name,
      width: { shape: 100, exp: 50, pose: 6 }[name] ?? 0,
    }));
    const stored = parseStatisticsFile(file, groups, 'stats_train.npz');
    const differing = (['shape', 'exp', 'pose'] as const).flatMap((group) =>
      golden.stats[group].std.filter((std, dim) => {
        const other = stored.get(group)?.std[dim] as number;
        return !(std < 1e-6 && other < 1e-6) && Math.abs(std / other - 1) > 0.1;
      }),
    );
    expect(comparison.differentCount).toBe(differing.length);
    expect(medianStdRatio(comparison)).toBeGreaterThan(1);
  });

  it('are swapped', async () => {
    const store = await open();
    await put(store, 'candidate', POOLED);
    const before = compared(store).comparison.largest[0];
    store.actions.normalize.swap();
    const after = compared(store).comparison.largest[0];
    expect(after?.name).toBe(before?.name);
    expect([after?.refStd, after?.candStd]).toEqual([before?.candStd, before?.refStd]);
  });

  it('can be the open sequence and the crop, and follow them', async () => {
    const store = await open();
    await put(store, 'reference', { kind: 'sequence' });
    await put(store, 'candidate', { kind: 'crop' });
    // numpy: coef['pose'][272:472].astype(np.float64).mean(0)[0], .std(0)[0].
    expect(Math.fround(knownStatistics(store, 'candidate').statistics.get('pose')?.mean[0] as number)).toBe(
      0.027110999450087547,
    );
    expect(Math.fround(knownStatistics(store, 'candidate').statistics.get('pose')?.std[0] as number)).toBe(
      0.03879551589488983,
    );
    const before = knownStatistics(store, 'candidate').statistics;
    store.actions.moveCrop(100);
    expect(knownStatistics(store, 'candidate').statistics).not.toBe(before);
    expect(sideStatistics(store.getState(), 'reference')).toBe(sideStatistics(store.getState(), 'reference'));
  });

  it('can be a file of the user, or say why not', async () => {
    const store = await open();
    const bytes = readFileSync(join(DEMO_FOLDER, 'stats_train.npz'));
    const { normalize } = store.actions;
    await normalize.openFile('candidate', new File([bytes], 'mine.npz'));
    expect(compared(store).comparison.dimensions.every(({ stdRatio }) => stdRatio === 1)).toBe(true);
    await normalize.openFile('candidate', new File(['no zip'], 'other.npz'));
    expect(store.getState().normalize.fileProblem).toMatchObject({ code: 'npz-not-zip', where: 'other.npz' });
    expect(store.getState().normalize.recipes.candidate).toEqual({ kind: 'npz', fileName: 'mine.npz' });
  });

  it('can be a second dataset, its file and its frames', async () => {
    const store = await open();
    const { normalize } = store.actions;
    await normalize.openOther({ kind: 'url', url: join(ODD_DATASETS, 'protocol-4') });
    expect(store.getState().normalize.other).toMatchObject({ phase: 'open', name: 'protocol-4' });
    await put(store, 'candidate', { kind: 'other-pooled', ddof: 0 });
    expect(compared(store).comparison.dimensions).toHaveLength(156);
    expect(progressOf(store, { kind: 'other-pooled', ddof: 0 }).frameCount).toBeGreaterThan(0);
    await put(store, 'reference', { kind: 'other-file' });
    expect(compared(store).comparison.dimensions).toHaveLength(156);
    await normalize.openOther({ kind: 'url', url: join(ODD_DATASETS, 'nowhere') });
    expect(store.getState().normalize.other.phase).toBe('failed');
  });
});

describe('a pass', () => {
  it('leaves out what cannot be read, and names it', async () => {
    const real = startPoolHere();
    const problem = {
      code: 'clip-missing',
      what: 'A clip is missing',
      expected: 'a key',
      found: 'none',
      where: 'clip',
    };
    const pool: WorkerPool = {
      size: real.size,
      run: (run) =>
        real.run({
          ...run,
          onResult: (entry, answered, index) =>
            run.onResult(entry, entry === 'SPK02/001' ? { ok: false, problem } : answered, index),
        }),
    };
    const store = createAppStore({ worker: startWorkerHere(), pool });
    await store.actions.openDataset({ kind: 'url', url: DEMO_FOLDER }, 'SPK01/000');
    await put(store, 'candidate', POOLED);
    // The train split without the 199 frames of that sequence.
    expect(progressOf(store, POOLED)).toMatchObject({ doneCount: 5, frameCount: 2146 - 199 });
    expect(progressOf(store, POOLED).leftOut).toEqual([{ entry: 'SPK02/001', problem }]);
    const drawn: StatisticsRecipe = { ...DRAWN, rounds: 2 };
    await put(store, 'candidate', drawn);
    expect(progressOf(store, drawn)).toMatchObject({ totalCount: 8, leftOut: [{ entry: 'SPK02/001' }] });
  });

  it('fails where the bytes cannot be had: figures over the rest would be those of another dataset', async () => {
    const lost = { code: 'http-no-answer', what: 'No answer', expected: 'bytes', found: 'none', where: 'host' };
    const pool = createWorkerPool(() => {
      const api = startWorkerHere();
      const runJob: DatasetWorkerApi['runJob'] = async (name, entry, options) =>
        entry === 'SPK02/001' ? { ok: false, problem: lost } : api.runJob(name, entry, options);
      return { api: { ...api, runJob }, crashed: new Promise<never>(() => {}), terminate: () => {} };
    }, 1);
    const store = createAppStore({ worker: startWorkerHere(), pool });
    await store.actions.openDataset({ kind: 'url', url: DEMO_FOLDER }, 'SPK01/000');
    for (const recipe of [POOLED, { ...DRAWN, rounds: 2 }]) {
      await put(store, 'candidate', recipe);
      expect(store.getState().normalize.passes[passKeyOf(recipe) ?? '']).toEqual({ phase: 'failed', problem: lost });
    }
    store.actions.normalize.countHistogram();
    await vi.waitFor(() => expect(store.getState().normalize.histogram.phase).toBe('failed'));
  });

  it('over a second dataset ends when another takes its place, which has figures of its own', async () => {
    const store = await open();
    const { normalize } = store.actions;
    const recipe: StatisticsRecipe = { kind: 'other-pooled', ddof: 0 };
    await normalize.openOther({ kind: 'url', url: DEMO_FOLDER });
    normalize.setRecipe('candidate', recipe);
    await vi.waitFor(() => expect(store.getState().normalize.passes['other-pooled']?.phase).toBe('running'));
    await normalize.openOther({ kind: 'url', url: join(ODD_DATASETS, 'protocol-4') });
    await settled(store, recipe);
    // The demo's train split has 5 sequences of 2,146 frames.
    expect(progressOf(store, recipe)).toMatchObject({ over: 'protocol-4', totalCount: 1 });
    expect(progressOf(store, recipe).frameCount).toBeLessThan(2146);
  });

  it('fails where nothing can be read, with the first reason', async () => {
    const store = await open(join(ODD_DATASETS, 'missing-clip'), 'SPK04/000');
    await put(store, 'candidate', { kind: 'pooled', split: 'all', ddof: 0 });
    expect(store.getState().normalize.passes['pooled.all']).toMatchObject({
      phase: 'failed',
      problem: { code: 'clip-missing', expected: 'key SPK04/000/002' },
    });
    store.actions.normalize.countHistogram();
    await vi.waitFor(() => expect(store.getState().normalize.histogram.phase).toBe('failed'));
    expect(store.getState().normalize.histogram).toMatchObject({ problem: { code: 'clip-missing' } });
  });

  it('draws nothing for sequences that are too short, and says which', async () => {
    const store = await open();
    const long: StatisticsRecipe = { ...DRAWN, windowFrames: 200, rounds: 2 };
    await put(store, 'candidate', long);
    expect(progressOf(store, long).leftOut).toEqual([
      {
        entry: 'SPK02/001',
        problem: {
          code: 'sequence-too-short',
          what: 'The sequence is shorter than one window',
          expected: '200 frames or more',
          found: '199 frames',
          where: 'SPK02/001',
        },
      },
    ]);
  });

  it('can be cancelled: what was found stays, provisional, and is neither used nor saved', async () => {
    const store = await open();
    const { normalize } = store.actions;
    normalize.setRecipe('candidate', POOLED);
    normalize.cancel();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(store.getState().normalize.passes['pooled.train']?.phase).not.toBe('done');
    normalize.normalizeByCandidate();
    expect(store.getState().statisticsSource).toBe('file');
    await expect(normalize.saveCandidate()).rejects.toThrow('The candidate cannot be saved');
    normalize.runAgain();
    await settled(store, POOLED);
    expect(knownStatistics(store, 'candidate').isProvisional).toBe(false);
  });
});

describe('the histogram', () => {
  it('counts every frame of the split, whatever the dimension', async () => {
    const store = await open();
    store.actions.normalize.prepare();
    await vi.waitFor(() => expect(store.getState().normalize.histogram.phase).toBe('done'));
    const { histogram } = store.getState().normalize;
    if (histogram.phase !== 'done') throw new Error(histogram.phase);
    for (const { counts, below, above, nonFinite, width, binCount, frameCount } of histogram.groups.values()) {
      expect(frameCount).toBe(2146);
      for (let dim = 0; dim < width; dim++) {
        const inside = counts.subarray(dim * binCount, (dim + 1) * binCount).reduce((sum, count) => sum + count, 0);
        expect(inside + (below[dim] ?? 0) + (above[dim] ?? 0) + (nonFinite[dim] ?? 0)).toBe(2146);
      }
    }
  });
});

describe('the candidate', () => {
  it('normalises everywhere once it is used, by name', async () => {
    const store = await open();
    await put(store, 'candidate', DRAWN);
    store.actions.normalize.normalizeByCandidate();
    expect(store.getState().statisticsSource).toBe('chosen');
    const used = statisticsInUse(store.getState());
    expect(used?.name).toBe('Random crops on train');
    expect(store.getState().chosenStatistics?.origin).toBe(
      'Mean over random windows of train: 50 rounds of 100 frames, seed 7',
    );
    const { dataset } = store.getState();
    const file = dataset.phase === 'open' ? dataset.summary.statistics : null;
    expect(used?.groups.exp?.std).toEqual(file?.groups.exp?.std);
  });

  it('is saved as the training loader reads it, near-zero deviations clamped or left out', async () => {
    const store = await open();
    await put(store, 'candidate', DRAWN);
    const { normalize } = store.actions;
    const stored = readFileSync(join(DEMO_FOLDER, 'stats_train.npz'));
    const saved = await normalize.saveCandidate();
    expect(saved.fileName).toBe('stats_train.npz');
    const [expected, arrays] = [parseNpz(new Uint8Array(stored)), parseNpz(saved.bytes)];
    expect([...arrays.keys()]).toEqual([...expected.keys()]);
    for (const [name, array] of expected) expect(arrays.get(name)?.bytes).toEqual(array.bytes);
    normalize.setTreatment('clamp');
    const clamped = parseNpz((await normalize.saveCandidate()).bytes).get('pose_std');
    expect(Array.from(new Float32Array(clamped?.bytes.slice().buffer ?? new ArrayBuffer(0))).slice(4)).toEqual([1, 1]);
  });
});

describe('the dimension in detail', () => {
  it('is the one that differs most until another is chosen', async () => {
    const store = await open();
    await put(store, 'candidate', POOLED);
    expect(shownDimension(store.getState())).toBe(compared(store).comparison.largest[0]);
    store.actions.normalize.chooseDimension({ group: 'pose', dim: 3 });
    expect(shownDimension(store.getState())?.name).toBe('jaw x');
  });
});
