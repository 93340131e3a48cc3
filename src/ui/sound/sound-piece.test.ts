import { describe, expect, it } from 'vitest';
import { isHeldWhole, knownPeak, nextPiece, resample } from './sound-piece.ts';

const SEQUENCE = { startSample: 0, endSample: 32_000_000 };

describe('isHeldWhole', () => {
  it('is so for a crop of 8 s even when it is stretched to 80', () => {
    expect(isHeldWhole({ startSample: 174_080, endSample: 302_080 }, 0.1, true)).toBe(true);
  });

  it('is not so for 50,000 frames, nor for a minute that is stretched to ten', () => {
    expect(isHeldWhole(SEQUENCE, 1, false)).toBe(false);
    expect(isHeldWhole({ startSample: 0, endSample: 960_000 }, 0.1, false)).toBe(true);
    expect(isHeldWhole({ startSample: 0, endSample: 960_000 }, 0.1, true)).toBe(false);
  });
});

describe('nextPiece', () => {
  it('is 8 s as they are heard', () => {
    expect(nextPiece(SEQUENCE, 1000, 16_000, 1)).toEqual({ startSample: 1000, endSample: 129_000 });
    expect(nextPiece(SEQUENCE, 1000, 16_000, 0.3)).toEqual({ startSample: 1000, endSample: 39_400 });
  });

  it('ends with the loop', () => {
    expect(nextPiece(SEQUENCE, 31_990_000, 16_000, 1)).toEqual({ startSample: 31_990_000, endSample: 32_000_000 });
  });
});

describe('knownPeak', () => {
  it('is the loudest bucket of the range, below zero or above, apart from what is not loaded', () => {
    const peaks = Float32Array.of(-0.1, 0.2, Number.NaN, Number.NaN, -0.7, 0.3, -0.9, 0.9);
    expect(knownPeak({ peaks }, { startSample: 0, endSample: 192 })).toBeCloseTo(0.7, 6);
    expect(knownPeak({ peaks }, { startSample: 0, endSample: 64 })).toBeCloseTo(0.2, 6);
    expect(knownPeak({ peaks: new Float32Array(8).fill(Number.NaN) }, { startSample: 0, endSample: 64 })).toBe(0);
  });
});

describe('resample', () => {
  it('puts samples between at half the speed, the last ones towards what follows', () => {
    expect(resample(Float32Array.of(0, 1, 0.5), 0.5, 1)).toEqual(Float32Array.of(0, 0.5, 1, 0.75, 0.5, 0.75));
  });

  it('takes every other sample at speed 2', () => {
    expect(resample(Float32Array.of(0, 9, 1, 9), 2, 5)).toEqual(Float32Array.of(0, 1));
  });
});
