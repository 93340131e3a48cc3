import type { Dataset } from '../../dataset/dataset.ts';
import type { SampleConfig } from '../../sample/config.ts';
import { MAX_LAG_FRAMES } from '../../signal/sound-jaw-lag.ts';
import type { AuditRules } from '../audit-rules.ts';
import { JAW_OPENING, measureLag } from '../checks/sound-jaw.ts';
import type { LagEvidence } from '../evidence-types.ts';
import type { Finding } from '../finding.ts';
import { motionDimensions, poseColumn, type Stretch } from '../stretch.ts';
import { readExcerpt, waveOf } from './read-excerpt.ts';
import { readStretches } from './read-stretches.ts';

/** Frames that the excerpt shows before and after the onset of the sound. */
const BEFORE_ONSET = 20;
const AFTER_ONSET = 25;
/** Frames whose level is compared on either side of an onset. */
const ONSET_FRAMES = 6;

/** The envelope and the jaw around an onset of speech, the correlation at every lag, and the lag of every clip. */
export function measureLagEvidence(
  dataset: Dataset,
  { entry }: Finding,
  rules: AuditRules,
  config: SampleConfig,
): LagEvidence | null {
  const column = poseColumn(dataset.groups);
  if (entry === null || column === null) return null;
  const stretches = readStretches(dataset, entry, config);
  if (stretches === null) return null;
  const width = motionDimensions(dataset.groups).length;
  const jawColumn = column + JAW_OPENING;
  const lag = measureLag(stretches, width, jawColumn);
  const soundOnset = findOnset(stretches);
  if (lag === null || soundOnset === null) return null;
  const frames = [Math.max(soundOnset - BEFORE_ONSET, 0), soundOnset + AFTER_ONSET] as const;
  const excerpt = readExcerpt(dataset, entry, frames, config);
  if (excerpt === null) return null;
  const jaw = jawOver(stretches, excerpt.frames, width, jawColumn, 0);
  return {
    kind: 'lag',
    frames: excerpt.frames,
    wave: waveOf(excerpt, config.audio_unit),
    jaw: { label: 'jaw x', unit: 'rad', values: jaw },
    jawMoved: jawOver(stretches, excerpt.frames, width, jawColumn, lag.lagFrames),
    lagFrames: lag.lagFrames,
    r: lag.r,
    soundOnset,
    jawOnset: soundOnset + lag.lagFrames,
    byLag: lag.byLag,
    maxLagFrames: MAX_LAG_FRAMES,
    expectedLags: [1 - rules.lagFrames, rules.lagFrames - 1],
    byClip: stretches.flatMap((stretch) => lagsByClip(stretch, width, jawColumn)),
  };
}

/** Frame before which it is quietest for how loud it is after it. */
function findOnset(stretches: readonly Stretch[]): number | null {
  let best: { readonly frame: number; readonly rise: number } | null = null;
  for (const { rms, startFrame } of stretches) {
    for (let frame = ONSET_FRAMES; frame + ONSET_FRAMES <= rms.length; frame++) {
      let rise = 0;
      for (let i = 0; i < ONSET_FRAMES; i++) {
        rise += Math.sqrt(rms[frame + i] as number) - Math.sqrt(rms[frame - 1 - i] as number);
      }
      if (rise > (best?.rise ?? 0)) best = { frame: startFrame + frame, rise };
    }
  }
  return best?.frame ?? null;
}

/** The jaw's opening `lag` frames later than each of the frames; NaN where there is none. */
function jawOver(
  stretches: readonly Stretch[],
  [start, end]: readonly [number, number],
  width: number,
  jawColumn: number,
  lag: number,
): Float32Array {
  return Float32Array.from({ length: end - start }, (_, index) => {
    const frame = start + index + lag;
    const stretch = stretches.find(({ startFrame, rms }) => frame >= startFrame && frame < startFrame + rms.length);
    return stretch?.motion[(frame - stretch.startFrame) * width + jawColumn] ?? Number.NaN;
  });
}

function lagsByClip(stretch: Stretch, width: number, jawColumn: number): LagEvidence['byClip'] {
  const { segLen, startFrame, rms, motion } = stretch;
  return Array.from({ length: Math.ceil(rms.length / segLen) }, (_, index) => {
    const [first, end] = [index * segLen, Math.min((index + 1) * segLen, rms.length)];
    const part = {
      ...stretch,
      rms: rms.subarray(first, end),
      motion: motion.subarray(first * width, end * width),
    };
    const lag = measureLag([part], width, jawColumn);
    return { clip: startFrame / segLen + index, lagFrames: lag?.lagFrames ?? null, r: lag?.r ?? null };
  });
}
