import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGolden, readNumbers } from '../../../fixtures/numbers/read-numbers.ts';
import { createSampleConfig } from './config.ts';
import { type ClipSlice, planClipSlices } from './slices.ts';

const golden = readGolden<{ crops: { entry: string; start_frame: number; parts?: ClipSlice[] }[] }>().crops;
const plans =
  readNumbers<{ fps: number; rate: number; n_motions: number; seg_len: number; start: number; parts: ClipSlice[] }[]>(
    'slices',
  );

describe('planClipSlices', () => {
  it('has the golden crops of the loader to compare with', () => {
    expect(golden.filter(({ parts }) => parts !== undefined)).toHaveLength(30);
  });

  it.each(golden.filter(({ parts }) => parts !== undefined))('plans $entry from $start_frame as the loader', (crop) => {
    expect(planClipSlices(crop.start_frame, createSampleConfig(), 100)).toEqual(crop.parts);
  });

  it.each(plans)('plans $n_motions motions at $fps fps, $rate Hz, $seg_len frames a clip, from $start', (plan) => {
    const { fps, rate, n_motions } = plan;
    expect(planClipSlices(plan.start, createSampleConfig({ fps, rate, n_motions }), plan.seg_len)).toEqual(plan.parts);
  });

  it('tiles the crop without gap or overlap', () => {
    const inputs = [fc.nat(100_000), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 400 })] as const;
    fc.assert(
      fc.property(...inputs, (start, n_motions, segLen) => {
        const config = createSampleConfig({ n_motions });
        let frame = start;
        for (const { clip, frames, samples } of planClipSlices(start, config, segLen)) {
          expect(clip * segLen + frames[0]).toBe(frame);
          expect(frames[1]).toBeGreaterThan(frames[0]);
          expect(frames[1]).toBeLessThanOrEqual(segLen);
          expect(samples).toEqual([frames[0] * 640, frames[1] * 640]);
          frame = clip * segLen + frames[1];
        }
        expect(frame).toBe(start + config.coef_total_len);
      }),
    );
  });

  it.each([0, -100, 1.5, Number.NaN])('refuses %d frames a clip', (segLen) => {
    expect(() => planClipSlices(0, createSampleConfig(), segLen)).toThrow(
      `seg_len is no usable number: expected a whole number of frames a clip, 1 or more, found ${segLen} (clip slices)`,
    );
  });

  it.each([-1, 0.5, 2 ** 50])('refuses to start at frame %d', (start) => {
    expect(() => planClipSlices(start, createSampleConfig(), 100)).toThrow(
      `The start frame is no usable number: expected a whole number of frames, 0 or more, found ${start} (clip slices)`,
    );
  });
});
