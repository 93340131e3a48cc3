import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDemoSequences } from '../audit/clean-sequences.fixture.ts';
import { measureFrameRms } from './frame-rms.ts';

const expected = JSON.parse(
  readFileSync(new URL('../../../fixtures/audit/expected.json', import.meta.url), 'utf8'),
) as Record<string, { rms: number[] }>;

describe('measureFrameRms', () => {
  it.each(readDemoSequences())('gives the RMS that numpy gives, $entry', ({ entry, n_frames, audio }) => {
    const rms = measureFrameRms(audio, n_frames, 640);
    const every50th = Array.from(rms).filter((_, frame) => frame % 50 === 0);
    for (const [index, value] of (expected[entry]?.rms ?? []).entries()) expect(every50th[index]).toBeCloseTo(value, 7);
    expect(every50th).toHaveLength(expected[entry]?.rms.length ?? -1);
  });

  it('rounds the bounds of frames half to even, as the loader does', () => {
    // 2.5 samples a frame: frames [0, 2), [2, 5), [5, 8), [8, 10).
    const samples = Float32Array.of(1, 1, 2, 2, 2, 3, 3, 3, 4, 4);
    expect([...measureFrameRms(samples, 4, 2.5)]).toEqual([1, 2, 3, 4]);
  });

  it('is NaN where a sample is none, and where there are no samples, and nowhere else', () => {
    const samples = Float32Array.of(1, 1, Number.NaN, 1, 1, Number.POSITIVE_INFINITY, 2, 2);
    expect([...measureFrameRms(samples, 5, 2)]).toEqual([1, Number.NaN, Number.NaN, 2, Number.NaN]);
  });
});
