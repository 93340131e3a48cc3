import type { AuditRules } from '../../core/audit/audit-rules.ts';
import { type Evidence, measureEvidence } from '../../core/audit/evidence.ts';
import type { Finding } from '../../core/audit/finding.ts';
import { createSampleConfig } from '../../core/sample/config.ts';
import { everyClip } from './every-clip.ts';
import type { SequenceJob } from './sequence-job.ts';

export interface EvidenceOptions {
  readonly finding: Finding;
  readonly rules: AuditRules;
}

/** The picture of one finding. */
export const evidenceJob: SequenceJob<EvidenceOptions, Evidence> = {
  keys: (context, entry) => (entry === '' ? [] : everyClip(context, entry)),
  run: ({ dataset }, _entry, { finding, rules }) => measureEvidence(dataset, finding, rules, createSampleConfig()),
};
