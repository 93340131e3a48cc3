import type { SequenceRow } from '../worker/protocol.ts';

/** Rows whose entry contains the text (any case) and that lie in the split; null stands for every split. */
export function filterSequences(
  rows: readonly SequenceRow[],
  text: string,
  split: string | null,
): readonly SequenceRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '' && split === null) return rows;
  return rows.filter(
    (row) => (split === null || row.splits.includes(split)) && row.entry.toLowerCase().includes(wanted),
  );
}
