import { sortByBytes } from '../bytes/byte-order.ts';
import { type Dataset, STANDARD_FILE_NAMES } from '../dataset/dataset.ts';
import { STORE_METADATA_KEY } from '../dataset/keys.ts';
import type { DatasetParts } from '../dataset/open-store.ts';
import { DataError } from '../errors.ts';
import { filterLines } from '../formats/split-list.ts';
import type { ExportPlan } from './export-choice.ts';

/** A file that lies beside a store. */
export interface SideFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Lists all keys or entries of the store; the loader does not read it. */
const KEY_LIST = 'keys.txt';

/** Names under which an export writes files beside the store, and in its snapshot. */
export const SIDE_FILE_NAMES: readonly string[] = [
  KEY_LIST,
  ...Object.values(STANDARD_FILE_NAMES.splits),
  STANDARD_FILE_NAMES.statistics,
];

/**
 * The files that belong to an export, by name. Of the whole dataset they are what lies beside it, byte for byte. Of a part, lists keep the lines of the chosen
 * sequences, each as it was, and stay, empty if need be: the loader opens them. The statistics stay those of the training split: the
 * values that they normalise are the same ones. A list that is not UTF-8 cannot be shortened and stays as it is; opening the dataset reports it.
 */
export function sideFilesOf(parts: DatasetParts, dataset: Dataset, plan: ExportPlan): SideFile[] {
  const splitNames = dataset.splits.map(({ fileName }) => fileName);
  const names = new Set([...SIDE_FILE_NAMES, ...splitNames, dataset.statisticsFileName]);
  const chosen = new Set(plan.entries);
  return sortByBytes([...names], (name) => name).flatMap((name) => {
    const bytes = parts.readFile(name);
    if (bytes === null) return [];
    return [{ name, bytes: plan.isWhole || !name.endsWith('.txt') ? bytes : shorten(bytes, chosen) }];
  });
}

function shorten(list: Uint8Array, chosen: ReadonlySet<string>): Uint8Array {
  try {
    return filterLines(list, (line) => belongsTo(line, chosen));
  } catch (error) {
    if (error instanceof DataError) return list;
    throw error;
  }
}

/** Whether a line names a chosen entry, or one of its keys. */
function belongsTo(line: string, chosen: ReadonlySet<string>): boolean {
  if (line === STORE_METADATA_KEY || chosen.has(line)) return true;
  for (let slash = line.lastIndexOf('/'); slash > 0; slash = line.lastIndexOf('/', slash - 1)) {
    if (chosen.has(line.slice(0, slash))) return true;
  }
  return false;
}
