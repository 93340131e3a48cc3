import { describe, expect, it } from 'vitest';
import type { Problem } from '../../core/errors.ts';
import type { SequenceSignals } from '../../state/app-state.ts';
import { failedParts } from './lane-problems.ts';

const AUDIO: Problem = {
  code: 'flac-truncated',
  what: 'The FLAC stream ends early',
  expected: '',
  found: '',
  where: '',
};
const POSE: Problem = { code: 'group-missing', what: 'The clip has no pose array', expected: '', found: '', where: '' };

/** Two clips of 10 frames; clip 1 lacks its pose and its audio. */
function damagedSignals(problems: readonly Problem[]): SequenceSignals {
  const pose = new Float32Array(20 * 2).fill(0.5);
  pose.fill(Number.NaN, 20);
  const peaks = new Float32Array(2 * 200).fill(0.25);
  peaks.fill(Number.NaN, 200);
  return {
    head: { entry: 'X/000', n_frames: 20, n_clips: 2, fps: 25, rate: 16000, seg_len: 10 },
    coef: { exp: new Float32Array(20).fill(1), pose },
    peaks,
    problemsByClip: new Map([[1, problems]]),
    loadedClips: 2,
    revision: 1,
  };
}

describe('failedParts', () => {
  it('tells each lane its own problem', () => {
    const signals = damagedSignals([POSE, AUDIO]);
    const jaw = failedParts(signals, { kind: 'curves', group: 'pose', dims: [0] });
    expect(jaw).toEqual([{ clip: 1, startFrame: 10, endFrame: 20, problem: POSE }]);
    expect(failedParts(signals, { kind: 'waveform' }).map(({ problem }) => problem)).toEqual([AUDIO]);
  });

  it('leaves a lane alone whose values are there', () => {
    expect(failedParts(damagedSignals([POSE]), { kind: 'curves', group: 'exp', dims: [0] })).toEqual([]);
  });

  it('takes a problem of the whole clip for every lane', () => {
    const record: Problem = { ...AUDIO, code: 'pickle-truncated', what: 'The pickle ends early' };
    const parts = failedParts(damagedSignals([record]), { kind: 'curves', group: 'pose', dims: [1] });
    expect(parts.map(({ problem }) => problem)).toEqual([record]);
  });
});
