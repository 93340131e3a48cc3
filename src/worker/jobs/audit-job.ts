import type { AuditRules } from '../../core/audit/audit-rules.ts';
import { auditSequence } from '../../core/audit/audit-sequence.ts';
import type { SequenceAudit } from '../../core/audit/sequence-audit.ts';
import { createSampleConfig } from '../../core/sample/config.ts';
import { everyClip } from './every-clip.ts';
import type { SequenceJob } from './sequence-job.ts';

/** Findings of one sequence. */
export const auditJob: SequenceJob<AuditRules, SequenceAudit> = {
  keys: everyClip,
  run: ({ dataset }, entry, rules) => auditSequence(dataset, entry, rules, createSampleConfig()),
};
