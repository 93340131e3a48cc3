import { zipSync } from 'fflate';
import type { DatasetSummary } from '../../worker/protocol.ts';
import type { SavedSample } from '../actions.ts';

/**
 * The split lists without the flagged sequences, as the training loader reads them: one file, or all splits in a zip. Null where there is no split
 * list, or the wanted one lists nothing else.
 */
export function listsWithoutFlagged(
  { splits, sequences }: DatasetSummary,
  flaggedEntries: ReadonlySet<string>,
  split: string | null,
): SavedSample | null {
  const textOf = (name: string): Uint8Array => {
    const kept = sequences.filter((row) => row.splits.includes(name) && !flaggedEntries.has(row.entry));
    return new TextEncoder().encode(kept.map(({ entry }) => `${entry}\n`).join(''));
  };
  if (split !== null) return { fileName: `${split}.txt`, bytes: textOf(split) };
  const [only] = splits;
  if (only === undefined) return null;
  if (splits.length === 1) return { fileName: `${only.name}.txt`, bytes: textOf(only.name) };
  const files = Object.fromEntries(splits.map(({ name }) => [`${name}.txt`, textOf(name)]));
  return { fileName: 'splits.zip', bytes: zipSync(files) };
}
