import type { Dataset } from '../dataset/dataset.ts';
import type { SampleConfig } from '../sample/config.ts';
import type { AuditRules } from './audit-rules.ts';
import { measureDuplicateEvidence } from './evidence/duplicate-evidence.ts';
import { measureLagEvidence } from './evidence/lag-evidence.ts';
import { measureMotionEvidence } from './evidence/motion-evidence.ts';
import { measureSeamEvidence } from './evidence/seam-evidence.ts';
import { measureSoundEvidence } from './evidence/sound-evidence.ts';
import { measureSpectrumEvidence } from './evidence/spectrum-evidence.ts';
import type { Evidence } from './evidence-types.ts';
import type { Finding } from './finding.ts';

export type * from './evidence-types.ts';

const NONE: Evidence = { kind: 'none' };

/** Measures the picture of one finding. What cannot be read is NaN in it; faults of the source pass on. */
export function measureEvidence(dataset: Dataset, finding: Finding, rules: AuditRules, config: SampleConfig): Evidence {
  switch (finding.code) {
    case 'sound-jaw-lag':
    case 'sound-jaw-mismatch':
      return measureLagEvidence(dataset, finding, rules, config) ?? NONE;
    case 'motion-seam-jump':
      return measureSeamEvidence(dataset, finding, rules, config) ?? NONE;
    case 'motion-jerk':
    case 'pose-range':
    case 'frozen-frames':
    case 'coef-not-finite':
      return measureMotionEvidence(dataset, finding, config) ?? NONE;
    case 'audio-clipping':
    case 'audio-silence':
    case 'audio-dc-offset':
    case 'audio-seam-jump':
    case 'audio-not-finite':
    case 'audio-short':
    case 'clip-missing':
      return measureSoundEvidence(dataset, finding, config) ?? NONE;
    case 'audio-hum':
      return measureSpectrumEvidence(dataset, finding, rules, config) ?? NONE;
    case 'duplicate-audio':
    case 'clip-duplicate':
      return measureDuplicateEvidence(dataset, finding, config) ?? NONE;
    default:
      return NONE;
  }
}
