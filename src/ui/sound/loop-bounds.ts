import { roundHalfEven } from '../../core/sample/round-half-even.ts';
import { planWindows } from '../../core/sample/windows.ts';
import type { CropState, LoopTarget } from '../../state/app-state.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { createCropConfig } from '../crop/crop-plan.ts';

/** What repeats, in samples of the sequence; half-open. */
export interface LoopBounds {
  readonly startSample: number;
  readonly endSample: number;
}

/**
 * The samples of a loop target: a window or the crop as the loader cuts them (core/sample/windows.ts), or the whole sequence. Null where
 * the crop does not fit into the sequence. Throws a `DataError` where the sizes are such that no loader could use them.
 */
export function planLoop(target: LoopTarget, head: SequenceHead, crop: CropState): LoopBounds | null {
  const config = createCropConfig(head, crop);
  if (target === 'sequence') {
    return { startSample: 0, endSample: roundHalfEven(head.n_frames * config.audio_unit) };
  }
  if (crop.startFrame < 0 || crop.startFrame + config.coef_total_len > head.n_frames) return null;
  const cropStart = roundHalfEven(crop.startFrame * config.audio_unit);
  if (target === 'crop') return { startSample: cropStart, endSample: cropStart + config.audio_total_len };
  const window = planWindows(config)[target === 'window-a' ? 0 : 1];
  if (window === undefined) return null;
  return { startSample: cropStart + window.samples[0], endSample: cropStart + window.samples[1] };
}

/** What plays when a target is chosen: the whole sequence where the crop, and so each window, does not fit; the crop where it has no window B. */
export function playableTarget(target: LoopTarget, { n_frames }: SequenceHead, crop: CropState): LoopTarget {
  if (crop.n_motions * crop.n_windows > n_frames) return 'sequence';
  return target === 'window-b' && crop.n_windows < 2 ? 'crop' : target;
}

export function isSameLoop(a: LoopBounds, b: LoopBounds): boolean {
  return a.startSample === b.startSample && a.endSample === b.endSample;
}

/** The nearest sample of a loop: the sample itself, or the loop's start where it lies outside. */
export function intoLoop(sample: number, { startSample, endSample }: LoopBounds): number {
  return sample >= startSample && sample < endSample ? sample : startSample;
}
