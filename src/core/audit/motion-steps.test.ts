import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GROUPS, readDemoSequences, SEG_LEN } from './clean-sequences.fixture.ts';
import { createMotionSteps } from './motion-steps.ts';
import { motionDimensions, poseColumn } from './stretch.ts';

const expected = JSON.parse(
  readFileSync(new URL('../../../fixtures/audit/expected.json', import.meta.url), 'utf8'),
) as Record<string, { stepP999: number[]; jerkP95: number[] }>;

describe('the usual steps of a sequence', () => {
  it.each(readDemoSequences())(
    'has the percentiles that numpy has, seams left out, $entry',
    ({ entry, n_frames, coef }) => {
      const motion = Float32Array.from({ length: n_frames * 56 }, (_, i) => {
        const [frame, dim] = [Math.floor(i / 56), i % 56];
        return (
          (dim < 50 ? coef.get('exp')?.[frame * 50 + dim] : coef.get('pose')?.[frame * 6 + dim - 50]) ?? Number.NaN
        );
      });
      const stretch = { startFrame: 0, segLen: SEG_LEN, rms: new Float32Array(n_frames), motion };
      const steps = createMotionSteps([stretch], 56);
      for (const [dim, value] of (expected[entry]?.stepP999 ?? []).entries()) {
        expect(steps.stepP999(dim)).toBeCloseTo(value, 9);
        expect(steps.jerkP95(dim)).toBeCloseTo(expected[entry]?.jerkP95[dim] ?? Number.NaN, 9);
      }
      expect(expected[entry]?.stepP999).toHaveLength(56);
    },
  );
});

describe('the dimensions of motion', () => {
  it('are all groups but the identity, with the pose in radians', () => {
    const dims = motionDimensions(GROUPS);
    expect(dims).toHaveLength(56);
    expect(dims[3]).toEqual({ group: 'exp', dim: 3, label: 'exp 3', unit: '' });
    expect(dims[51]).toEqual({ group: 'pose', dim: 1, label: 'head y', unit: 'rad' });
    expect(poseColumn(GROUPS)).toBe(50);
    expect(poseColumn([{ name: 'pose', width: 3 }])).toBeNull();
  });
});
