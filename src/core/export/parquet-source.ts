import { isSourceFault } from '../bytes/source-fault.ts';
import { attempt, type Dataset } from '../dataset/dataset.ts';
import { clipKey } from '../dataset/keys.ts';
import { readFrameCount } from '../dataset/sequence.ts';
import { DataError, type Problem } from '../errors.ts';
import type { SampleConfig } from '../sample/config.ts';
import { roundHalfEven } from '../sample/round-half-even.ts';
import { readClipContents } from './parquet-clip.ts';
import type { ClipRows } from './parquet-tables.ts';

/** One clip of a sequence as it comes from the store. */
export interface ReadClip {
  readonly rows: ClipRows;
  /** Whether the store has a record of the clip. */
  readonly isThere: boolean;
  /** Size of the record; 0 where it could not be had. */
  readonly bytes: number;
}

/** 93 hours at 25 fps, as the other exports have it: what a wrong `n_frames` can ask for is bounded. */
const MAX_FRAMES = 2 ** 23;
/** Clips whose keys a remote store is told of at once. */
const PLANNED_CLIPS = 16;

/** Frames of a sequence. Throws a `DataError` where its metadata is missing, damaged, or gives more frames than the store can hold. */
export function readExportedFrameCount({ store }: Dataset, entry: string): number {
  const n_frames = readFrameCount(store, entry);
  const limit = Math.min(MAX_FRAMES, store.sizeBytes);
  if (n_frames <= limit) return n_frames;
  throw new DataError({
    code: 'sequence-too-long',
    what: 'The metadata gives the sequence more frames than can be exported',
    expected: `${limit} frames or fewer`,
    found: `${n_frames} frames`,
    where: `key ${entry}/metadata`,
  });
}

/** Every clip that the sequence's length asks for, in order, read one by one. A source that fails throws; a damaged record is a problem of its clip. */
export function* readClips(
  dataset: Dataset,
  sequence: { readonly entry: string; readonly n_frames: number },
  config: SampleConfig,
  digest: (bytes: Uint8Array) => string,
): Generator<ReadClip> {
  const { store, seg_len } = dataset;
  const { entry, n_frames } = sequence;
  const clipCount = Math.ceil(n_frames / seg_len);
  for (let clip = 0; clip < clipCount; clip++) {
    if (clip % PLANNED_CLIPS === 0) {
      const planned = Math.min(PLANNED_CLIPS, clipCount - clip);
      store.plan?.(Array.from({ length: planned }, (_, index) => clipKey(entry, clip + index)));
    }
    const startFrame = clip * seg_len;
    const frameCount = Math.min(seg_len, n_frames - startFrame);
    const where = `clip ${clipKey(entry, clip)}`;
    const record = readRecord(dataset, entry, clip);
    const contents =
      record.bytes === null ? null : readClipContents(dataset, record.bytes, { frameCount, config, where, digest });
    yield {
      rows: {
        entry,
        n_frames,
        clip,
        startFrame,
        frameCount,
        wantedSamples: roundHalfEven(frameCount * config.audio_unit),
        contents,
        problems: record.problem === null ? (contents?.problems ?? []) : [record.problem],
      },
      isThere: record.isThere,
      bytes: record.bytes?.length ?? 0,
    };
  }
}

type ReadRecord =
  | { readonly bytes: Uint8Array; readonly isThere: true; readonly problem: null }
  | { readonly bytes: null; readonly isThere: boolean; readonly problem: Problem };

function readRecord({ store }: Dataset, entry: string, clip: number): ReadRecord {
  const key = clipKey(entry, clip);
  const read = attempt(() => store.get(key));
  if ('value' in read && read.value !== null) return { bytes: read.value, isThere: true, problem: null };
  if ('problem' in read) {
    if (isSourceFault(read.problem)) throw new DataError(read.problem);
    const problem = { ...read.problem, where: `clip ${key}, ${read.problem.where}` };
    return { bytes: null, isThere: true, problem };
  }
  const what = 'A clip is missing from the store';
  const problem = { code: 'clip-missing', what, expected: `key ${key}`, found: 'no such key', where: `clip ${key}` };
  return { bytes: null, isThere: false, problem };
}
