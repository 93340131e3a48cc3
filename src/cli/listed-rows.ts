import { isSourceFault } from '../core/bytes/source-fault.ts';
import { attempt, type Dataset } from '../core/dataset/dataset.ts';
import { readFrameCount, scanEntries } from '../core/dataset/sequence.ts';
import { DataError } from '../core/errors.ts';
import type { TotalsRow } from '../core/profile/dataset-totals.ts';

/** Every sequence with its splits and length: those of the splits in their order, then what else the store holds. */
export function listRows(dataset: Dataset): TotalsRow[] {
  const splitsByEntry = new Map<string, string[]>();
  for (const { name, entries } of dataset.splits) {
    for (const entry of entries) {
      const splits = splitsByEntry.get(entry);
      if (splits === undefined) splitsByEntry.set(entry, [name]);
      else splits.push(name);
    }
  }
  for (const entry of scanEntries(dataset.store)) {
    if (!splitsByEntry.has(entry)) splitsByEntry.set(entry, []);
  }
  return [...splitsByEntry].map(([entry, splits]) => ({ entry, splits, n_frames: frameCountOrNull(dataset, entry) }));
}

function frameCountOrNull(dataset: Dataset, entry: string): number | null {
  const read = attempt(() => readFrameCount(dataset.store, entry));
  if ('value' in read) return read.value;
  if (isSourceFault(read.problem)) throw new DataError(read.problem);
  return null;
}
