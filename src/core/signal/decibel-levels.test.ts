import { describe, expect, it } from 'vitest';
import { decibelsOfLevel, GAP_LEVEL, levelOfDecibels, writeLevels } from './decibel-levels.ts';

function levelsOf(...power: number[]): number[] {
  const levels = new Uint8Array(power.length);
  writeLevels(Float32Array.from(power), levels, 0);
  return [...levels];
}

describe('levels', () => {
  it('reach from -80 dB to 0 dB, and hold what lies beyond at their ends', () => {
    expect(levelsOf(1, 1e-8, 4, 1e-9, 0, 1e-40, Number.POSITIVE_INFINITY)).toEqual([255, 1, 255, 1, 1, 1, 255]);
    expect([decibelsOfLevel(255), decibelsOfLevel(128), decibelsOfLevel(1)]).toEqual([0, -40, -80]);
    expect(levelsOf(1e-4)).toEqual([128]);
  });

  it('have one of their own for what is not known', () => {
    expect(levelsOf(Number.NaN)).toEqual([GAP_LEVEL]);
    expect(levelOfDecibels(Number.NaN)).toBe(GAP_LEVEL);
    expect(decibelsOfLevel(GAP_LEVEL)).toBeNaN();
  });

  it('are within half a step of the decibels, everywhere', () => {
    for (let decibels = -80; decibels <= 0; decibels += 0.0137) {
      const [level = 0] = levelsOf(10 ** (decibels / 10));
      expect(Math.abs(decibelsOfLevel(level) - decibels)).toBeLessThan(80 / 254 / 2 + 1e-5);
    }
  });
});
