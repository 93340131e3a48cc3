import { isSourceFault } from '../bytes/source-fault.ts';
import { DataError, type Problem, within } from '../errors.ts';
import type { AudioFormat } from '../formats/audio-format.ts';
import { AUDIO_FORMATS } from '../formats/audio-formats.ts';
import { parseNpz } from '../formats/npz.ts';
import { parseSplitList } from '../formats/split-list.ts';
import type { CoefficientStatistics } from '../statistics/coefficient-statistics.ts';
import { checkStatistics, parseStatisticsFile } from '../statistics/stats-file.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type ClipRecord, type CoefficientGroup, coefficientGroupsOf, parseClipRecord } from './clip-record.ts';
import { clipKey } from './keys.ts';
import type { DatasetParts } from './open-store.ts';
import { readFrameCount, readSegLen, scanEntries } from './sequence.ts';

/** One split file as read. */
export interface Split {
  /** e.g. `train`. */
  readonly name: string;
  readonly fileName: string;
  /** Without duplicates, in the file's order. */
  readonly entries: readonly string[];
}

/** The files beside the store; the reference's names by default. */
export interface DatasetFileNames {
  readonly splits: Readonly<Record<string, string>>;
  readonly statistics: string;
}

export const STANDARD_FILE_NAMES: DatasetFileNames = {
  splits: { train: 'train.txt', val: 'val.txt', test: 'test.txt' },
  statistics: 'stats_train.npz',
};

export interface OpenOptions {
  readonly fileNames?: DatasetFileNames;
  /** Audio formats to recognise; a platform adds those whose decoders load asynchronously (MP3). */
  readonly audioFormats?: readonly AudioFormat[];
}

/** A dataset that is open: what its small files say, and access to its records. */
export interface Dataset {
  readonly store: RecordStore;
  readonly audioFormats: readonly AudioFormat[];
  /** Frames a clip. */
  readonly seg_len: number;
  readonly splits: readonly Split[];
  /** Groups and widths as the first readable clip has them; empty where no clip is readable. */
  readonly groups: readonly CoefficientGroup[];
  /** Null where the file is absent or unusable; `problems` then says why. */
  readonly statistics: CoefficientStatistics | null;
  readonly statisticsFileName: string;
  /** What is wrong with the small files without stopping the work. */
  readonly problems: readonly Problem[];
}

/** Opens a dataset: a few records and the small files are read, never a scan. Throws where the store or its root key is unusable. */
export function openDataset(parts: DatasetParts, options: OpenOptions = {}): Dataset {
  const { store } = parts;
  const fileNames = options.fileNames ?? STANDARD_FILE_NAMES;
  const seg_len = readSegLen(store);
  const problems: Problem[] = [];
  const splits = readSplits(parts, fileNames.splits, problems);
  const groups = findGroups(store, splits);
  const statistics = readStatistics(parts, fileNames.statistics, groups, problems);
  return {
    store,
    audioFormats: options.audioFormats ?? AUDIO_FORMATS,
    seg_len,
    splits,
    groups,
    statistics,
    statisticsFileName: fileNames.statistics,
    problems,
  };
}

/** A clip's record. `wanted` errors name the clip by its key. */
export function readClipRecord(dataset: Dataset, entry: string, clip: number): ClipRecord {
  const key = clipKey(entry, clip);
  const bytes = dataset.store.get(key);
  if (bytes === null) {
    throw new DataError({
      code: 'clip-missing',
      what: 'A clip is missing from the store',
      expected: `key ${key}`,
      found: 'no such key',
      where: `clip ${key}`,
    });
  }
  return within(`clip ${key}`, () => parseClipRecord(bytes));
}

/** Runs `read` and returns its value, or the problem where it throws a `DataError`. */
export function attempt<T>(read: () => T): { readonly value: T } | { readonly problem: Problem } {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof DataError) return { problem: error.problem };
    throw error;
  }
}

function readSplits(parts: DatasetParts, fileNames: DatasetFileNames['splits'], problems: Problem[]): Split[] {
  const splits: Split[] = [];
  for (const [name, fileName] of Object.entries(fileNames)) {
    const read = attempt(() => {
      const bytes = parts.readFile(fileName);
      return bytes === null ? null : within(fileName, () => parseSplitList(bytes));
    });
    if ('problem' in read) problems.push(read.problem);
    if (!('value' in read) || read.value === null) continue;
    splits.push({ name, fileName, entries: read.value.entries });
    for (const { entry, lines } of read.value.duplicates) {
      problems.push({
        code: 'split-duplicate',
        what: `${fileName} names ${entry} more than once`,
        expected: 'one line an entry',
        found: `${lines.length} lines; counted once`,
        where: `${fileName}, lines ${lines.join(', ')}`,
      });
    }
  }
  return splits;
}

/** How many sequences may be unreadable before the groups count as unknown; each costs one record. */
const GROUP_PROBES = 8;

function findGroups(store: RecordStore, splits: readonly Split[]): readonly CoefficientGroup[] {
  const listed = splits.flatMap((split) => split.entries);
  const candidates = listed.length > 0 ? listed : firstOf(scanEntries(store), GROUP_PROBES);
  for (const entry of candidates.slice(0, GROUP_PROBES)) {
    const read = attempt(() => {
      readFrameCount(store, entry);
      const bytes = store.get(clipKey(entry, 0));
      return bytes === null ? null : coefficientGroupsOf(parseClipRecord(bytes));
    });
    if ('value' in read && read.value !== null) return read.value;
    // A lost connection is no reason to show a dataset without its coefficients.
    if ('problem' in read && isSourceFault(read.problem)) throw new DataError(read.problem);
  }
  return [];
}

function firstOf<T>(values: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const value of values) {
    if (taken.push(value) === count) break;
  }
  return taken;
}

function readStatistics(
  parts: DatasetParts,
  fileName: string,
  groups: readonly CoefficientGroup[],
  problems: Problem[],
): CoefficientStatistics | null {
  const read = attempt(() => {
    const bytes = parts.readFile(fileName);
    if (bytes === null) return null;
    const arrays = within(fileName, () => parseNpz(bytes));
    return parseStatisticsFile(arrays, groups, fileName);
  });
  if ('problem' in read) {
    problems.push(read.problem);
    return null;
  }
  if (read.value !== null) {
    problems.push(...checkStatistics(read.value, fileName));
    return read.value;
  }
  problems.push({
    code: 'statistics-absent',
    what: 'The coefficients are not normalised',
    expected: `${fileName} beside the store`,
    found: 'no such file',
    where: parts.store.name,
  });
  return null;
}
