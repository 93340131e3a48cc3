import { describe, expect, it, vi } from 'vitest';
import { addRows, createMoments } from '../../core/statistics/moments.ts';
import { DEMO, SNAPSHOT, snapshotOf, startSnapshotWorker } from '../../worker/snapshot-worker.fixture.ts';
import { createAppStore } from '../store.ts';
import { compareMoments } from './moments-agreement.ts';

function momentsOf(values: readonly number[]) {
  const moments = createMoments(1);
  addRows(moments, Float32Array.from(values), 1);
  return new Map([['exp', moments]]);
}

describe('the check of a catalogue', () => {
  it('reads every frame and finds that the stored moments are theirs', async () => {
    const store = createAppStore({ worker: startSnapshotWorker(snapshotOf(DEMO)).worker });
    await store.actions.openDataset(SNAPSHOT, 'SPK01/000');
    store.actions.normalize.prepare();
    await vi.waitFor(() => expect(store.getState().normalize.passes['pooled.train']?.phase).toBe('done'));
    const pass = store.getState().normalize.passes['pooled.train'];
    expect(pass !== undefined && 'progress' in pass && pass.progress.catalogueCount).toBe(5);
    store.actions.normalize.checkCatalogue();
    await vi.waitFor(() => expect(store.getState().normalize.check.phase).toBe('done'));
    const { check } = store.getState().normalize;
    expect(check).toMatchObject({ agreement: { frameCounts: [2146, 2146], areRangesEqual: true, isAgreed: true } });
    expect(check.phase === 'done' && check.agreement.maxDifference).toBeLessThan(1e-12);
  });

  it('says where moments are not those of the frames', () => {
    expect(compareMoments(momentsOf([1, 3]), momentsOf([1, 3]))).toMatchObject({ isAgreed: true, worst: null });
    // Means 2 and 2.5, deviations 1 and 1.5: each 0.5 apart, a fifth of the larger of the mean and deviation that were read.
    expect(compareMoments(momentsOf([1, 3]), momentsOf([1, 4]))).toEqual({
      frameCounts: [2, 2],
      maxDifference: 0.2,
      worst: 'exp 0',
      areRangesEqual: false,
      isAgreed: false,
    });
    expect(compareMoments(momentsOf([1, 3]), momentsOf([1, 3, 2])).isAgreed).toBe(false);
    expect(compareMoments(new Map(), momentsOf([1]))).toMatchObject({ isAgreed: false, worst: 'exp' });
  });
});
