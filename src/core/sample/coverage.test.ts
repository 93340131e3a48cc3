import { describe, expect, it } from 'vitest';
import { readProfileFixture } from '../../../fixtures/profile/read-profile.ts';
import { countReads, describeReads, drawEpochs, expectedReads, startsOfSequence } from './coverage.ts';
import { type DatasetCoverage, measureCoverage, simulateCoverage } from './dataset-coverage.ts';

interface Described {
  readonly counts: number[];
  readonly frames: number;
  readonly mean: number;
  readonly never: number;
  readonly rare: number;
  readonly edge: number[];
}

/** By adding up crops and by numpy.random, see fixtures/profile. */
const numpy = readProfileFixture<{
  lengths: number[];
  crop: number;
  epochs: number;
  seed: number;
  starts: number[][];
  reads: number[][];
  drawn: number[][];
  exact: Described;
  simulated: Described;
}>('coverage');
const plan = {
  nFrames: numpy.lengths,
  strategy: 'random',
  cropFrames: numpy.crop,
  seed: numpy.seed,
  epochs: numpy.epochs,
} as const;
const options = { strategy: 'random', cropFrames: numpy.crop } as const;

describe('expected reads', () => {
  it('are the share of starts whose crop holds the frame', () => {
    for (const [index, length] of numpy.lengths.entries()) {
      const startCount = length - numpy.crop + 1;
      const reads = expectedReads('random', length, numpy.crop);
      if (startCount < 1) expect(reads).toBeNull();
      else expect(Array.from(reads ?? [])).toEqual(numpy.reads[index]?.map((count) => count / startCount));
    }
  });

  it('add up to one crop an epoch', () => {
    const sum = Array.from(expectedReads('random', 747, 200) ?? []).reduce((total, reads) => total + reads, 0);
    expect(sum).toBeCloseTo(200, 10);
  });

  it('hardly reach the edges: frame 0 of 747 is read once in 548 epochs', () => {
    expect(describeReads('random', 747, 200)).toEqual({
      startCount: 548,
      middleReads: 200 / 548,
      middleFrames: [199, 548],
      firstReads: 1 / 548,
      lastReads: 1 / 548,
    });
  });

  it('are even where there is one start', () => {
    expect(new Set(expectedReads('random', 200, 200))).toEqual(new Set([1]));
    expect(describeReads('random', 200, 200)).toMatchObject({ startCount: 1, middleFrames: [0, 200], firstReads: 1 });
  });

  it('are all or nothing at the beginning and the end', () => {
    expect(Array.from(expectedReads('begin', 5, 3) ?? [])).toEqual([1, 1, 1, 0, 0]);
    expect(Array.from(expectedReads('end', 5, 3) ?? [])).toEqual([0, 0, 1, 1, 1]);
    expect(describeReads('end', 5, 3)).toMatchObject({ firstReads: 0, lastReads: 1, middleFrames: [2, 5] });
  });

  it('are none where the sequence is shorter than a crop', () => {
    expect([expectedReads('begin', 199, 200), describeReads('random', 199, 200)]).toEqual([null, null]);
  });
});

describe('simulated epochs', () => {
  const starts = drawEpochs(plan);

  it('start where numpy.random.randint starts them, sequence after sequence', () => {
    expect(Array.from(starts)).toEqual(numpy.starts.flat());
  });

  it('count the reads of each frame', () => {
    for (const [index, length] of numpy.lengths.entries()) {
      const own = startsOfSequence(starts, numpy.lengths.length, index);
      expect(Array.from(countReads(own, length, numpy.crop))).toEqual(numpy.drawn[index]);
    }
  });

  it('draw nothing for begin and end', () => {
    const fixed = { nFrames: [300, 199], cropFrames: 200, seed: 0, epochs: 2 };
    expect(Array.from(drawEpochs({ ...fixed, strategy: 'end' }))).toEqual([100, -1, 100, -1]);
    expect(Array.from(drawEpochs({ ...fixed, strategy: 'begin' }))).toEqual([0, -1, 0, -1]);
  });

  it('refuses more crops than memory holds', () => {
    const many = { ...plan, nFrames: new Uint32Array(1_000_000), epochs: 1_000_000 };
    expect(() => drawEpochs(many)).toThrow(
      'Too many crops to simulate: expected 134217728 crops at most, found 1000000 epochs of 1000000 sequences (crop coverage)',
    );
    expect(() => drawEpochs({ ...plan, epochs: 0 })).toThrow(
      'The number of epochs is not usable: expected 1 or more, found 0 (crop coverage)',
    );
  });
});

function expectDescribed(found: DatasetCoverage, expected: Described): void {
  expect(found).toMatchObject({
    sequences: 5,
    tooShort: 1,
    tooShortFrames: 199,
    frames: expected.frames,
    neverRead: expected.never,
    rarelyRead: expected.rare,
  });
  expect(Array.from(found.counts)).toEqual(expected.counts);
  expect(found.meanReads).toBeCloseTo(expected.mean, 12);
  for (const [frame, share] of expected.edge.entries()) expect(found.edgeReads[frame]).toBeCloseTo(share, 12);
}

describe('coverage of a dataset', () => {
  it('has the histogram, edges and rare frames that numpy counts frame by frame', () => {
    expectDescribed(measureCoverage(numpy.lengths, options), numpy.exact);
  });

  it('has those of the crops drawn', () => {
    expectDescribed(simulateCoverage(drawEpochs(plan), plan, options), numpy.simulated);
  });

  it('counts the frames that begin never reads', () => {
    const found = measureCoverage([500, 300, 100], { strategy: 'begin', cropFrames: 200 });
    expect(found).toMatchObject({ frames: 800, neverRead: 400, rarelyRead: 400, tooShort: 1, meanReads: 0.5 });
    expect(found.edgeReads.every((share) => share === 1)).toBe(true);
  });

  it('has no mean without a sequence', () => {
    expect(measureCoverage([], options)).toMatchObject({ sequences: 0, frames: 0, meanReads: Number.NaN });
  });
});
