import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readNumbers } from '../../../fixtures/numbers/read-numbers.ts';
import { openFolder } from '../../platform/node/open-folder.ts';
import { openDataset } from '../dataset/dataset.ts';
import { openParts } from '../dataset/open-store.ts';
import { readFrameCount } from '../dataset/sequence.ts';
import type { CoefficientStatistics } from './coefficient-statistics.ts';
import { entriesOfSplit } from './dataset-statistics.ts';
import { describeFloat32Columns, lowerTo, raiseTo } from './float32-columns.ts';
import { estimateDatasetByRandomCrops } from './random-crop-estimator.ts';
import { RandomCropFold } from './random-crop-fold.ts';
import {
  planBatches,
  planRandomCrops,
  type RandomCropDraws,
  sequencesOfBatch,
  startsOfSequence,
  windowsOfSequence,
} from './random-crop-plan.ts';
import type { GroupWindows, WindowDescriptions } from './window-descriptions.ts';

const numpy = readNumbers<{
  lengths: Record<string, number>;
  widths: Record<string, number>;
  rounds: number;
  window: number;
  seed: number;
  coef: Record<string, Record<string, number[]>>;
  stats: Record<string, number[]>;
}>('random-crops');

const groups = Object.entries(numpy.widths).map(([name, width]) => ({ name, width }));
const draws = planRandomCrops(
  Object.entries(numpy.lengths).map(([entry, nFrames]) => ({ entry, nFrames })),
  { rounds: numpy.rounds, windowFrames: numpy.window, seed: numpy.seed },
);

/** As `describeWindows`, over the rows of the fixture. */
function describeFixture(sequence: number, starts: readonly number[]): WindowDescriptions {
  const entry = draws.sequences[sequence]?.entry ?? '';
  return {
    windowCount: starts.length,
    groups: groups.map(({ name, width }): GroupWindows => {
      const rows = Float32Array.from(numpy.coef[entry]?.[name] ?? []);
      const all = starts.map((start) =>
        describeFloat32Columns(rows.subarray(start * width, (start + draws.windowFrames) * width), width),
      );
      const min = new Float32Array(width).fill(Number.POSITIVE_INFINITY);
      const max = new Float32Array(width).fill(Number.NEGATIVE_INFINITY);
      for (const columns of all) {
        lowerTo(min, columns.min, 0);
        raiseTo(max, columns.max, 0);
      }
      return {
        width,
        means: Float32Array.from(all.flatMap(({ mean }) => [...mean])),
        stds: Float32Array.from(all.flatMap(({ std }) => [...std])),
        min,
        max,
      };
    }),
  };
}

/** Every sequence of every batch, from the last to the first where `isReverse`. */
function foldFixture(batchBytes: number, isReverse: boolean): RandomCropFold {
  const fold = new RandomCropFold(draws, groups, batchBytes);
  const parts = fold.batches.flatMap((batch, index) =>
    sequencesOfBatch(draws, batch).map((sequence) => ({ batch, index, sequence })),
  );
  for (const { batch, index, sequence } of isReverse ? parts.reverse() : parts) {
    fold.add(index, sequence, describeFixture(sequence, startsOfSequence(draws, batch, sequence)));
  }
  return fold;
}

function expectNumpy(estimate: CoefficientStatistics): void {
  for (const { name } of groups) {
    for (const statistic of ['mean', 'std', 'max', 'min'] as const) {
      expect([...(estimate.get(name)?.[statistic] ?? [])]).toEqual(numpy.stats[`${name}_${statistic}`]);
    }
  }
}

describe('RandomCropFold', () => {
  // A window of the fixture's groups is 32 bytes: all at once, rounds of 3 windows, and parts of a round.
  it.each([
    [2 ** 20, 1],
    [32 * 21, 9],
    [32 * 3, 60],
    [32 * 2, 90],
    [1, 180],
  ])('gives the bits of the dataset script in batches of %i bytes, whatever comes first', (batchBytes, batchCount) => {
    for (const isReverse of [false, true]) {
      const fold = foldFixture(batchBytes, isReverse);
      expect(fold.batches).toHaveLength(batchCount);
      expectNumpy(fold.finish());
    }
  });

  it('has provisional values of the windows that have arrived', () => {
    const fold = new RandomCropFold(draws, groups);
    expect(fold.provisional()).toBeNull();
    const [batch] = fold.batches;
    if (batch === undefined) throw new Error('there is a batch');
    const described = describeFixture(1, startsOfSequence(draws, batch, 1));
    fold.add(0, 1, described);
    expect([fold.doneWindows, fold.totalWindows]).toEqual([60, 180]);
    const means = described.groups[0]?.means ?? new Float32Array(0);
    const expected = means.reduce((sum, mean) => sum + mean, 0) / 60;
    expect(fold.provisional()?.get('one')?.mean[0]).toBeCloseTo(expected, 12);
    expect(() => fold.finish()).toThrow('120 of 180 windows have not arrived');
  });

  it('refuses windows other than those that were drawn', () => {
    const fold = new RandomCropFold(draws, groups);
    expect(() => fold.add(0, 0, describeFixture(0, [0]))).toThrow(
      'The windows of a sequence are not those that were drawn: expected 60 windows of groups 1, 3 wide, found 1 of groups 1, 3 wide (random-crop statistics)',
    );
  });
});

describe('planRandomCrops', () => {
  it('draws round after round, as np.random.seed(7) and randint give them', () => {
    // [np.random.randint(0, n - 137 + 1) for n in (150, 137, 160)] twice after np.random.seed(7).
    expect([...draws.startFrames.subarray(0, 6)]).toEqual([4, 0, 22, 3, 0, 19]);
  });

  it('cuts into batches in which every window lies once', () => {
    for (const batchBytes of [32, 64, 96, 500, 2 ** 20]) {
      const windows = planBatches(draws, groups, batchBytes).flatMap((batch) =>
        sequencesOfBatch(draws, batch).flatMap((sequence) => windowsOfSequence(draws, batch, sequence)),
      );
      expect(windows.sort((a, b) => a - b)).toEqual([...draws.startFrames.keys()]);
    }
  });
});

describe('the estimate over a dataset', () => {
  const demo = fileURLToPath(new URL('../../../public/demo', import.meta.url));
  const dataset = openDataset(openParts(openFolder(demo)));

  function drawsOfTrain(): RandomCropDraws {
    const sequences = entriesOfSplit(dataset, 'train').map((entry) => ({
      entry,
      nFrames: readFrameCount(dataset.store, entry),
    }));
    return planRandomCrops(sequences, { rounds: 50, windowFrames: 100, seed: 7 });
  }

  it('equals stats_train.npz in every float32', () => {
    const done: number[] = [];
    const estimate = estimateDatasetByRandomCrops(dataset, drawsOfTrain(), (windows) => done.push(windows));
    const saved = dataset.statistics ?? expect.fail('the demo has statistics');
    expect([...estimate]).toEqual([...saved]);
    expect(done).toEqual([50, 100, 150, 200, 250]);
  });
});
