import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createWorkerPool, type WorkerPool } from '../../worker/pool.ts';
import type { DatasetWorkerApi } from '../../worker/protocol.ts';
import { formatLink } from '../link.ts';
import { applyLink } from '../link-sync.ts';
import { createAppStore } from '../store.ts';
import { DEMO_FOLDER, startPoolHere, startWorkerHere } from '../worker.fixture.ts';
import { coverageOf } from './coverage-model.ts';
import { brushedRowsOf, motionMapOf, sequencesOf, totalsOfDataset } from './overview-selectors.ts';
import { formatFigureTable, formatSplitList } from './overview-table-text.ts';

const DEMO = { kind: 'url', url: 'demo/' } as const;
/** Frames of the demo's sequences, by its metadata records. */
const FRAMES = { 'SPK01/000': 747, 'SPK04/000': 447, 'SPK05/000': 301 };

async function openDemo(pool: WorkerPool = startPoolHere()) {
  const store = createAppStore({ worker: startWorkerHere(), pool });
  await store.actions.openDataset(DEMO);
  return store;
}

async function measureDemo() {
  const store = await openDemo();
  await store.actions.overview.measure();
  return store;
}

const shownEntries = (store: Awaited<ReturnType<typeof openDemo>>) =>
  Array.from(brushedRowsOf(store.getState()).rows, (row) => sequencesOf(store.getState())[row]?.entry);

describe('measuring the demo', () => {
  it('goes through every frame of every sequence', async () => {
    const { overview } = (await measureDemo()).getState();
    expect(overview.measuring.phase).toBe('done');
    expect(overview.table?.counts).toEqual({
      measured: 7,
      partly: 0,
      unreadable: 0,
      framesMeasured: 2894,
      frames: 2894,
    });
    const row = overview.table?.entries.indexOf('SPK01/000') ?? -1;
    expect(overview.table?.columns.seconds[row]).toBe(FRAMES['SPK01/000'] / 25);
  });

  it('knows the totals of the splits, and that nobody is in two of them', async () => {
    const totals = totalsOfDataset((await openDemo()).getState());
    expect(totals?.all).toMatchObject({ sequences: 7, frames: 2894, clips: 31, people: 5, unknownLengths: 0 });
    expect(totals?.splits.map(({ name, sequences, frames }) => [name, sequences, frames])).toEqual([
      ['train', 5, 2894 - FRAMES['SPK04/000'] - FRAMES['SPK05/000']],
      ['val', 1, FRAMES['SPK04/000']],
      ['test', 1, FRAMES['SPK05/000']],
    ]);
    expect(totals?.leaks).toEqual([]);
  });

  it('keeps the figures of a dataset that is opened again', async () => {
    const store = await measureDemo();
    const { table } = store.getState().overview;
    await store.actions.openDataset(DEMO);
    expect(store.getState().overview.table).toBeNull();
    store.actions.overview.enter();
    expect(store.getState().overview.table).toBe(table);
    expect(store.getState().overview.measuring.phase).toBe('done');
  });

  it('measures a folder anew whose file has changed under the same name and size', async () => {
    const store = createAppStore({ worker: startWorkerHere(), pool: startPoolHere() });
    const requestOf = (lastModified: number) =>
      ({ kind: 'files', name: DEMO_FOLDER, files: [new File(['same size'], 'data.mdb', { lastModified })] }) as const;
    await store.actions.openDataset(requestOf(1));
    await store.actions.overview.measure();
    for (const [lastModified, phase] of [
      [1, 'done'],
      [2, 'running'],
    ] as const) {
      await store.actions.openDataset(requestOf(lastModified));
      store.actions.overview.enter();
      expect(store.getState().overview.measuring.phase).toBe(phase);
    }
  });

  it('stops when asked to, and keeps what was measured', async () => {
    const store = await openDemo(startPoolHere(1));
    const measured = store.actions.overview.measure();
    store.actions.overview.cancelMeasuring();
    await measured;
    expect(store.getState().overview.measuring).toEqual({ phase: 'stopped' });
    expect(store.getState().overview.table?.counts.unreadable).toBe(0);
  });

  it('fails as the source does, and puts it down to no sequence', async () => {
    const problem = { code: 'http-lost', what: 'Lost', expected: 'bytes', found: 'none', where: 'host' };
    const runJob: DatasetWorkerApi['runJob'] = async () => ({ ok: false, problem });
    const store = await openDemo(
      createWorkerPool(
        () => ({ api: { ...startWorkerHere(), runJob }, crashed: new Promise<never>(() => {}), terminate: () => {} }),
        1,
      ),
    );
    await store.actions.overview.measure();
    expect(store.getState().overview.measuring).toEqual({ phase: 'failed', problem });
    expect(store.getState().overview.table?.counts.unreadable).toBe(0);
  });

  it('counts and names a sequence that cannot be read, and measures the others', async () => {
    const here = startPoolHere();
    const problem = { code: 'clip-missing', what: 'Missing', expected: 'a key', found: 'none', where: 'SPK02/000' };
    const pool: WorkerPool = {
      size: here.size,
      run: (run) =>
        here.run({
          ...run,
          onResult: (entry, answer, index) =>
            run.onResult(entry, entry === 'SPK02/000' ? { ok: false, problem } : answer, index),
        }),
    };
    const store = await openDemo(pool);
    await store.actions.overview.measure();
    const { table } = store.getState().overview;
    expect(table?.counts).toMatchObject({ measured: 6, unreadable: 1 });
    expect(table?.problems.get(table.entries.indexOf('SPK02/000'))).toEqual(problem);
    expect(table?.columns.jaw[table.entries.indexOf('SPK02/000')]).toBeNaN();
  });
});

describe('brushing the demo', () => {
  it('intersects the intervals, sorts, and gives a list that the loader reads', async () => {
    const store = await measureDemo();
    const { overview } = store.actions;
    overview.brush('seconds', 25, 10);
    overview.sortBy('seconds');
    // 24.04, 17.88, 16, 12.04 s: 601, 447, 400 and 301 frames.
    expect(shownEntries(store)).toEqual(['SPK03/000', 'SPK04/000', 'SPK02/000', 'SPK05/000']);
    overview.brush('seconds', 10, 17);
    expect(shownEntries(store)).toEqual(['SPK02/000', 'SPK05/000']);
    const state = store.getState();
    expect(formatSplitList(sequencesOf(state), brushedRowsOf(state).rows)).toBe('SPK02/000\nSPK05/000\n');
    overview.brush('jaw', 5, 6);
    expect(shownEntries(store)).toEqual([]);
    overview.removeBrush('jaw');
    overview.sortBy('seconds');
    expect(shownEntries(store)).toEqual(['SPK05/000', 'SPK02/000']);
    overview.clearBrushes();
    expect(shownEntries(store)).toHaveLength(7);
  });

  it('writes a table with every figure at full precision', async () => {
    const store = await measureDemo();
    const state = store.getState();
    const { table } = state.overview;
    if (table === null) throw new Error('not measured');
    const lines = formatFigureTable(
      table,
      sequencesOf(state),
      Uint32Array.of(table.entries.indexOf('SPK01/000')),
    ).split('\n');
    expect(lines[0]?.split(',').slice(0, 7)).toEqual([
      'entry',
      'splits',
      'status',
      'n_frames',
      'frames_measured',
      'seconds_s',
      'loudness_dBFS',
    ]);
    expect(lines[1]?.split(',').slice(0, 6)).toEqual(['SPK01/000', 'train', 'measured', '747', '747', '29.88']);
    expect(lines[1]?.split(',')).toHaveLength(lines[0]?.split(',').length ?? 0);
  });

  it('maps the sequences by components that explain all of the variance', async () => {
    const map = motionMapOf((await measureDemo()).getState());
    expect(map?.rowCount).toBe(7);
    expect(map?.explained.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});

describe('crop coverage of the demo', () => {
  const golden = JSON.parse(readFileSync(`${DEMO_FOLDER}/../../fixtures/golden.json`, 'utf8')) as {
    readonly crops: readonly { entry: string; strategy: string; seed: number | null; start_frame: number }[];
  };

  it('is exact about the edges of a sequence', async () => {
    const store = await openDemo();
    const coverage = coverageOf(store.getState());
    if (coverage.kind !== 'sequence') throw new Error(coverage.kind);
    expect([coverage.entry, coverage.split]).toEqual(['SPK01/000', 'train']);
    expect(coverage.shape).toMatchObject({ startCount: 548, firstReads: 1 / 548, lastReads: 1 / 548 });
    expect(coverage.shape.middleFrames).toEqual([199, 548]);
    expect(coverage.expected[746]).toBe(1 / 548);
    expect(coverage.edgeShare).toBeCloseTo(13 / 200, 12);
  });

  it('simulates the crops that numpy draws', async () => {
    const store = await openDemo();
    const crop = golden.crops.find(
      ({ entry, strategy, seed }) => entry === 'SPK01/000' && strategy === 'random' && seed === 249,
    );
    if (crop === undefined) throw new Error('no such golden crop');
    // The first draw of the first epoch is that of the first sequence of the list.
    store.actions.overview.setCoverage({ epochs: 1, seed: 249 });
    const coverage = coverageOf(store.getState());
    if (coverage.kind !== 'sequence' || coverage.simulated === null) throw new Error('not simulated');
    expect(coverage.simulated.indexOf(1)).toBe(crop.start_frame);
    expect(coverage.simulated.reduce((sum, reads) => sum + reads, 0)).toBe(200);
  });

  it('adds up to all frames of the split', async () => {
    const store = await openDemo();
    store.actions.overview.setCoverage({ scope: 'dataset', strategy: 'begin' });
    const coverage = coverageOf(store.getState());
    if (coverage.kind !== 'dataset') throw new Error(coverage.kind);
    // Of each of the five sequences of train the first 200 frames are read, or none where it is shorter than a crop.
    expect(coverage.frames).toBe(2146);
    expect(coverage.neverFrames).toBe(2146 - 200 * (5 - coverage.tooShort));
    expect(coverage.counts.reduce((sum, count) => sum + count, 0)).toBe(2146);
    expect(coverage.simulatedCounts).toEqual(coverage.counts);
  });
});

describe('the link', () => {
  it('keeps brushes, axes, order and coverage', async () => {
    const store = await measureDemo();
    const { overview, showView } = store.actions;
    showView('dataset');
    overview.brush('loudness', -25.5, -20);
    overview.brush('jaw', 0.02, 0.11);
    overview.setScatterAxis('x', 'seconds');
    overview.sortBy('jaw');
    overview.setCoverage({ scope: 'dataset', strategy: 'end', epochs: 20, seed: 42 });
    const link = formatLink(store.getState());
    expect(link).toContain(
      '&dx=seconds&brush=loudness:-25.5--20,jaw:0.02-0.11&dsort=-jaw&cov=end&covof=dataset&covn=20&covseed=42',
    );
    const other = createAppStore({ worker: startWorkerHere(), pool: startPoolHere() });
    await applyLink(other, link);
    expect(other.getState().messages).toEqual([]);
    const { brushes, scatter, sort, coverage } = store.getState().overview;
    expect(other.getState().overview).toMatchObject({ brushes, scatter, sort, coverage });
  });

  it('says what it does not understand, and leaves it out', async () => {
    const store = createAppStore({ worker: startWorkerHere(), pool: startPoolHere() });
    await applyLink(store, '?view=dataset&brush=jaw:wide&dx=smile&covn=0');
    expect(store.getState().overview).toMatchObject({ brushes: [], scatter: { x: 'jaw' }, coverage: { epochs: 100 } });
    expect(store.getState().messages.map(({ problem }) => problem.where)).toEqual([
      'link, brush=jaw:wide',
      'link, dx=smile',
      'link, covn=0',
    ]);
  });
});
