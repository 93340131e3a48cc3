import { readCoefficients } from '../dataset/clip-record.ts';
import { type Dataset, readClipRecord } from '../dataset/dataset.ts';
import { clipKey } from '../dataset/keys.ts';
import { DataError, within } from '../errors.ts';
import { createMoments, type MomentsByGroup, mergeMoments } from './moments.ts';
import { measureFrames } from './sequence-statistics.ts';

export type { MomentsByGroup } from './moments.ts';

/** Moments of one sequence over all its frames. Throws a `DataError` where a clip is missing, unreadable or too short. */
export function measureSequence(dataset: Dataset, entry: string): MomentsByGroup {
  return measureFrames(dataset, entry);
}

/** Moments of no frames, to merge others into. */
export function emptyMoments({ groups }: Pick<Dataset, 'groups'>): MomentsByGroup {
  return new Map(groups.map(({ name, width }) => [name, createMoments(width)]));
}

/** Moments over every frame of the entries; `onSequence` is told after each. */
export function measureEntries(
  dataset: Dataset,
  entries: readonly string[],
  onSequence?: (done: number) => void,
): MomentsByGroup {
  let pooled = emptyMoments(dataset);
  for (const [index, entry] of entries.entries()) {
    pooled = mergeByGroup(pooled, measureSequence(dataset, entry));
    onSequence?.(index + 1);
  }
  return pooled;
}

/** Merges two results over the same groups. */
export function mergeByGroup(a: MomentsByGroup, b: MomentsByGroup): MomentsByGroup {
  return new Map(
    [...a].map(([name, moments]) => {
      const other = b.get(name);
      if (other === undefined) throw new Error(`moments of ${name} are missing on one side`);
      return [name, mergeMoments(moments, other)];
    }),
  );
}

/** Entries of a split. Throws a `DataError` that names the splits there are. */
export function entriesOfSplit(dataset: Dataset, name: string): readonly string[] {
  const split = dataset.splits.find((candidate) => candidate.name === name);
  if (split !== undefined && split.entries.length > 0) return split.entries;
  throw new DataError({
    code: 'split-unknown',
    what: split === undefined ? `The dataset has no split ${name}` : `The split ${name} is empty`,
    expected: 'a split with entries',
    found:
      dataset.splits.map((candidate) => `${candidate.name} (${candidate.entries.length})`).join(', ') || 'no split',
    where: dataset.store.name,
  });
}

/** Rows `[startFrame, endFrame)` of one group of a sequence, row-major (frames, width). */
export function readSequenceRows(
  dataset: Dataset,
  entry: string,
  groupName: string,
  startFrame: number,
  endFrame: number,
): Float32Array {
  const group = dataset.groups.find(({ name }) => name === groupName);
  if (group === undefined) throw new Error(`no group ${groupName} in the dataset`);
  const rows = new Float32Array((endFrame - startFrame) * group.width);
  for (let clip = Math.floor(startFrame / dataset.seg_len); clip * dataset.seg_len < endFrame; clip++) {
    const clipStart = clip * dataset.seg_len;
    const first = Math.max(startFrame - clipStart, 0);
    const end = Math.min(endFrame - clipStart, dataset.seg_len);
    const record = readClipRecord(dataset, entry, clip);
    const part = within(`clip ${clipKey(entry, clip)}`, () => readCoefficients(record, group, end, end));
    rows.set(part.subarray(first * group.width, end * group.width), (clipStart + first - startFrame) * group.width);
  }
  return rows;
}
