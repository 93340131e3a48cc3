import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openFolder } from '../../platform/node/open-folder.ts';
import { openDataset } from '../dataset/dataset.ts';
import { openParts } from '../dataset/open-store.ts';
import { readFrameCount } from '../dataset/sequence.ts';
import { finalizePooled } from './coefficient-statistics.ts';
import { entriesOfSplit, measureEntries, mergeByGroup, readSequenceRows } from './dataset-statistics.ts';
import { estimateByRandomCrops } from './random-crop-estimator.ts';

/** What `loader.py stats` prints: numpy's float64 over the train split. */
type GoldenStatistics = Record<string, { count: number; mean: number[]; std: number[]; min: number[]; max: number[] }>;

const golden = JSON.parse(readFileSync(new URL('../../../fixtures/golden.json', import.meta.url), 'utf8')) as {
  stats: GoldenStatistics;
};
const dataset = openDataset(openParts(openFolder(fileURLToPath(new URL('../../../public/demo', import.meta.url)))));
const train = entriesOfSplit(dataset, 'train');

function expectNear(found: ArrayLike<number>, wanted: readonly number[], relative: number): void {
  expect(found).toHaveLength(wanted.length);
  for (const [dim, value] of wanted.entries()) {
    expect(Math.abs((found[dim] as number) - value)).toBeLessThanOrEqual(relative * Math.max(Math.abs(value), 1e-12));
  }
}

describe('statistics over a split', () => {
  it('equal numpy float64 to 1e-12 relative', () => {
    const moments = measureEntries(dataset, train);
    const pooled = finalizePooled(moments, 0);
    for (const [group, wanted] of Object.entries(golden.stats)) {
      expect(moments.get(group)?.count).toBe(wanted.count);
      const { mean, std, min, max } = pooled.get(group) ?? expect.fail(`no ${group}`);
      expectNear(mean, wanted.mean, 1e-12);
      expectNear(std, wanted.std, 1e-12);
      expect(Array.from(min)).toEqual(wanted.min);
      expect(Array.from(max)).toEqual(wanted.max);
    }
  });

  it('are the same when two halves are merged in either order', () => {
    const first = measureEntries(dataset, train.slice(0, 2));
    const second = measureEntries(dataset, train.slice(2));
    for (const merged of [mergeByGroup(first, second), mergeByGroup(second, first)]) {
      for (const [group, wanted] of Object.entries(golden.stats)) {
        expectNear(finalizePooled(merged, 0).get(group)?.std ?? [], wanted.std, 1e-12);
      }
    }
  });

  it('by random crops, 50 rounds of 100 frames with seed 7, equal stats_train.npz in every float32', () => {
    const estimated = estimateByRandomCrops({
      entries: train.map((entry) => ({ entry, nFrames: readFrameCount(dataset.store, entry) })),
      groups: dataset.groups,
      rounds: 50,
      windowFrames: 100,
      seed: 7,
      readRows: (entry, group, startFrame, endFrame) => readSequenceRows(dataset, entry, group, startFrame, endFrame),
    });
    const saved = dataset.statistics ?? expect.fail('the demo has statistics');
    for (const [group, wanted] of saved) {
      for (const figure of ['mean', 'std', 'min', 'max'] as const) {
        expect(Array.from(estimated.get(group)?.[figure] ?? [], Math.fround)).toEqual(Array.from(wanted[figure]));
      }
    }
  });

  it('name the splits there are when asked for another', () => {
    expect(() => entriesOfSplit(dataset, 'holdout')).toThrow(
      'The dataset has no split holdout: expected a split with entries, found train (5), val (1), test (1) (data.mdb)',
    );
  });
});
