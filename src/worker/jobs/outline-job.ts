import { scanEntries } from '../../core/dataset/sequence.ts';
import type { Problem } from '../../core/errors.ts';
import type { CoefficientStatistics } from '../../core/statistics/coefficient-statistics.ts';
import type { CoefficientGroup } from '../protocol.ts';
import type { SequenceJob } from './sequence-job.ts';

/** What comparing needs to know of a dataset that is not on the page. */
export interface DatasetOutline {
  readonly kind: 'lmdb' | 'snapshot';
  readonly sizeBytes: number;
  readonly groups: readonly CoefficientGroup[];
  /** Each split's entries in the order of its file, which decides what the random-crop estimator draws for whom. */
  readonly splits: readonly { readonly name: string; readonly entries: readonly string[] }[];
  /** Every entry that a split lists, or that the store holds where none does. */
  readonly entries: readonly string[];
  /** Null where the dataset has no usable statistics file. */
  readonly statistics: CoefficientStatistics | null;
  readonly statisticsFileName: string;
  /** What is wrong with the small files. */
  readonly problems: readonly Problem[];
}

/** The outline of a dataset: `entry` is ''. */
export const outlineJob: SequenceJob<null, DatasetOutline> = {
  keys: () => [],
  run: ({ dataset, known }) => {
    const { store, groups, statistics, statisticsFileName, problems } = dataset;
    const splits = dataset.splits.map(({ name, entries }) => ({ name, entries }));
    const listed = new Set(splits.flatMap(({ entries }) => entries));
    const entries = listed.size > 0 ? [...listed] : [...(known?.byEntry.keys() ?? scanEntries(store))];
    return {
      kind: store.kind,
      sizeBytes: store.sizeBytes,
      groups,
      splits,
      entries,
      statistics,
      statisticsFileName,
      problems,
    };
  },
};
