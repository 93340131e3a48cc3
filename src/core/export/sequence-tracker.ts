import { parseClipRecord } from '../dataset/clip-record.ts';
import { attempt, type Dataset } from '../dataset/dataset.ts';
import { clipKey, formatClipNumber } from '../dataset/keys.ts';
import { readFrameCount } from '../dataset/sequence.ts';
import { type Problem, within } from '../errors.ts';
import type { SampleConfig } from '../sample/config.ts';
import { type SequenceMeasure, SequenceMeasurer } from '../snapshot/measure-sequence.ts';
import { keyPrefixOf } from './export-choice.ts';

/** One sequence whose records have all gone through an export. */
export interface ExportedSequence {
  readonly entry: string;
  /** Null where the sequence's metadata cannot be used; nothing is measured then. */
  readonly measured: { readonly n_frames: number; readonly n_clips: number; readonly measure: SequenceMeasure } | null;
  /** Size of its values. */
  readonly bytes: number;
  readonly problems: readonly Problem[];
}

/** 93 hours at 25 fps. What is measured of a frame takes 8 bytes, so this bounds the memory that a wrong `n_frames` can ask for. */
const MAX_FRAMES = 2 ** 23;
/** Missing clips that are told one by one. */
const SHOWN_CLIPS = 8;

/** Follows the records of one sequence through an export and measures its clips as they pass. */
export class SequenceTracker {
  readonly entry: string;
  /** What its keys start with. */
  readonly prefix: string;
  readonly #n_frames: number | null;
  readonly #n_clips: number;
  readonly #measurer: SequenceMeasurer | null;
  readonly #problems: Problem[] = [];
  readonly #seenClips = new Set<number>();
  #bytes = 0;

  constructor(dataset: Dataset, entry: string, config: SampleConfig) {
    this.entry = entry;
    this.prefix = keyPrefixOf(entry);
    const read = attempt(() => readFrameCount(dataset.store, entry));
    const limit = Math.min(MAX_FRAMES, dataset.store.sizeBytes);
    if ('problem' in read) this.#problems.push(read.problem);
    else if (read.value > limit) this.#problems.push(tooManyFrames(entry, limit, read.value));
    this.#n_frames = 'value' in read && read.value <= limit ? read.value : null;
    this.#n_clips = this.#n_frames === null ? 0 : Math.ceil(this.#n_frames / dataset.seg_len);
    this.#measurer =
      this.#n_frames === null ? null : new SequenceMeasurer(dataset, { entry, n_frames: this.#n_frames }, config);
  }

  add(key: string, value: Uint8Array): void {
    this.#bytes += value.length;
    const clip = this.#clipOf(key);
    if (clip === null || this.#measurer === null) return;
    this.#seenClips.add(clip);
    const record = attempt(() => within(`clip ${key}`, () => parseClipRecord(value)));
    if ('problem' in record) this.#measurer.addProblem(record.problem);
    else this.#measurer.addClip(clip, record.value);
  }

  /** A record of the sequence whose bytes the store could not give. */
  addUnreadable(key: string, problem: Problem): void {
    const clip = this.#clipOf(key);
    if (clip !== null) this.#seenClips.add(clip);
    if (this.#measurer === null) this.#problems.push(problem);
    else this.#measurer.addProblem(problem);
  }

  finish(): ExportedSequence {
    const { entry } = this;
    if (this.#measurer === null || this.#n_frames === null) {
      return { entry, measured: null, bytes: this.#bytes, problems: this.#problems };
    }
    for (const problem of missingClips(entry, this.#n_clips, this.#seenClips)) this.#measurer.addProblem(problem);
    const measure = this.#measurer.finish();
    const measured = { n_frames: this.#n_frames, n_clips: this.#n_clips, measure };
    return { entry, measured, bytes: this.#bytes, problems: measure.problems };
  }

  /** Null where the key is none of the clips that `n_frames` gives the sequence. */
  #clipOf(key: string): number | null {
    const name = key.slice(this.prefix.length);
    const clip = /^\d{3,9}$/.test(name) ? Number(name) : null;
    return clip !== null && clip < this.#n_clips && formatClipNumber(clip) === name ? clip : null;
  }
}

function missingClips(entry: string, n_clips: number, seen: ReadonlySet<number>): Problem[] {
  if (seen.size === n_clips) return [];
  const shown: Problem[] = [];
  for (let clip = 0; clip < n_clips && shown.length < SHOWN_CLIPS; clip++) {
    const key = clipKey(entry, clip);
    if (!seen.has(clip)) {
      const what = 'A clip is missing from the store';
      const problem = {
        code: 'clip-missing',
        what,
        expected: `key ${key}`,
        found: 'no such key',
        where: `clip ${key}`,
      };
      shown.push(problem);
    }
  }
  const missingCount = n_clips - seen.size;
  if (missingCount === shown.length) return shown;
  return [
    ...shown,
    {
      code: 'clips-missing',
      what: `${missingCount - shown.length} more clips are missing from the store`,
      expected: `${n_clips} clips`,
      found: `${seen.size} clips`,
      where: entry,
    },
  ];
}

function tooManyFrames(entry: string, limit: number, found: number): Problem {
  return {
    code: 'sequence-too-long',
    what: 'The metadata gives the sequence more frames than can be measured',
    expected: `${limit} frames or fewer`,
    found: `${found} frames`,
    where: `key ${entry}/metadata`,
  };
}
