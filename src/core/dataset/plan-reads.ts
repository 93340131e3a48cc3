import type { ByteRange } from '../bytes/byte-source.ts';
import { parseSplitList } from '../formats/split-list.ts';
import type { SampleConfig } from '../sample/config.ts';
import { planClipSlices } from '../sample/slices.ts';
import type { ClipReader } from './clip-reader.ts';
import { attempt, type DatasetFileNames, STANDARD_FILE_NAMES } from './dataset.ts';
import { clipKey, STORE_METADATA_KEY, sequenceMetadataKey } from './keys.ts';
import type { DatasetParts } from './open-store.ts';

/** Rounds of ranges to fetch, see `RecordStore.planRounds`. */
export type ReadPlan = Iterable<readonly ByteRange[]>;

/** Most clips of one plan: 32 minutes at 25 fps and 100 frames a clip, 80 MB. What lies past them is read as it is needed. */
const MOST_CLIPS = 480;

/** What `openDataset` reads of the store: its metadata and the first clip of a listed sequence; all keys where no split lists any. */
export function* planOpening(
  parts: DatasetParts,
  fileNames: DatasetFileNames = STANDARD_FILE_NAMES,
): Generator<readonly ByteRange[], void, undefined> {
  const { store } = parts;
  const entry = firstListedEntry(parts, fileNames);
  if (entry === null) yield* store.planScan?.() ?? [];
  yield* store.planRounds?.([STORE_METADATA_KEY, ...(entry === null ? [] : clipKeys(entry, [0, 1]))]) ?? [];
}

/** Keys that reading clips `[firstClip, endClip)` of a sequence looks up, its metadata included; those of clips that `reader` holds are not. */
export function clipKeys(
  entry: string,
  [firstClip, endClip]: readonly [number, number],
  reader?: Pick<ClipReader, 'isHeld'>,
): string[] {
  const clipCount = Math.min(Math.max(endClip - firstClip, 0), MOST_CLIPS);
  const clips = Array.from({ length: clipCount }, (_, index) => firstClip + index);
  const lacking = clips.filter((clip) => reader?.isHeld(entry, clip) !== true);
  return [sequenceMetadataKey(entry), ...lacking.map((clip) => clipKey(entry, clip))];
}

/** Clips `[first, end)` of a crop; none where no crop can begin there, which reading it will say. */
export function cropClips(startFrame: number, config: SampleConfig, segLen: number): readonly [number, number] {
  const slices = attempt(() => planClipSlices(startFrame, config, segLen));
  const first = 'value' in slices ? slices.value[0]?.clip : undefined;
  return first === undefined || 'problem' in slices ? [0, 0] : [first, first + slices.value.length];
}

/** Faults of the lists are no concern of a plan: opening the dataset reports them. */
function firstListedEntry(parts: DatasetParts, fileNames: DatasetFileNames): string | null {
  for (const fileName of Object.values(fileNames.splits)) {
    const read = attempt(() => {
      const bytes = parts.readFile(fileName);
      return bytes === null ? null : (parseSplitList(bytes).entries[0] ?? null);
    });
    if ('value' in read && read.value !== null) return read.value;
  }
  return null;
}
