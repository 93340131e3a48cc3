import { MAX_LAG_FRAMES, measureSoundJawLag, type SoundJawLag } from '../../signal/sound-jaw-lag.ts';
import type { AuditRules } from '../audit-rules.ts';
import { quantity } from '../audit-text.ts';
import type { Finding } from '../finding.ts';
import { makeFinding } from '../make-finding.ts';
import type { LagFact } from '../sequence-audit.ts';
import type { Stretch } from '../stretch.ts';

/** Of the six values of the pose: the jaw's rotation about x opens the mouth. */
export const JAW_OPENING = 3;

/** Lag over all stretches of a sequence; null where it cannot be told. `jawColumn` is where a row of `width` values holds the opening. */
export function measureLag(
  stretches: readonly Stretch[],
  width: number,
  jawColumn: number,
  minVoicedFrames?: number,
): SoundJawLag | null {
  // Frames of different stretches must not meet at any lag.
  const gap = MAX_LAG_FRAMES + 1;
  const length = stretches.reduce((sum, { rms }) => sum + rms.length + gap, 0);
  const sound = new Float32Array(length).fill(Number.NaN);
  const jaw = new Float32Array(length).fill(Number.NaN);
  let at = 0;
  for (const { rms, motion } of stretches) {
    sound.set(rms, at);
    for (let frame = 0; frame < rms.length; frame++) jaw[at + frame] = motion[frame * width + jawColumn] as number;
    at += rms.length + gap;
  }
  return measureSoundJawLag(sound, jaw, minVoicedFrames === undefined ? {} : { minVoicedFrames });
}

/** A jaw that is late or early by more than the rule. */
export function findLag(
  entry: string,
  lag: LagFact,
  rules: AuditRules,
  n_frames: number,
  clipCount: number,
): Finding[] {
  const isOut =
    Math.abs(lag.lagFrames) >= rules.lagFrames &&
    lag.r >= rules.lagCorrelation &&
    lag.voicedFrames >= rules.lagVoicedFrames;
  return isOut ? [describeLag(entry, lag, rules.lagFrames - 1, n_frames, clipCount)] : [];
}

function describeLag(
  entry: string,
  { lagFrames, milliseconds: signedMilliseconds, r, voicedFrames }: LagFact,
  allowed: number,
  n_frames: number,
  clipCount: number,
): Finding {
  const milliseconds = Math.round(Math.abs(signedMilliseconds));
  const isLate = lagFrames > 0;
  const size = `${quantity(Math.abs(lagFrames), 'frame')} (${milliseconds} ms)`;
  return makeFinding('sound-jaw-lag', {
    entry,
    clip: null,
    frames: [0, n_frames],
    message: `Jaw ${isLate ? 'trails' : 'leads'} the sound by ${size}, r ${r.toFixed(2)}`,
    what: `The mouth opens ${isLate ? 'after' : 'before'} the sound`,
    expected: `Best correlation within ±${allowed} frames of 0`,
    found: `Best at ${isLate ? '+' : '−'}${size}, r ${r.toFixed(2)}, over ${quantity(voicedFrames, 'voiced frame')}`,
    where: `Whole sequence, ${quantity(n_frames, 'frame')} in ${quantity(clipCount, 'clip')}`,
    consequence: `Sound ${milliseconds} ms ${isLate ? 'early' : 'late'}: viewers notice from ${isLate ? 45 : 125} ms (ITU-R BT.1359). Moving the coefficients by ${isLate ? '−' : '+'}${quantity(Math.abs(lagFrames), 'frame')} repairs it if every clip has the same lag.`,
    numbers: { lagFrames, r, voicedFrames, milliseconds: signedMilliseconds },
  });
}
