import { describe, expect, it } from 'vitest';
import { readNumbers } from '../../../fixtures/numbers/read-numbers.ts';
import { describeFloat32Columns, sumFloat32Columns } from './float32-columns.ts';
import { estimateByRandomCrops, type RandomCropPlan } from './random-crop-estimator.ts';

const numpy = readNumbers<{
  lengths: Record<string, number>;
  widths: Record<string, number>;
  rounds: number;
  window: number;
  seed: number;
  coef: Record<string, Record<string, number[]>>;
  stats: Record<string, number[]>;
  sums: { count: number; values: number[]; sum: number[] }[];
}>('random-crops');

const rowsByKey = new Map(
  Object.entries(numpy.coef).flatMap(([entry, groups]) =>
    Object.entries(groups).map(([group, rows]) => [`${entry} ${group}`, Float32Array.from(rows)] as const),
  ),
);

const plan: RandomCropPlan = {
  entries: Object.entries(numpy.lengths).map(([entry, nFrames]) => ({ entry, nFrames })),
  groups: Object.entries(numpy.widths).map(([name, width]) => ({ name, width })),
  rounds: numpy.rounds,
  windowFrames: numpy.window,
  seed: numpy.seed,
  readRows: (entry, group, startFrame, endFrame) => {
    const width = numpy.widths[group] as number;
    return (rowsByKey.get(`${entry} ${group}`) as Float32Array).subarray(startFrame * width, endFrame * width);
  },
};

describe('estimateByRandomCrops', () => {
  const estimate = estimateByRandomCrops(plan);

  it.each(['one', 'three'])("gives the bits of the dataset's script for the group %s", (group) => {
    for (const statistic of ['mean', 'std', 'max', 'min'] as const) {
      expect([...(estimate.get(group)?.[statistic] ?? [])]).toEqual(numpy.stats[`${group}_${statistic}`]);
    }
  });

  it('reports every window', () => {
    const reports: [number, number][] = [];
    estimateByRandomCrops({ ...plan, rounds: 2, onProgress: (done, total) => reports.push([done, total]) });
    expect(reports).toEqual([1, 2, 3, 4, 5, 6].map((done) => [done, 6]));
  });

  it('does not change what it reads', () => {
    expect([...(rowsByKey.get('A/000 three') as Float32Array)]).toEqual(numpy.coef['A/000']?.three);
  });

  it('names a sequence that is shorter than a window', () => {
    expect(() => estimateByRandomCrops({ ...plan, windowFrames: 138 })).toThrow(
      'The sequence is shorter than one window: expected 138 frames or more, found 137 frames (B/000)',
    );
  });

  it('refuses a window that is not as long as asked for', () => {
    expect(() => estimateByRandomCrops({ ...plan, readRows: () => new Float32Array(136) })).toThrow(
      'A window of one has the wrong size: expected 137 values, found 136 values (A/000, random-crop statistics)',
    );
  });

  it('refuses plans that draw nothing', () => {
    expect(() => estimateByRandomCrops({ ...plan, entries: [] })).toThrow(
      'There is nothing to draw windows from: expected 1 sequence or more, found 0 (random-crop statistics)',
    );
    expect(() => estimateByRandomCrops({ ...plan, rounds: 0 })).toThrow(
      'The number of rounds is not usable: expected 1 to 16777216, found 0 (random-crop statistics)',
    );
    expect(() => estimateByRandomCrops({ ...plan, windowFrames: Number.NaN })).toThrow(
      'The number of frames a window is not usable: expected 1 to 16777216, found NaN (random-crop statistics)',
    );
    expect(() => estimateByRandomCrops({ ...plan, seed: -1 })).toThrow('The seed is not one that numpy takes');
  });
});

describe('float32 columns', () => {
  it.each(numpy.sums)('a single column of $count values is added in the order of numpy', ({ values, sum }) => {
    expect([...sumFloat32Columns(Float32Array.from(values), 1)]).toEqual(sum);
  });

  it('a NaN makes its column NaN and no other', () => {
    const { mean, std, min, max } = describeFloat32Columns(Float32Array.of(1, 2, Number.NaN, 4, 3, 6), 2);
    expect([mean, std, min, max].map(([first]) => first)).toEqual(Array(4).fill(Number.NaN));
    expect([mean[1], min[1], max[1]]).toEqual([4, 2, 6]);
  });
});
