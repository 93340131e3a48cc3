import type { SequenceRow } from '../worker/protocol.ts';
import type { AppState } from './app-state.ts';

/** What narrows the list. */
export type SequenceFilter = Pick<AppState, 'filterText' | 'splitFilter' | 'flaggedEntries' | 'isFlaggedOnly'>;

/** Rows whose entry contains the text (any case), that lie in the split, and are flagged where only those are wanted. */
export function filterSequences(
  rows: readonly SequenceRow[],
  { filterText, splitFilter, flaggedEntries, isFlaggedOnly }: SequenceFilter,
): readonly SequenceRow[] {
  const wanted = filterText.trim().toLowerCase();
  if (wanted === '' && splitFilter === null && !isFlaggedOnly) return rows;
  return rows.filter(
    ({ entry, splits }) =>
      (splitFilter === null || splits.includes(splitFilter)) &&
      (!isFlaggedOnly || flaggedEntries.has(entry)) &&
      entry.toLowerCase().includes(wanted),
  );
}
