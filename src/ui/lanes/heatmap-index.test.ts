import { describe, expect, it } from 'vitest';
import type { Problem } from '../../core/errors.ts';
import type { SequenceSignals } from '../../state/app-state.ts';
import { ABSENT_CODE, codeOfZ, NAN_CODE } from './heatmap-codes.ts';
import { createHeatmapIndex } from './heatmap-index.ts';

const PROBLEM: Problem = {
  code: 'coef-missing',
  what: 'It lacks exp',
  expected: 'exp',
  found: 'pose',
  where: 'clip 1',
};

function makeSignals(n_frames: number, width: number, seg_len: number): SequenceSignals {
  return {
    head: { entry: 'a', n_frames, n_clips: Math.ceil(n_frames / seg_len), seg_len, fps: 25, rate: 16000 },
    coef: { exp: new Float32Array(n_frames * width).fill(Number.NaN) },
    peaks: new Float32Array(),
    problemsByClip: new Map(),
    loadedClips: 0,
    revision: 0,
  };
}

function makeStatistics(mean: readonly number[], std: readonly number[]) {
  const zeros = new Float32Array(mean.length);
  return { mean: Float32Array.from(mean), std: Float32Array.from(std), min: zeros, max: zeros };
}

function indexOf(signals: SequenceSignals, statistics = makeStatistics([1, 0], [2, 0.5])) {
  const index = createHeatmapIndex('exp', signals, statistics);
  if (index === null) throw new Error('the statistics do not fit');
  return index;
}

const ALWAYS = () => true;

describe('createHeatmapIndex', () => {
  it('codes each value by its own mean and deviation', () => {
    const signals = makeSignals(2, 2, 10);
    signals.coef.exp?.set([1, 0, 5, -1]);
    const index = indexOf(signals);
    expect(index.advance({ ...signals, loadedClips: 1 }, ALWAYS)).toBe(true);
    expect([...index.codes]).toEqual([0, 0, 2, -2].map(codeOfZ));
  });

  it('codes clips as they arrive, in any order, and those that cannot be read never', () => {
    const signals = makeSignals(30, 2, 10);
    const index = indexOf(signals);
    signals.coef.exp?.fill(1, 40, 60);
    expect(index.advance({ ...signals, loadedClips: 1 }, ALWAYS)).toBe(true);
    expect(index.codes.subarray(0, 40).every((code) => code === ABSENT_CODE)).toBe(true);
    expect(index.codes.subarray(40).some((code) => code === ABSENT_CODE)).toBe(false);
    signals.coef.exp?.fill(1, 0, 20);
    index.advance({ ...signals, loadedClips: 3, problemsByClip: new Map([[1, [PROBLEM]]]) }, ALWAYS);
    expect(index.codes[0]).toBe(codeOfZ(0));
    expect(index.codes.subarray(20, 40).every((code) => code === ABSENT_CODE)).toBe(true);
  });

  it('shows a stored NaN as what it is, even in a whole clip of them', () => {
    const signals = makeSignals(20, 2, 10);
    const index = indexOf(signals);
    signals.coef.exp?.set([1, Number.NaN]);
    index.advance({ ...signals, loadedClips: 1 }, ALWAYS);
    expect([...index.codes.subarray(0, 4)]).toEqual([codeOfZ(0), NAN_CODE, NAN_CODE, NAN_CODE]);
    expect(index.codes[20]).toBe(ABSENT_CODE);
    index.advance({ ...signals, loadedClips: 2 }, ALWAYS);
    expect(index.codes.subarray(20).every((code) => code === NAN_CODE)).toBe(true);
  });

  it('stops when it is told to and goes on where it stopped', () => {
    // 200,000 values a clip: several steps each.
    const signals = makeSignals(300_000, 2, 100_000);
    signals.coef.exp?.fill(1);
    const loaded = { ...signals, loadedClips: 3 };
    const index = indexOf(signals);
    let turns = 1;
    while (!index.advance(loaded, () => false)) turns++;
    expect(turns).toBeGreaterThan(3 * 6);
    expect(index.codes.every((code) => code !== ABSENT_CODE)).toBe(true);
    expect(index.advance(loaded, () => false)).toBe(true);
  });

  it('is none where the statistics are of another width, or the sequence lacks the group', () => {
    expect(createHeatmapIndex('exp', makeSignals(2, 2, 10), makeStatistics([0], [1]))).toBeNull();
    expect(createHeatmapIndex('pose', makeSignals(2, 2, 10), makeStatistics([0, 0], [1, 1]))).toBeNull();
  });
});
