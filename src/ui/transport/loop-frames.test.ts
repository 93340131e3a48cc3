import { expect, it } from 'vitest';
import type { CropState } from '../../state/app-state.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { loopFrames } from './loop-frames.ts';

const HEAD: SequenceHead = { entry: 'SPK01/000', n_frames: 747, n_clips: 8, seg_len: 100, fps: 25, rate: 16000 };
const CROP: CropState = { strategy: 'manual', seed: 0, drawIndex: 0, startFrame: 272, n_motions: 100, n_windows: 2 };

it('gives the frames of each loop target', () => {
  expect(loopFrames('window-a', HEAD, CROP)).toEqual({ startFrame: 272, endFrame: 372 });
  expect(loopFrames('window-b', HEAD, CROP)).toEqual({ startFrame: 372, endFrame: 472 });
  expect(loopFrames('crop', HEAD, CROP)).toEqual({ startFrame: 272, endFrame: 472 });
  expect(loopFrames('sequence', HEAD, CROP)).toEqual({ startFrame: 0, endFrame: 747 });
});

it('falls back to the whole of a sequence that is shorter than the crop', () => {
  expect(loopFrames('crop', { ...HEAD, n_frames: 199 }, { ...CROP, startFrame: 0 })).toEqual({
    startFrame: 0,
    endFrame: 199,
  });
});

it('has nothing to play where no loader could cut a crop', () => {
  expect(loopFrames('crop', { ...HEAD, rate: 0 }, CROP)).toBeNull();
});
