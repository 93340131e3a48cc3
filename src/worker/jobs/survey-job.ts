import { type StoreSurvey, surveyStore } from '../../core/audit/audit-dataset.ts';
import type { AuditRules } from '../../core/audit/audit-rules.ts';
import type { SequenceJob } from './sequence-job.ts';

/** What keys, split lists and statistics tell of the dataset, before any clip is read. */
export const surveyJob: SequenceJob<AuditRules, StoreSurvey> = {
  keys: () => [],
  run: ({ dataset }, _entry, rules) => surveyStore(dataset, rules),
};
