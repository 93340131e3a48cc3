import type { DatasetSummary } from '../worker/protocol.ts';

/** The sequences over which statistics are recomputed. */
export interface StatisticsScope {
  /** The train split as training has it; all sequences where no train split lists any. */
  readonly kind: 'train' | 'all';
  readonly entries: readonly string[];
}

export function statisticsScopeOf({ splits, sequences }: DatasetSummary): StatisticsScope {
  const isTrainGiven = splits.some(({ name, sequences: count }) => name === 'train' && count > 0);
  const rows = isTrainGiven ? sequences.filter((row) => row.splits.includes('train')) : sequences;
  return { kind: isTrainGiven ? 'train' : 'all', entries: rows.map(({ entry }) => entry) };
}
