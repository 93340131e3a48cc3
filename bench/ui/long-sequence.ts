import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_FOLDER } from '../../src/cli/installation.ts';
import { encodeUtf8 } from '../../src/core/bytes/utf8.ts';
import { createDirectClipReader } from '../../src/core/dataset/clip-reader.ts';
import { type Dataset, openDataset } from '../../src/core/dataset/dataset.ts';
import { clipKey, STORE_METADATA_KEY, sequenceMetadataKey } from '../../src/core/dataset/keys.ts';
import { openParts } from '../../src/core/dataset/open-store.ts';
import { readFrameCount, readSegLen, scanEntries } from '../../src/core/dataset/sequence.ts';
import { createLmdbWriter } from '../../src/core/lmdb/lmdb-writer.ts';
import { openFolder } from '../../src/platform/node/open-folder.ts';
import { createBufferedFileSink } from '../buffered-file-sink.ts';

/** A dataset of one sequence, `LONG/000`. */
export interface LongSequence {
  readonly folder: string;
  readonly n_frames: number;
}

export const ENTRY = 'LONG/000';
/** The demo's sequence of 747 frames, taken as it is where that length is asked for. */
const DEMO_ENTRY = 'SPK01/000';
const SAMPLES_A_FRAME = 640;
const RATE = 16_000;

/**
 * A sequence of at least `leastFrames` frames, made once in `cacheFolder`: the demo's own records, byte for byte, under new keys. A last clip
 * that is not whole is one of the demo's, so the sequence is as long as the demo's last clips allow: 2,250 becomes 2,299.
 */
export function prepareLongSequence(cacheFolder: string, leastFrames: number): LongSequence {
  const demo = openDataset(openParts(openFolder(DEMO_FOLDER)));
  const { clips, n_frames } = planClips(demo, leastFrames);
  const folder = join(cacheFolder, `${n_frames}-frames`);
  if (existsSync(folder)) return { folder, n_frames };
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const sink = createBufferedFileSink(join(partial, 'data.mdb'));
  const writer = createLmdbWriter(sink);
  for (const [clip, key] of clips.entries()) {
    writer.put(encodeUtf8(clipKey(ENTRY, clip)), recordOf(demo, key));
  }
  writer.put(encodeUtf8(sequenceMetadataKey(ENTRY)), pickleFrameCount(n_frames));
  writer.put(encodeUtf8(STORE_METADATA_KEY), recordOf(demo, STORE_METADATA_KEY));
  writer.finish();
  sink.close();
  copyFileSync(join(DEMO_FOLDER, 'stats_train.npz'), join(partial, 'stats_train.npz'));
  writeFileSync(join(partial, 'train.txt'), `${ENTRY}\n`);
  renameSync(partial, folder);
  return { folder, n_frames };
}

/** Float32 columns (n_frames,) one after another: what the curve lanes of the measured page show, for the rival. */
export function readColumns(
  { folder, n_frames }: LongSequence,
  wanted: readonly { readonly group: string; readonly dims: readonly number[] }[],
): Buffer {
  const path = join(folder, 'columns.f32');
  if (existsSync(path)) return readFileSync(path);
  const dataset = openDataset(openParts(openFolder(folder)));
  const reader = createDirectClipReader(dataset);
  const seg_len = readSegLen(dataset.store);
  const flat = wanted.flatMap(({ group, dims }) => dims.map((dim) => ({ group, dim })));
  const columns = new Float32Array(flat.length * n_frames);
  for (let start = 0; start < n_frames; start += seg_len) {
    const frameCount = Math.min(seg_len, n_frames - start);
    const samples = [0, frameCount * SAMPLES_A_FRAME] as const;
    const part = { clip: start / seg_len, frames: [0, frameCount] as const, samples };
    const { coef } = reader.read(ENTRY, part, {
      frameCount,
      audio_unit: SAMPLES_A_FRAME,
      sampleCount: samples[1],
      rate: RATE,
    });
    for (const [index, { group, dim }] of flat.entries()) {
      const rows = coef.get(group);
      if (rows === undefined) throw new Error(`the demo has no coefficients ${group}`);
      const width = rows.length / frameCount;
      for (let frame = 0; frame < frameCount; frame++) {
        columns[index * n_frames + start + frame] = rows[frame * width + dim] ?? Number.NaN;
      }
    }
  }
  writeFileSync(path, columns);
  return readFileSync(path);
}

/** Keys of the demo's records in the order of the new sequence's clips. */
function planClips(
  demo: Dataset,
  leastFrames: number,
): { readonly clips: readonly string[]; readonly n_frames: number } {
  const { store } = demo;
  const seg_len = readSegLen(store);
  const whole: string[] = [];
  const lasts: { readonly key: string; readonly frameCount: number }[] = [];
  for (const entry of scanEntries(store)) {
    const frameCount = readFrameCount(store, entry);
    const wholeCount = Math.floor(frameCount / seg_len);
    const keys = Array.from({ length: wholeCount }, (_, clip) => clipKey(entry, clip));
    if (entry === DEMO_ENTRY && frameCount === leastFrames) {
      return { clips: [...keys, clipKey(entry, wholeCount)], n_frames: frameCount };
    }
    whole.push(...keys);
    if (frameCount > wholeCount * seg_len) {
      lasts.push({ key: clipKey(entry, wholeCount), frameCount: frameCount - wholeCount * seg_len });
    }
  }
  const wholeCount = Math.floor(leastFrames / seg_len);
  const clips = Array.from({ length: wholeCount }, (_, clip) => whole[clip % whole.length] ?? '');
  const rest = leastFrames - wholeCount * seg_len;
  if (rest === 0) return { clips, n_frames: leastFrames };
  const last = lasts.sort((a, b) => a.frameCount - b.frameCount).find(({ frameCount }) => frameCount >= rest);
  if (last === undefined) throw new Error(`no clip of the demo ends a sequence with at least ${rest} frames`);
  return { clips: [...clips, last.key], n_frames: wholeCount * seg_len + last.frameCount };
}

function recordOf({ store }: Dataset, key: string): Uint8Array {
  const value = store.get(key);
  if (value === null) throw new Error(`the demo has no record ${key}`);
  return value;
}

/** `pickle.dumps({'n_frames': value}, protocol=2)` for a value below 65536. */
function pickleFrameCount(value: number): Uint8Array {
  const name = encodeUtf8('n_frames');
  return Uint8Array.from([
    0x80,
    2,
    0x7d,
    0x58,
    name.length,
    0,
    0,
    0,
    ...name,
    0x4d,
    value & 0xff,
    value >> 8,
    0x73,
    0x2e,
  ]);
}
