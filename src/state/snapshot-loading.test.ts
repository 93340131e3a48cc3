import { describe, expect, it, vi } from 'vitest';
import golden from '../../fixtures/golden.json' with { type: 'json' };
import { requireValue } from '../worker/answer.ts';
import type { DatasetWorkerApi } from '../worker/protocol.ts';
import { DEMO, SNAPSHOT, snapshotOf, startSnapshotWorker } from '../worker/snapshot-worker.fixture.ts';
import type { AppStore } from './actions.ts';
import { signalsOf } from './selectors.ts';
import { createAppStore } from './store.ts';

const BYTES = snapshotOf(DEMO);

/** Opens the snapshot of the demo with a worker of which some calls are replaced. */
async function open(replace: (real: DatasetWorkerApi) => Partial<DatasetWorkerApi> = () => ({})): Promise<AppStore> {
  const { worker } = startSnapshotWorker(BYTES);
  const store = createAppStore({ worker: { ...worker, ...replace(worker) } });
  await store.actions.openDataset(SNAPSHOT, 'SPK01/000');
  return store;
}

const peaksOf = (store: AppStore) => Array.from(signalsOf(store.getState())?.peaks ?? []);

describe('a sequence of a snapshot', () => {
  it('shows its waveform before a clip has been decoded, the extremes of a frame in each of its buckets', async () => {
    const store = await open(() => ({ readClips: () => new Promise(() => {}) }));
    await vi.waitFor(() => expect(peaksOf(store).every(Number.isFinite)).toBe(true));
    const signals = signalsOf(store.getState());
    expect(signals).toMatchObject({ loadedClips: 0, revision: 1 });
    const peaks = peaksOf(store);
    expect(peaks).toHaveLength(747 * 10 * 2);
    const { worker } = startSnapshotWorker(BYTES);
    await worker.open(SNAPSHOT);
    const overview = requireValue(await worker.readOverview('SPK01/000')) ?? [];
    for (const frame of [0, 371, 746]) {
      const wanted = Array.from({ length: 10 }, () => [overview[frame * 2], overview[frame * 2 + 1]]).flat();
      expect(peaks.slice(frame * 20, (frame + 1) * 20)).toEqual(wanted);
    }
  });

  it('shows the decoded peaks in the end, even where the overview comes last', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let answered: Promise<unknown> = released;
    const late = await open((real) => ({
      readOverview: (entry) => {
        const overview = released.then(() => real.readOverview(entry));
        answered = overview;
        return overview;
      },
    }));
    const never = await open(() => ({ readOverview: () => Promise.resolve({ ok: true, value: null }) }));
    await vi.waitFor(() => expect(never.getState().sequence.phase).toBe('ready'));
    const early = await open();
    await vi.waitFor(() => expect(early.getState().sequence.phase).toBe('ready'));
    await vi.waitFor(() => expect(late.getState().sequence.phase).toBe('ready'));
    release();
    await answered;
    expect(peaksOf(early)).toEqual(peaksOf(never));
    expect(peaksOf(late)).toEqual(peaksOf(never));
  });

  it('shows a gap where a clip turns out to be unreadable, whatever the overview says', async () => {
    const problem = {
      code: 'flac-cut',
      what: 'The FLAC stream is cut short',
      expected: 'more',
      found: 'its end',
      where: '',
    };
    const store = await open((real) => ({
      readClips: async (...call) => {
        const clips = requireValue(await real.readClips(...call));
        const damaged = clips.map((clip) => (clip.clip === 1 ? { ...clip, peaks: null, problems: [problem] } : clip));
        return { ok: true, value: damaged };
      },
    }));
    await vi.waitFor(() => expect(store.getState().sequence.phase).toBe('ready'));
    const unknown = peaksOf(store).flatMap((value, index) => (Number.isNaN(value) ? [Math.floor(index / 20)] : []));
    expect([unknown.length, unknown[0], unknown.at(-1)]).toEqual([100 * 20, 100, 199]);
  });

  it('keeps the gap of an unreadable clip where the overview comes after it', async () => {
    const problem = { code: 'flac-cut', what: 'Cut short', expected: 'more', found: 'its end', where: '' };
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let damagedClip: number | null = null;
    // The first clips arrive, the first of them damaged, then the overview, and no more clips.
    const store = await open((real) => ({
      readOverview: (entry) => released.then(() => real.readOverview(entry)),
      readClips: async (entry, firstClip, endClip) => {
        if (damagedClip !== null) return new Promise(() => {});
        damagedClip = firstClip;
        const clips = requireValue(await real.readClips(entry, firstClip, endClip));
        const damaged = clips.map((clip) =>
          clip.clip === firstClip ? { ...clip, peaks: null, problems: [problem] } : clip,
        );
        return { ok: true, value: damaged };
      },
    }));
    await vi.waitFor(() => expect(signalsOf(store.getState())?.problemsByClip.size).toBe(1));
    release();
    await vi.waitFor(() => expect(peaksOf(store).at(-1)).not.toBeNaN());
    const unknownClips = new Set(
      peaksOf(store).flatMap((value, index) => (Number.isNaN(value) ? [Math.floor(index / 2000)] : [])),
    );
    expect([...unknownClips]).toEqual([damagedClip]);
  });

  it('is drawn from its clips where the overview cannot be read', async () => {
    const problem = { code: 'snapshot-catalogue', what: 'Damaged', expected: 'int16', found: '3 bytes', where: '' };
    const store = await open(() => ({ readOverview: () => Promise.resolve({ ok: false, problem }) }));
    await vi.waitFor(() => expect(store.getState().sequence.phase).toBe('ready'));
    expect(peaksOf(store).every(Number.isFinite)).toBe(true);
  });
});

describe('the recomputed statistics of a snapshot', () => {
  it('are those that Python pools, to the last bit of a float32', async () => {
    const store = await open();
    store.actions.setStatisticsSource('recomputed');
    await vi.waitFor(() => expect(store.getState().recomputed.phase).toBe('ready'));
    const { recomputed } = store.getState();
    if (recomputed.phase !== 'ready') throw new Error('not recomputed');
    expect(recomputed.frameCount).toBe(golden.stats.exp.count);
    for (const name of ['exp', 'pose'] as const) {
      const { mean, std } = recomputed.statistics.groups[name] ?? {};
      expect(Array.from(mean ?? [])).toEqual(golden.stats[name].mean.map(Math.fround));
      expect(Array.from(std ?? [])).toEqual(golden.stats[name].std.map(Math.fround));
    }
  });
});
