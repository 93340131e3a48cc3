import type { CoefficientGroup } from '../dataset/clip-record.ts';
import type { SampleConfig } from '../sample/config.ts';
import type { LowSpectrum } from '../signal/low-spectrum.ts';
import type { AuditRules } from './audit-rules.ts';
import { measureClipAudio } from './checks/clip-audio.ts';
import { findClipping } from './checks/clipping.ts';
import { type ClipMean, LEAST_FRAMES_OF_A_MEAN } from './checks/dc-offset.ts';
import { findNonFiniteAudio, findNonFiniteCoefficients } from './checks/not-finite.ts';
import { digestFloats, joinDigests } from './digest.ts';
import type { Finding } from './finding.ts';
import type { AuditClip } from './read-clip.ts';
import type { ClipDigest } from './sequence-audit.ts';
import { motionGroups } from './stretch.ts';

/** What one clip tells by itself. */
export interface ClipMeasure {
  readonly findings: readonly Finding[];
  /** RMS of each frame's samples without their mean, shape (frameCount); NaN where unknown. */
  readonly rms: Float32Array;
  /** Null where the clip is too short for one, or has no samples. */
  readonly mean: ClipMean | null;
  readonly digest: ClipDigest;
}

/** Peak below which a clip is silent, so that it says nothing to be like another: -60 dBFS. */
const SILENT_PEAK = 1e-3;

/** Looks at one clip's samples and coefficients; its spectrum goes to `spectrum`. */
export function measureClip(
  entry: string,
  clip: AuditClip,
  groups: readonly CoefficientGroup[],
  rules: AuditRules,
  config: SampleConfig,
  spectrum: LowSpectrum,
): ClipMeasure {
  const findings = findNonFiniteCoefficients(entry, clip, groups);
  const coef = clip.isCoefWhole ? digestMotion(clip, groups) : null;
  const { audio } = clip;
  if (audio === null || audio.length === 0) {
    const rms = new Float32Array(clip.frameCount).fill(Number.NaN);
    return { findings, rms, mean: null, digest: { clip: clip.clip, audio: null, coef } };
  }
  const figures = measureClipAudio(audio, clip.frameCount, config.audio_unit);
  spectrum.add(audio);
  findings.push(
    ...findNonFiniteAudio(entry, clip, audio, config.audio_unit, figures.nonFiniteCount),
    ...findClipping(entry, clip, audio, figures, rules, config.audio_unit),
  );
  const isLoud = Math.max(figures.max - figures.mean, figures.mean - figures.min) >= SILENT_PEAK;
  return {
    findings,
    rms: figures.rms,
    mean:
      clip.frameCount >= LEAST_FRAMES_OF_A_MEAN
        ? { clip: clip.clip, frames: [clip.startFrame, clip.startFrame + clip.frameCount], mean: figures.mean }
        : null,
    digest: { clip: clip.clip, audio: isLoud ? digestFloats(audio) : null, coef },
  };
}

/** Null where nothing moves: such clips are alike without being copies. */
function digestMotion(clip: AuditClip, groups: readonly CoefficientGroup[]): string | null {
  const moving = motionGroups(groups).flatMap(({ name, width }) => {
    const rows = clip.coef.get(name);
    return rows === undefined || isStill(rows, width) ? [] : [digestFloats(rows)];
  });
  return moving.length === 0 ? null : joinDigests(moving);
}

/** A value that stays NaN stays the same. */
function isStill(rows: Float32Array, width: number): boolean {
  for (let i = width; i < rows.length; i++) {
    if (!Object.is(rows[i], rows[i - width]) && rows[i] !== rows[i - width]) return false;
  }
  return true;
}
