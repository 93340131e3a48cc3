import { describe, expect, it } from 'vitest';
import golden from '../../../fixtures/golden.json' with { type: 'json' };
import type { CropState } from '../../state/app-state.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { longestWindow, placeFrame, planCrop } from './crop-plan.ts';

const CROP: CropState = { strategy: 'random', seed: 249, drawIndex: 0, startFrame: 272, n_motions: 100, n_windows: 2 };

function head(n_frames: number): SequenceHead {
  return { entry: 'SPK01/000', n_frames, n_clips: Math.ceil(n_frames / 100), seg_len: 100, fps: 25, rate: 16000 };
}

describe('planCrop', () => {
  it('gives the slices that the Python loader took, for each crop of golden.json', () => {
    for (const { n_frames, start_frame, parts } of golden.crops) {
      if (parts === undefined || start_frame === undefined) continue;
      const plan = planCrop(head(n_frames), { ...CROP, startFrame: start_frame });
      expect(plan).toMatchObject({ kind: 'planned', lastStart: n_frames - 200, slices: parts });
    }
  });

  it('says how many frames are missing', () => {
    expect(planCrop(head(199), CROP)).toEqual({ kind: 'too-short', neededFrames: 200, foundFrames: 199 });
  });

  it('reports sizes that no loader could use', () => {
    const plan = planCrop({ ...head(747), fps: 0 }, CROP);
    expect(plan).toMatchObject({ kind: 'unusable', problem: { code: 'config-not-positive', found: '0' } });
  });
});

describe('longestWindow', () => {
  it('lets the crop just fit', () => {
    expect(longestWindow(747, 2)).toBe(373);
    expect(longestWindow(1, 2)).toBe(1);
  });
});

describe('placeFrame', () => {
  it('counts frame 331 from window A and from clip 003', () => {
    expect(placeFrame(331, head(747), CROP)).toEqual({ window: { name: 'A', index: 59 }, clip: 3, clipIndex: 31 });
  });

  it('begins window B at its own zero', () => {
    expect(placeFrame(372, head(747), CROP).window).toEqual({ name: 'B', index: 0 });
    expect(placeFrame(471, head(747), CROP).window).toEqual({ name: 'B', index: 99 });
  });

  it('names no window outside the crop, or where there is no crop', () => {
    expect(placeFrame(472, head(747), CROP).window).toBeNull();
    expect(placeFrame(271, head(747), CROP).window).toBeNull();
    expect(placeFrame(5, head(199), { ...CROP, startFrame: 0 })).toEqual({ window: null, clip: 0, clipIndex: 5 });
  });
});
