import { clipKey } from '../../dataset/keys.ts';
import { roundHalfEven } from '../../sample/round-half-even.ts';
import type { AuditRules } from '../audit-rules.ts';
import { countText, quantity, shortNumber } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';
import type { AuditClip } from '../read-clip.ts';
import type { ClipAudioFigures } from './clip-audio.ts';

/** Samples of a clip in runs of equal values at its highest or its lowest. */
export interface ClippedSamples {
  readonly count: number;
  readonly longestRun: number;
  /** First and last of them, both inclusive; -1 where there is none. */
  readonly first: number;
  readonly last: number;
}

/** Full scale of 16 bits, and 1: what lies above this is called ±1. */
const FULL_SCALE = 0.9999;

/**
 * Flat tops: a wave that was cut off stays at the same value for some samples, at full scale or wherever it was turned down to afterwards; a wave
 * that was not has its peak in one sample, rarely in two. Only frames that reach the clip's highest or lowest value are looked at.
 */
export function measureClipping(
  samples: Float32Array,
  { min, max, frameRange }: Pick<ClipAudioFigures, 'min' | 'max' | 'frameRange'>,
  { clippingRun, clippingLeastPeak }: Pick<AuditRules, 'clippingRun' | 'clippingLeastPeak'>,
  audioUnit: number,
): ClippedSamples {
  let [count, longestRun, firstClipped, lastClipped] = [0, 0, -1, -1];
  // No sample is NaN's equal: a side that is too quiet is not looked for.
  const top = max >= clippingLeastPeak ? max : Number.NaN;
  const bottom = min <= -clippingLeastPeak ? min : Number.NaN;
  let next = 0;
  for (let frame = 0; 2 * frame < frameRange.length; frame++) {
    if (frameRange[2 * frame] !== bottom && frameRange[2 * frame + 1] !== top) continue;
    const end = Math.min(roundHalfEven((frame + 1) * audioUnit), samples.length);
    for (let i = Math.max(roundHalfEven(frame * audioUnit), next); i < end; i++) {
      const value = samples[i] as number;
      if (value !== top && value !== bottom) continue;
      next = i + 1;
      // A run may go on into the next frame, which then begins after it.
      while (next < samples.length && samples[next] === value) next += 1;
      if (next - i >= clippingRun) {
        count += next - i;
        longestRun = Math.max(longestRun, next - i);
        if (firstClipped < 0) firstClipped = i;
        lastClipped = next - 1;
      }
      i = next - 1;
    }
  }
  return { count, longestRun, first: firstClipped, last: lastClipped };
}

export function findClipping(
  entry: string,
  { clip, startFrame }: AuditClip,
  samples: Float32Array,
  figures: ClipAudioFigures,
  rules: AuditRules,
  audioUnit: number,
): Finding[] {
  const { min, max } = figures;
  if (min === max) return [];
  const { count, longestRun, first, last } = measureClipping(samples, figures, rules, audioUnit);
  if (count < rules.clippingSamples) return [];
  const peak = Math.max(max, -min);
  const peakText = peak >= FULL_SCALE ? '±1' : `±${shortNumber(peak)}`;
  const frames = [startFrame + Math.floor(first / audioUnit), startFrame + Math.floor(last / audioUnit) + 1] as const;
  return [
    makeFinding('audio-clipping', {
      entry,
      clip,
      frames,
      message: `${countText(count)} samples at ${peakText}, longest run ${longestRun}`,
      what: 'The peaks of the sound are cut off',
      expected: `fewer than ${quantity(rules.clippingSamples, 'sample')} in runs of ${rules.clippingRun} at the peak`,
      found: `${countText(count)} samples at ${peakText}, longest run ${longestRun}`,
      where: `clip ${clipKey(entry, clip)}, samples ${countText(first)} to ${countText(last)}`,
      consequence: 'Flat tops add harmonics that no voice has; what was cut off cannot be had back.',
      numbers: { samples: count, longestRun, peak },
    }),
  ];
}
