import { DataError } from '../errors.ts';
import type { SampleConfig } from './config.ts';
import { roundHalfEven } from './round-half-even.ts';

/** The part of one clip that a crop takes. */
export interface ClipSlice {
  /** Index of the clip within its sequence. */
  readonly clip: number;
  /** `[first, end)`, counted from the clip's first frame. */
  readonly frames: [number, number];
  /** `[first, end)`, counted from the clip's first audio sample. */
  readonly samples: [number, number];
}

/**
 * The clips that the crop `[startFrame, startFrame + coef_total_len)` touches, with their frames and samples, as `Loader.crop`.
 *
 * `segLen` is the dataset's frames a clip. With a fractional `audio_unit` each bound is rounded half to even within its clip, so the samples
 * need not add up to `audio_total_len`: whoever joins them has to check, as the loader does.
 */
export function planClipSlices(startFrame: number, config: SampleConfig, segLen: number): ClipSlice[] {
  requireWhole('seg_len', 'frames a clip', segLen, 1);
  requireWhole('The start frame', 'frames', startFrame, 0);
  const endFrame = startFrame + config.coef_total_len;
  const lastClip = Math.floor((endFrame - 1) / segLen);
  const slices: ClipSlice[] = [];
  for (let clip = Math.floor(startFrame / segLen); clip <= lastClip; clip++) {
    const first = Math.max(startFrame - clip * segLen, 0);
    const end = Math.min(endFrame - clip * segLen, segLen);
    slices.push({
      clip,
      frames: [first, end],
      samples: [roundHalfEven(first * config.audio_unit), roundHalfEven(end * config.audio_unit)],
    });
  }
  return slices;
}

function requireWhole(name: string, unit: string, value: number, least: number): void {
  // 2^40 frames are 1,394 years; below it every product with a clip length or an audio unit stays exact.
  if (Number.isInteger(value) && value >= least && value <= 2 ** 40) return;
  throw new DataError({
    code: 'slice-bounds',
    what: `${name} is no usable number`,
    expected: `a whole number of ${unit}, ${least} or more`,
    found: String(value),
    where: 'clip slices',
  });
}
