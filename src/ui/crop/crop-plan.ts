import { DataError, type Problem } from '../../core/errors.ts';
import { createSampleConfig, type SampleConfig } from '../../core/sample/config.ts';
import { type ClipSlice, planClipSlices } from '../../core/sample/slices.ts';
import type { CropState } from '../../state/app-state.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { cropRange, cropWindows, type WindowName, windowAt } from '../lanes/crop-windows.ts';

/** What the crop controls can show without asking the worker. */
export type CropPlan =
  | {
      readonly kind: 'planned';
      readonly config: SampleConfig;
      readonly startFrame: number;
      /** First frame after the crop. */
      readonly endFrame: number;
      /** Last frame at which a crop of this length can start. */
      readonly lastStart: number;
      readonly slices: readonly ClipSlice[];
    }
  | { readonly kind: 'too-short'; readonly neededFrames: number; readonly foundFrames: number }
  | { readonly kind: 'unusable'; readonly problem: Problem };

/** Places the crop in a sequence, with the core's own rules. */
export function planCrop(head: SequenceHead, crop: CropState): CropPlan {
  try {
    const config = createCropConfig(head, crop);
    const lastStart = head.n_frames - config.coef_total_len;
    if (lastStart < 0) {
      return { kind: 'too-short', neededFrames: config.coef_total_len, foundFrames: head.n_frames };
    }
    const { startFrame } = crop;
    const slices = planClipSlices(startFrame, config, head.seg_len);
    return { kind: 'planned', config, startFrame, endFrame: startFrame + config.coef_total_len, lastStart, slices };
  } catch (error) {
    if (error instanceof DataError) return { kind: 'unusable', problem: error.problem };
    throw error;
  }
}

/** Sizes of one training sample of this sequence. Throws a `DataError` where no loader could use them. */
export function createCropConfig({ fps, rate }: SequenceHead, { n_motions, n_windows }: CropState): SampleConfig {
  return createSampleConfig({ fps, rate, n_motions, n_windows });
}

/** Most frames a window can have so that the crop still fits; at least 1, which is the least that a field can offer. */
export function longestWindow(n_frames: number, n_windows: number): number {
  return Math.max(1, Math.floor(n_frames / n_windows));
}

/** Where a frame lies: in a window of the crop, and in a clip. Each with the index counted from its first frame. */
export interface FramePlace {
  readonly window: { readonly name: WindowName; readonly index: number } | null;
  readonly clip: number;
  readonly clipIndex: number;
}

export function placeFrame(frame: number, head: SequenceHead, crop: CropState): FramePlace {
  const clip = Math.floor(frame / head.seg_len);
  const hasCrop = cropRange(crop, head.n_frames) !== null;
  return {
    window: hasCrop ? windowAt(frame, cropWindows(crop)) : null,
    clip,
    clipIndex: frame - clip * head.seg_len,
  };
}
