import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO_FOLDER } from '../src/cli/installation.ts';
import { encodeUtf8 } from '../src/core/bytes/utf8.ts';
import { openDataset } from '../src/core/dataset/dataset.ts';
import { clipKey, STORE_METADATA_KEY, sequenceMetadataKey } from '../src/core/dataset/keys.ts';
import { openParts } from '../src/core/dataset/open-store.ts';
import { readFrameCount, scanEntries } from '../src/core/dataset/sequence.ts';
import { createLmdbWriter } from '../src/core/lmdb/lmdb-writer.ts';
import { NumpyRandomState } from '../src/core/sample/numpy-random.ts';
import { openFolder } from '../src/platform/node/open-folder.ts';
import { createBufferedFileSink } from './buffered-file-sink.ts';

/**
 * How the pages of a store lie: `ordered` as our writer and `mdb_copy -c` leave them, `scattered` as a program that puts one sequence a transaction;
 * or the snapshot of the ordered one.
 */
export type StoreLayout = 'ordered' | 'scattered' | 'snapshot';

export interface BigStore {
  readonly folder: string;
  readonly layout: StoreLayout;
  readonly sequenceCount: number;
}

const SNAPSHOT_FILE = 'dataset.sqlite';

/** Path of a store's file. */
export function storePathOf({ folder, layout }: BigStore): string {
  return join(folder, layout === 'snapshot' ? SNAPSHOT_FILE : 'data.mdb');
}

/** Clips a sequence: HDTF_TFHP's 26.5 hours in 1,052 sequences are 23 clips each; the demo's are shorter in bytes, so there are more. */
const FEWEST_CLIPS = 12;
const MOST_CLIPS = 55;
const MEAN_CLIP_BYTES = 143_500;
/** Sequences by thousandths of the whole: the rest is the test split. */
const TRAIN_SHARE = 0.8;
const VAL_SHARE = 0.1;

/**
 * A dataset of about `gigabytes`, made of the demo's clips under new names, in the cache folder; made once. Null where the scattered
 * layout is wanted and Python or its lmdb is not there.
 */
export function prepareBigStore(gigabytes: number, layout: StoreLayout): BigStore | null {
  const cache = process.env.TALKSCOPE_BIG ?? fileURLToPath(new URL('../.cache/big', import.meta.url));
  const sequenceCount = Math.max(
    2,
    Math.round((gigabytes * 1e9) / MEAN_CLIP_BYTES / ((FEWEST_CLIPS + MOST_CLIPS) / 2)),
  );
  const folder = join(cache, `${gigabytes}gb-${layout}`);
  if (existsSync(folder)) return { folder, layout, sequenceCount };
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  if (layout === 'snapshot') {
    const ordered = prepareBigStore(gigabytes, 'ordered');
    if (ordered !== null) exportSnapshot(ordered.folder, join(partial, SNAPSHOT_FILE));
  } else if (layout === 'ordered') writeOrdered(partial, sequenceCount);
  else if (!writeScattered(partial, prepareBigStore(gigabytes, 'ordered'))) return null;
  if (layout !== 'snapshot') writeSideFiles(partial, sequenceCount, layout);
  renameSync(partial, folder);
  return { folder, layout, sequenceCount };
}

/** `SPK0001/000`, three sequences a speaker. */
function nameSequence(index: number): string {
  return `SPK${String(Math.floor(index / 3)).padStart(4, '0')}/${String(index % 3).padStart(3, '0')}`;
}

function writeOrdered(folder: string, sequenceCount: number): void {
  const { store } = openDataset(openParts(openFolder(DEMO_FOLDER)));
  const random = new NumpyRandomState(0);
  const whole: Uint8Array[] = [];
  for (const entry of scanEntries(store)) {
    for (let clip = 0; clip < Math.floor(readFrameCount(store, entry) / 100); clip++) {
      const value = store.get(clipKey(entry, clip));
      if (value !== null) whole.push(value);
    }
  }
  const sink = createBufferedFileSink(join(folder, 'data.mdb'));
  const writer = createLmdbWriter(sink);
  for (let index = 0; index < sequenceCount; index++) {
    const entry = nameSequence(index);
    const clipCount = FEWEST_CLIPS + random.randint(0, MOST_CLIPS - FEWEST_CLIPS + 1);
    for (let clip = 0; clip < clipCount; clip++) {
      writer.put(encodeUtf8(clipKey(entry, clip)), whole[(index * 7 + clip) % whole.length] ?? new Uint8Array(0));
    }
    writer.put(encodeUtf8(sequenceMetadataKey(entry)), pickleOf('n_frames', clipCount * 100));
  }
  writer.put(encodeUtf8(STORE_METADATA_KEY), pickleOf('seg_len', 100));
  writer.finish();
  sink.close();
}

/** `pickle.dumps({field: value}, protocol=2)` for a value below 65536. */
function pickleOf(field: string, value: number): Uint8Array {
  const name = encodeUtf8(field);
  const head = [0x80, 2, 0x7d, 0x58, name.length, 0, 0, 0];
  return Uint8Array.from([...head, ...name, 0x4d, value & 0xff, value >> 8, 0x73, 0x2e]);
}

const SCATTER = `
import lmdb, random, sys
source, target = sys.argv[1:]
src = lmdb.open(source, readonly=True, lock=False)
env = lmdb.open(target, map_size=1 << 40, sync=False)
with src.begin() as read:
    entries = [k[:-len(b'/metadata')].decode() for k in read.cursor().iternext(values=False) if k.endswith(b'/metadata')]
    random.Random(0).shuffle(entries)
    with env.begin(write=True) as txn:
        txn.put(b'metadata', read.get(b'metadata'))
    for entry in entries:
        with env.begin(write=True) as txn:
            cursor = read.cursor()
            cursor.set_range(entry.encode() + b'/')
            for key, value in cursor:
                if not key.startswith(entry.encode() + b'/'):
                    break
                txn.put(key, value)
env.sync(True)
`;

function writeScattered(folder: string, ordered: BigStore | null): boolean {
  if (ordered === null) return false;
  try {
    execFileSync('/usr/bin/python3', ['-c', SCATTER, ordered.folder, folder], { stdio: ['ignore', 'inherit', 'pipe'] });
    rmSync(join(folder, 'lock.mdb'), { force: true });
    return true;
  } catch (error) {
    console.error(`no scattered store: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    return false;
  }
}

function exportSnapshot(source: string, target: string): void {
  const script = fileURLToPath(new URL('../scripts/talkscope.mjs', import.meta.url));
  execFileSync(process.execPath, [script, 'export', source, '-o', target], { stdio: 'inherit' });
}

/** Split lists in the order of names beside an ordered store; shuffled beside a scattered one, so that neighbours in the list lie far apart. */
function writeSideFiles(folder: string, sequenceCount: number, layout: StoreLayout): void {
  const entries = Array.from({ length: sequenceCount }, (_, index) => nameSequence(index));
  if (layout === 'scattered') shuffle(entries);
  const trainEnd = Math.round(sequenceCount * TRAIN_SHARE);
  const valEnd = Math.round(sequenceCount * (TRAIN_SHARE + VAL_SHARE));
  const splits = {
    train: entries.slice(0, trainEnd),
    val: entries.slice(trainEnd, valEnd),
    test: entries.slice(valEnd),
  };
  for (const [name, lines] of Object.entries(splits))
    writeFileSync(join(folder, `${name}.txt`), `${lines.join('\n')}\n`);
  copyFileSync(join(DEMO_FOLDER, 'stats_train.npz'), join(folder, 'stats_train.npz'));
}

function shuffle(values: string[]): void {
  const random = new NumpyRandomState(1);
  for (let last = values.length - 1; last > 0; last--) {
    const chosen = random.randint(0, last + 1);
    [values[last], values[chosen]] = [values[chosen] as string, values[last] as string];
  }
}
