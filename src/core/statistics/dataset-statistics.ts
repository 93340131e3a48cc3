import { readCoefficients } from '../dataset/clip-record.ts';
import { type Dataset, readClipRecord } from '../dataset/dataset.ts';
import { clipKey } from '../dataset/keys.ts';
import { readFrameCount } from '../dataset/sequence.ts';
import { DataError, within } from '../errors.ts';
import { addRows, createMoments, type Moments, mergeMoments } from './moments.ts';

/** Moments by group name. */
export type MomentsByGroup = ReadonlyMap<string, Moments>;

/** Moments of one sequence over all its frames. Throws a `DataError` where a clip is missing, unreadable or too short. */
export function measureSequence(dataset: Dataset, entry: string): MomentsByGroup {
  const n_frames = readFrameCount(dataset.store, entry);
  const gathered = dataset.groups.map((group) => new RowGatherer(group.width));
  for (let clip = 0; clip * dataset.seg_len < n_frames; clip++) {
    const frameCount = Math.min(dataset.seg_len, n_frames - clip * dataset.seg_len);
    const record = readClipRecord(dataset, entry, clip);
    within(`clip ${clipKey(entry, clip)}`, () => {
      for (const [index, group] of dataset.groups.entries()) {
        const rows = readCoefficients(record, group, frameCount, frameCount);
        gathered[index]?.add(rows.subarray(0, frameCount * group.width));
      }
    });
  }
  return new Map(gathered.map((rows, index) => [dataset.groups[index]?.name ?? '', rows.finish()]));
}

/** Rows that are merged at a time: merging costs as much as 40 rows, and a clip has only about 100. */
const GATHERED_ROWS = 512;

/** Collects the rows of consecutive clips, so that moments are merged once a block instead of once a clip. */
class RowGatherer {
  readonly #width: number;
  readonly #moments: Moments;
  readonly #rows: Float32Array;
  #filled = 0;

  constructor(width: number) {
    this.#width = width;
    this.#moments = createMoments(width);
    this.#rows = new Float32Array(GATHERED_ROWS * width);
  }

  add(rows: Float32Array): void {
    for (let start = 0; start < rows.length; ) {
      const end = Math.min(start + this.#rows.length - this.#filled, rows.length);
      this.#rows.set(rows.subarray(start, end), this.#filled);
      this.#filled += end - start;
      if (this.#filled === this.#rows.length) this.#merge();
      start = end;
    }
  }

  finish(): Moments {
    if (this.#filled > 0) this.#merge();
    return this.#moments;
  }

  #merge(): void {
    addRows(this.#moments, this.#rows.subarray(0, this.#filled), this.#width);
    this.#filled = 0;
  }
}

/** Moments over every frame of the entries; `onSequence` is told after each. */
export function measureEntries(
  dataset: Dataset,
  entries: readonly string[],
  onSequence?: (done: number) => void,
): MomentsByGroup {
  let pooled: MomentsByGroup = new Map(dataset.groups.map(({ name, width }) => [name, createMoments(width)]));
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
