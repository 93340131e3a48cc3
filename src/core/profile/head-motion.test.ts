import { describe, expect, it } from 'vitest';
import { readProfileFixture } from '../../../fixtures/profile/read-profile.ts';
import { measureHead } from './head-motion.ts';

const { head } = readProfileFixture<{ head: { rotations: number[]; range_deg: number; speed_deg: number } }>('small');

describe('head motion', () => {
  it('agrees with rotation matrices and their mean by numpy.linalg.svd, also for rotations far apart', () => {
    const found = measureHead(Float32Array.from(head.rotations), 25);
    expect(found.rangeDeg).toBeCloseTo(head.range_deg, 3);
    expect(found.speedDegPerSecond).toBeCloseTo(head.speed_deg, 2);
  });

  it('does not mind how a rotation is written: 2 pi more about the same axis is the same', () => {
    const still = Float32Array.of(0.3, 0, 0, 0.3 - 2 * Math.PI, 0, 0, 0.3, 0, 0);
    expect(measureHead(still, 25).rangeDeg).toBeCloseTo(0, 3);
    expect(measureHead(still, 25).speedDegPerSecond).toBeCloseTo(0, 3);
  });

  it('leaves out frames that are not known, and the steps to and from them', () => {
    const gap = Number.NaN;
    const found = measureHead(Float32Array.of(0, 0, 0, 0.1, 0, 0, gap, gap, gap, 3, 0, 0, 3, 0, 0), 10);
    // Two steps are known, of 0.1 rad and of 0.
    expect(found.speedDegPerSecond).toBeCloseTo(((0.1 / 2) * 10 * 180) / Math.PI, 4);
  });

  it('is unknown without a frame', () => {
    expect(measureHead(new Float32Array(), 25)).toEqual({ rangeDeg: Number.NaN, speedDegPerSecond: Number.NaN });
  });
});
