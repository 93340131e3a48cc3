import type { CropState, FrameRange, LoopTarget } from '../../state/app-state.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { planCrop } from '../crop/crop-plan.ts';
import { cropWindows } from '../lanes/crop-windows.ts';
import { playableTarget } from '../sound/loop-bounds.ts';

/** The frames of a loop target; those of the sequence where the crop does not fit. Null on sizes that no loader could use. */
export function loopFrames(target: LoopTarget, head: SequenceHead, crop: CropState): FrameRange | null {
  const plan = planCrop(head, crop);
  if (plan.kind === 'unusable') return null;
  const playable = playableTarget(target, head, crop);
  if (plan.kind === 'too-short' || playable === 'sequence') return { startFrame: 0, endFrame: head.n_frames };
  if (playable === 'crop') return { startFrame: plan.startFrame, endFrame: plan.endFrame };
  const window = cropWindows(crop)[playable === 'window-a' ? 0 : 1];
  return window === undefined ? null : { startFrame: window.startFrame, endFrame: window.endFrame };
}
