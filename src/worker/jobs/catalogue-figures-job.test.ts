import { beforeAll, describe, expect, it } from 'vitest';
import type { DatasetWorkerApi } from '../protocol.ts';
import { DEMO, SNAPSHOT, snapshotOf, startSnapshotWorker } from '../snapshot-worker.fixture.ts';
import type { CatalogueFigures } from './catalogue-figures-job.ts';

const ENTRIES = ['SPK01/000', 'SPK05/000', 'SPK09/000'];

async function readFigures(worker: DatasetWorkerApi): Promise<CatalogueFigures | null> {
  const answered = await worker.runJob('catalogue-figures', '', { entries: ENTRIES });
  if (!answered.ok) throw new Error(answered.problem.what);
  return answered.value;
}

describe('the catalogue figures of a snapshot', () => {
  let bytes: Uint8Array;
  beforeAll(() => {
    bytes = snapshotOf(DEMO);
  });

  it('are those that measuring every frame finds', async () => {
    const { worker } = startSnapshotWorker(bytes);
    await worker.open(SNAPSHOT);
    const figures = await readFigures(worker);
    for (const [row, entry] of ENTRIES.slice(0, 2).entries()) {
      const measured = await worker.runJob('profile', entry, null);
      if (!measured.ok) throw new Error(measured.problem.what);
      const { n_frames, loudnessDbfs, jawMeanRad, expressionEnergy } = measured.value;
      expect(figures?.frames[row]).toBe(n_frames);
      expect(figures?.loudnessDbfs[row]).toBeCloseTo(loudnessDbfs, 9);
      expect(figures?.jawMeanRad[row]).toBeCloseTo(jawMeanRad, 12);
      expect(figures?.expressionEnergy[row]).toBeCloseTo(expressionEnergy, 12);
    }
  });

  it('are read without a clip, and unknown for an entry that is not there', async () => {
    const { worker, bytesRead } = startSnapshotWorker(bytes);
    await worker.open(SNAPSHOT);
    const before = bytesRead();
    const figures = await readFigures(worker);
    // The moments of all groups: no more than a few pages of 64 KB, where the clips take 4 MB.
    expect(bytesRead() - before).toBeLessThan(10 * 65_536);
    expect([figures?.frames[2], figures?.jawMeanRad[2]]).toEqual([Number.NaN, Number.NaN]);
  });

  it('do not exist for a raw LMDB', async () => {
    const { worker } = startSnapshotWorker(bytes);
    await worker.open({ kind: 'url', url: DEMO });
    expect(await readFigures(worker)).toBeNull();
  });
});
