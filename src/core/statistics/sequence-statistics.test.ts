import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../fixtures/numbers/read-numbers.ts';
import { openFolder } from '../../platform/node/open-folder.ts';
import { openDataset } from '../dataset/dataset.ts';
import { openParts } from '../dataset/open-store.ts';
import { readFrameCount } from '../dataset/sequence.ts';
import { entriesOfSplit, readSequenceRows } from './dataset-statistics.ts';
import { countRows, createNormalHistogram, mergeNormalHistograms, placeNormalBins } from './normal-histogram.ts';
import { countSequence, describeFrames, measureFrames } from './sequence-statistics.ts';

const dataset = openDataset(openParts(openFolder(fileURLToPath(new URL('../../../public/demo', import.meta.url)))));
const [entry = ''] = entriesOfSplit(dataset, 'train');
const n_frames = readFrameCount(dataset.store, entry);
const golden = readGolden<{ stats: Record<string, { mean: number[]; std: number[] }> }>();

/** Two passes, in float64. */
function twoPass(rows: Float32Array, width: number, dim: number, ddof: number): { mean: number; std: number } {
  const values = Array.from({ length: rows.length / width }, (_, row) => rows[row * width + dim] ?? Number.NaN);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / (values.length - ddof)) };
}

describe('statistics of frames', () => {
  it.each([
    ['a whole sequence', 0, n_frames],
    ['a crop that begins and ends within clips', 137, 337],
    ['frames of one clip', 210, 212],
  ] as const)('are those of %s', (_, startFrame, endFrame) => {
    for (const ddof of [0, 1] as const) {
      const found = describeFrames(dataset, entry, ddof, { startFrame, endFrame });
      for (const { name, width } of dataset.groups) {
        const rows = readSequenceRows(dataset, entry, name, startFrame, endFrame);
        for (const dim of [0, width - 3]) {
          const { mean, std } = twoPass(rows, width, dim, ddof);
          expect(found.get(name)?.mean[dim]).toBeCloseTo(mean, 12);
          expect(found.get(name)?.std[dim]).toBeCloseTo(std, 12);
        }
      }
    }
  });

  it('are of the whole sequence where no range is given', () => {
    expect(measureFrames(dataset, entry).get('exp')?.count).toBe(n_frames);
  });

  it.each([
    [0, 0],
    [-1, 5],
    [5, n_frames + 1],
    [0.5, 10],
  ])('refuse frames %d to %d', (startFrame, endFrame) => {
    expect(() => measureFrames(dataset, entry, { startFrame, endFrame })).toThrow(
      `The sequence has no such frames: expected frames within 0 to ${n_frames}, found ${startFrame} to ${endFrame} (${entry})`,
    );
  });
});

describe('countSequence', () => {
  const bins = new Map(
    ['exp', 'pose'].map((name) => [name, placeNormalBins(golden.stats[name] ?? expect.fail('no such group'))]),
  );

  it('counts every frame of every dimension, sequence by sequence', () => {
    const train = entriesOfSplit(dataset, 'train');
    const [first, ...others] = train.map((each) => countSequence(dataset, each, bins).get('exp') ?? expect.fail());
    if (first === undefined) throw new Error('there are sequences');
    const merged = others.reduce(mergeNormalHistograms, first);
    expect(merged.frameCount).toBe(2146);
    for (let dim = 0; dim < 50; dim++) {
      const inside = merged.counts.subarray(dim * 81, (dim + 1) * 81).reduce((sum, count) => sum + count, 0);
      expect(inside + (merged.below[dim] ?? 0) + (merged.above[dim] ?? 0)).toBe(2146);
    }
  });

  it('leaves out groups without bins, and counts what the rows hold', () => {
    const found = countSequence(dataset, entry, bins);
    expect([...found.keys()]).toEqual(['exp', 'pose']);
    const poseBins = bins.get('pose') ?? expect.fail();
    const expected = createNormalHistogram(poseBins);
    countRows(expected, readSequenceRows(dataset, entry, 'pose', 0, n_frames), 6);
    expect(found.get('pose')).toEqual(expected);
  });
});
