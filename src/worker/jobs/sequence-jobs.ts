import type { MomentsOptions, SequenceMoments } from './moments-job.ts';
import type { SequenceJob } from './sequence-job.ts';

/** Every job by its name: what it is told and what it answers. */
export interface SequenceJobs {
  moments: { readonly options: MomentsOptions; readonly result: SequenceMoments };
}

export type JobName = keyof SequenceJobs;
export type JobOptions<N extends JobName> = SequenceJobs[N]['options'];
export type JobResult<N extends JobName> = SequenceJobs[N]['result'];

/** Loads a job: none is part of what a worker needs to show the first sequence. */
export const JOB_LOADERS: {
  readonly [N in JobName]: () => Promise<SequenceJob<JobOptions<N>, JobResult<N>>>;
} = {
  moments: async () => (await import('./moments-job.ts')).momentsJob,
};
