import type { StoreSurvey } from '../../core/audit/audit-dataset.ts';
import type { AuditRules } from '../../core/audit/audit-rules.ts';
import type { Evidence } from '../../core/audit/evidence.ts';
import type { SequenceAudit } from '../../core/audit/sequence-audit.ts';
import type { SequenceProfile } from '../../core/profile/sequence-profile.ts';
import type { WindowDescriptions } from '../../core/statistics/window-descriptions.ts';
import type { CatalogueFigures, CatalogueFiguresOptions } from './catalogue-figures-job.ts';
import type { EvidenceOptions } from './evidence-job.ts';
import type { HistogramOptions, SequenceCounts } from './histogram-job.ts';
import type { MomentsOptions, SequenceMoments } from './moments-job.ts';
import type { DatasetOutline } from './outline-job.ts';
import type { RandomCropOptions } from './random-crop-job.ts';
import type { SequenceJob } from './sequence-job.ts';

/** Every job by its name: what it is told and what it answers. */
export interface SequenceJobs {
  audit: { readonly options: AuditRules; readonly result: SequenceAudit };
  'catalogue-figures': { readonly options: CatalogueFiguresOptions; readonly result: CatalogueFigures | null };
  evidence: { readonly options: EvidenceOptions; readonly result: Evidence };
  histogram: { readonly options: HistogramOptions; readonly result: SequenceCounts };
  moments: { readonly options: MomentsOptions; readonly result: SequenceMoments };
  outline: { readonly options: null; readonly result: DatasetOutline };
  profile: { readonly options: null; readonly result: SequenceProfile };
  'random-crop': { readonly options: RandomCropOptions; readonly result: WindowDescriptions };
  survey: { readonly options: AuditRules; readonly result: StoreSurvey };
}

export type JobName = keyof SequenceJobs;
export type JobOptions<N extends JobName> = SequenceJobs[N]['options'];
export type JobResult<N extends JobName> = SequenceJobs[N]['result'];

/** Loads a job: none is part of what a worker needs to show the first sequence. */
export const JOB_LOADERS: {
  readonly [N in JobName]: () => Promise<SequenceJob<JobOptions<N>, JobResult<N>>>;
} = {
  audit: async () => (await import('./audit-job.ts')).auditJob,
  'catalogue-figures': async () => (await import('./catalogue-figures-job.ts')).catalogueFiguresJob,
  evidence: async () => (await import('./evidence-job.ts')).evidenceJob,
  survey: async () => (await import('./survey-job.ts')).surveyJob,
  histogram: async () => (await import('./histogram-job.ts')).histogramJob,
  moments: async () => (await import('./moments-job.ts')).momentsJob,
  outline: async () => (await import('./outline-job.ts')).outlineJob,
  profile: async () => (await import('./profile-job.ts')).profileJob,
  'random-crop': async () => (await import('./random-crop-job.ts')).randomCropJob,
};
