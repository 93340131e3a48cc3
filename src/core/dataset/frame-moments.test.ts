import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureAudio } from '../sample/normalize.ts';
import { roundHalfEven } from '../sample/round-half-even.ts';
import { measureFrames, mergeFrames, sliceFrames } from './frame-moments.ts';

describe('moments of frames', () => {
  it('give the figures of the samples they stand for, for any slice and any unit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(640, 441, 220.5),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 6, max: 12 }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        (unit, startFrame, endFrame, offset, scale) => {
          const samples = Float32Array.from(
            { length: roundHalfEven(12 * unit) },
            (_, i) => offset + scale * Math.sin(i * i),
          );
          const frames = sliceFrames(measureFrames(samples, 12, unit), startFrame, endFrame);
          const slice = samples.subarray(roundHalfEven(startFrame * unit), roundHalfEven(endFrame * unit));
          const direct = measureAudio(slice);
          const merged = mergeFrames([frames]);
          expect(Math.abs(merged.mean - direct.mean)).toBeLessThanOrEqual(1e-13);
          expect(Math.abs(merged.std / direct.std - 1)).toBeLessThanOrEqual(1e-10);
        },
      ),
    );
  });

  it('carry a NaN into both figures', () => {
    const samples = new Float32Array(1280).fill(0.5);
    samples[700] = Number.NaN;
    expect(mergeFrames([measureFrames(samples, 2, 640)])).toEqual({ mean: Number.NaN, std: Number.NaN });
  });
});
