import type { CoefficientGroup } from '../dataset/clip-record.ts';
import type { Dataset } from '../dataset/dataset.ts';

/** Partition of the sequences that no split lists. */
export const UNLISTED_SPLIT = 'unlisted';
/** Between the names of splits that list the same sequence. */
const SPLIT_SEPARATOR = '.';

/** Sequences that lie in one folder of each table. */
export interface Partition {
  /** Value of the column `split`: the name of the split, of all that list the sequence (`train.val`), or `unlisted`. */
  readonly split: string;
  /** In the order in which they were given. */
  readonly entries: readonly string[];
}

/** One group and the name of its column in `frames`. */
export interface CoefficientColumn extends CoefficientGroup {
  readonly column: string;
}

/** Columns of `frames` that are no coefficients. */
const FRAME_COLUMNS = ['entry', 'clip', 'frame', 'split', 'loudness', 'audio_mean'];

/** Every entry once, by the splits that list it: in the order of the splits, the unlisted last. */
export function partitionEntries(splits: Dataset['splits'], entries: readonly string[]): Partition[] {
  const namesByEntry = new Map<string, string[]>();
  for (const { name, entries: listed } of splits) {
    for (const entry of listed) namesByEntry.set(entry, [...(namesByEntry.get(entry) ?? []), name]);
  }
  const entriesBySplit = new Map<string, string[]>();
  for (const entry of entries) {
    const split = namesByEntry.get(entry)?.join(SPLIT_SEPARATOR) ?? UNLISTED_SPLIT;
    const together = entriesBySplit.get(split);
    if (together === undefined) entriesBySplit.set(split, [entry]);
    else together.push(entry);
  }
  const rankOf = (split: string): number => {
    const rank = splits.findIndex(({ name }) => split === name || split.startsWith(`${name}${SPLIT_SEPARATOR}`));
    return rank === -1 ? splits.length : rank;
  };
  return [...entriesBySplit]
    .map(([split, together]) => ({ split, entries: together }))
    .sort((a, b) => rankOf(a.split) - rankOf(b.split) || (a.split < b.split ? -1 : 1));
}

/** Folder of a partition within its table, in Hive's manner: `split=train`. */
export function partitionFolder(split: string): string {
  return `split=${encodeURIComponent(split)}`;
}

/** `part-00000.parquet`. */
export function partName(index: number): string {
  return `part-${String(index).padStart(5, '0')}.parquet`;
}

/**
 * The columns of the groups: their own names, of letters, digits and "_" (Spark takes few others), told from each other and from the rest of the
 * table without regard to case, as SQL does.
 */
export function coefficientColumns(groups: readonly CoefficientGroup[]): CoefficientColumn[] {
  const taken = new Set(FRAME_COLUMNS);
  return groups.map(({ name, width }) => {
    const plain = name.replace(/[^\p{L}\p{N}_]/gu, '_') || 'coef';
    let column = plain;
    for (let number = 2; taken.has(column.toLowerCase()); number++) column = `${plain}_${number}`;
    taken.add(column.toLowerCase());
    return { name, width, column };
  });
}
