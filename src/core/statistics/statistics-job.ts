import type { Dataset } from '../dataset/dataset.ts';
import { measureSequence } from './dataset-statistics.ts';
import type { Moments } from './moments.ts';
import { describeWindows, type WindowDescriptions } from './window-descriptions.ts';

/** Work on one sequence that can be done anywhere: plain data in, plain data out. */
export type StatisticsJob =
  | { readonly kind: 'moments'; readonly entry: string }
  | {
      readonly kind: 'windows';
      readonly entry: string;
      readonly startFrames: readonly number[];
      readonly windowFrames: number;
    };

export type StatisticsResult = ReadonlyMap<string, Moments> | WindowDescriptions;

/** What {@link StatisticsJob} of that kind gives. */
export type ResultOf<J extends StatisticsJob> = J extends { readonly kind: 'moments' }
  ? ReadonlyMap<string, Moments>
  : WindowDescriptions;

/** Throws a `DataError` where the sequence cannot be read. */
export function runStatisticsJob<J extends StatisticsJob>(dataset: Dataset, job: J): ResultOf<J>;
export function runStatisticsJob(dataset: Dataset, job: StatisticsJob): StatisticsResult {
  switch (job.kind) {
    case 'moments':
      return measureSequence(dataset, job.entry);
    case 'windows':
      return describeWindows(dataset, job.entry, job.startFrames, job.windowFrames);
  }
}
