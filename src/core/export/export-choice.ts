import { sortByBytes } from '../bytes/byte-order.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { scanEntries } from '../dataset/sequence.ts';
import { DataError } from '../errors.ts';

/** What of a dataset is to be exported; nothing named means all of it. */
export interface ExportChoice {
  /** Splits whose sequences are wanted. */
  readonly splits?: readonly string[];
  /** Sequences that are wanted beside those of `splits`. */
  readonly entries?: readonly string[];
  /** At most so many of them, the first in the store's order. */
  readonly limit?: number;
}

/** The sequences of an export. */
export interface ExportPlan {
  /** In the store's order. */
  readonly entries: readonly string[];
  /** Sequences that the store has or a split lists. */
  readonly knownCount: number;
  /** Whether that is the whole dataset: every record is exported then, and the files beside it stay as they are. */
  readonly isWhole: boolean;
}

/** Names that a message lists. */
const SHOWN_NAMES = 8;

/**
 * The sequences that a choice stands for. Reads all key pages of the store. Throws a `DataError` that lists what there is where a split or an entry is
 * unknown, or nothing is left.
 */
export function planExport(dataset: Dataset, choice: ExportChoice = {}): ExportPlan {
  const inSplits = dataset.splits.flatMap(({ entries }) => entries);
  const known = sortByBytes([...new Set([...scanEntries(dataset.store), ...inSplits])], keyPrefixOf);
  const named = namedEntries(dataset, choice, known);
  const wanted = named === null ? known : known.filter((entry) => named.has(entry));
  const entries = wanted.slice(0, choice.limit ?? wanted.length);
  if (entries.length === 0 && known.length > 0) {
    throw new DataError({
      code: 'export-empty',
      what: 'The choice leaves nothing to export',
      expected: 'a sequence or more',
      found: `none of ${known.length}`,
      where: dataset.store.name,
    });
  }
  return { entries, knownCount: known.length, isWhole: entries.length === known.length };
}

/** What the keys of a sequence start with. */
export function keyPrefixOf(entry: string): string {
  return `${entry}/`;
}

/** Null where the choice names nothing. */
function namedEntries(
  dataset: Dataset,
  { splits = [], entries = [] }: ExportChoice,
  known: readonly string[],
): ReadonlySet<string> | null {
  if (splits.length === 0 && entries.length === 0) return null;
  const ofSplits = splits.flatMap((name) => {
    const split = dataset.splits.find((candidate) => candidate.name === name);
    if (split !== undefined) return split.entries;
    const found = dataset.splits.map((each) => `${each.name} (${each.entries.length})`);
    throw unknown('split', name, found, dataset.store.name);
  });
  const knownSet = new Set(known);
  const missing = entries.find((entry) => !knownSet.has(entry));
  if (missing !== undefined) throw unknown('sequence', missing, known, dataset.store.name);
  return new Set([...ofSplits, ...entries]);
}

function unknown(kind: 'split' | 'sequence', name: string, there: readonly string[], where: string): DataError {
  const shown = there.slice(0, SHOWN_NAMES).join(', ') || 'none';
  return new DataError({
    code: `export-${kind}-unknown`,
    what: `The dataset has no ${kind} ${name}`,
    expected: there.length > SHOWN_NAMES ? `one of ${shown} and ${there.length - SHOWN_NAMES} more` : `one of ${shown}`,
    found: name,
    where,
  });
}
