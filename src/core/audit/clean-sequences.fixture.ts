import { fileURLToPath } from 'node:url';
import { openFolder } from '../../platform/node/open-folder.ts';
import type { CoefficientGroup } from '../dataset/clip-record.ts';
import { type Dataset, openDataset } from '../dataset/dataset.ts';
import { clipKey, STORE_METADATA_KEY, sequenceMetadataKey } from '../dataset/keys.ts';
import { openParts } from '../dataset/open-store.ts';
import { formatWav } from '../formats/wav-writer.ts';
import { createSampleConfig } from '../sample/config.ts';
import type { KeyRange, RecordStore } from '../store/record-store.ts';
import { pickleClip, pickleNumber } from './clip-pickle.fixture.ts';
import { readAuditClip } from './read-clip.ts';

/** A sequence in memory, to be damaged. */
export interface MemorySequence {
  readonly entry: string;
  readonly n_frames: number;
  /** 640 samples a frame. */
  readonly audio: Float32Array;
  /** Row-major (frames, width). */
  readonly coef: ReadonlyMap<string, Float32Array>;
}

export const SEG_LEN = 100;
export const SAMPLES_A_FRAME = 640;
export const GROUPS: readonly CoefficientGroup[] = [
  { name: 'shape', width: 100 },
  { name: 'exp', width: 50 },
  { name: 'pose', width: 6 },
];

const config = createSampleConfig();

/** The demo's sequences of 300 frames or more, decoded; the first `mostFrames` of each. */
export function readDemoSequences(mostFrames = Number.POSITIVE_INFINITY): MemorySequence[] {
  const folder = openFolder(fileURLToPath(new URL('../../../public/demo', import.meta.url)));
  const dataset = openDataset(openParts(folder));
  const lengths: Record<string, number> = {
    'SPK01/000': 747,
    'SPK02/000': 400,
    'SPK03/000': 600,
    'SPK04/000': 447,
    'SPK05/000': 301,
  };
  return Object.entries(lengths).map(([entry, n_frames]) => {
    const audio = new Float32Array(n_frames * SAMPLES_A_FRAME);
    const coef = new Map(GROUPS.map(({ name, width }) => [name, new Float32Array(n_frames * width)]));
    for (let clip = 0; clip * SEG_LEN < n_frames; clip++) {
      const read = readAuditClip(dataset, entry, clip, n_frames, config);
      if (read.audio === null || read.problems.length > 0)
        throw new Error(`${entry} clip ${clip} of the demo is damaged`);
      audio.set(read.audio, read.startFrame * SAMPLES_A_FRAME);
      for (const { name, width } of GROUPS) coef.get(name)?.set(read.coef.get(name) ?? [], read.startFrame * width);
    }
    return firstFrames({ entry, n_frames, audio, coef }, Math.min(n_frames, mostFrames));
  });
}

function firstFrames({ entry, audio, coef }: MemorySequence, n_frames: number): MemorySequence {
  return {
    entry,
    n_frames,
    audio: audio.slice(0, n_frames * SAMPLES_A_FRAME),
    coef: new Map(
      GROUPS.map(({ name, width }) => [name, coef.get(name)?.slice(0, n_frames * width) ?? new Float32Array(0)]),
    ),
  };
}

/** Uniform numbers in [0, 1), the same for the same seed (mulberry32, public domain, Tommy Ettinger). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A normal number (Box and Muller). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * A sequence of syllables, pauses and motion that is generated, not recorded: pulses of a wandering pitch or noise through two resonances, a jaw that
 * opens with each syllable, a head that drifts and nods, eyes that blink.
 */
export function generateSequence(seed: number, n_frames: number): MemorySequence {
  const random = createRandom(seed);
  const opening = new Float64Array(n_frames);
  const audio = new Float32Array(n_frames * SAMPLES_A_FRAME);
  const basePitch = 90 + 130 * random();
  for (let frame = 2; frame < n_frames - 2; ) {
    const isPause = random() < 0.12;
    const length = isPause ? 8 + Math.floor(random() * 14) : 4 + Math.floor(random() * 5);
    if (!isPause) addSyllable(audio, opening, frame, Math.min(length, n_frames - frame), basePitch, random);
    frame += length;
  }
  for (let i = 0; i < audio.length; i++) audio[i] = quantize((audio[i] as number) + 0.0015 * normal(random));
  return { entry: `GEN${String(seed).padStart(3, '0')}/000`, n_frames, audio, coef: generateMotion(opening, random) };
}

function addSyllable(
  audio: Float32Array,
  opening: Float64Array,
  firstFrame: number,
  frameCount: number,
  basePitch: number,
  random: () => number,
): void {
  const loud = 0.05 + 0.2 * random();
  const pitch = basePitch * (0.8 + 0.4 * random());
  const isVoiced = random() < 0.85;
  const formants = [300 + 500 * random(), 900 + 1400 * random()].map((hz) => createResonance(hz, 90));
  const count = frameCount * SAMPLES_A_FRAME;
  let phase = 0;
  for (let i = 0; i < count; i++) {
    const at = i / count;
    phase += (pitch * (1.1 - 0.2 * at)) / 16000;
    const pulse = phase >= 1 ? 1 : 0;
    phase -= pulse;
    // Less the pulses' own mean, which the resonances would let pass as a DC offset.
    const source = isVoiced ? pulse - pitch / 16000 + 0.01 * normal(random) : 0.12 * normal(random);
    const sound = formants.reduce((sum, resonate) => sum + resonate(source), 0);
    const index = firstFrame * SAMPLES_A_FRAME + i;
    audio[index] = (audio[index] as number) + 3 * loud * Math.sin(Math.PI * at) ** 0.7 * sound;
  }
  for (let frame = 0; frame < frameCount; frame++) {
    opening[firstFrame + frame] = (0.3 + 3 * loud) * Math.sin((Math.PI * (frame + 0.5)) / frameCount);
  }
}

function createResonance(hz: number, widthHz: number): (input: number) => number {
  const r = Math.exp((-Math.PI * widthHz) / 16000);
  const b1 = 2 * r * Math.cos((2 * Math.PI * hz) / 16000);
  const b2 = -r * r;
  let [y1, y2] = [0, 0];
  return (input) => {
    const y = (1 - r) * input * 4 + b1 * y1 + b2 * y2;
    y2 = y1;
    y1 = y;
    return y;
  };
}

/** As 16 bits hold it. */
function quantize(value: number): number {
  return Math.min(Math.max(Math.round(value * 32768), -32768), 32767) / 32768;
}

function generateMotion(opening: Float64Array, random: () => number): Map<string, Float32Array> {
  const n_frames = opening.length;
  const coef = new Map(GROUPS.map(({ name, width }) => [name, new Float32Array(n_frames * width)]));
  const identity = Array.from({ length: 100 }, () => normal(random));
  const weights = Array.from({ length: 50 }, (_, dim) => normal(random) * Math.exp(-dim / 10));
  const drift = Array.from({ length: 53 }, (_, dim) => ({ value: 0, speed: 0, size: dim < 3 ? 0.0012 : 0.01 }));
  let blink = 0;
  let jaw = 0;
  for (let frame = 0; frame < n_frames; frame++) {
    blink = random() < 0.012 ? 1 : blink * 0.55;
    jaw += 0.7 * (0.25 * (opening[frame] as number) - jaw);
    for (const each of drift) {
      each.speed = 0.9 * each.speed + each.size * normal(random);
      each.value = 0.99 * each.value + each.speed;
    }
    const driftOf = (dim: number) => drift[dim]?.value ?? 0;
    for (let dim = 0; dim < 100; dim++)
      put(coef, 'shape', 100, frame, dim, (identity[dim] ?? 0) + 0.01 * normal(random));
    for (let dim = 0; dim < 50; dim++) {
      const moved = (weights[dim] ?? 0) * (2 * jaw + (dim % 5 === 0 ? blink : 0));
      put(coef, 'exp', 50, frame, dim, moved + driftOf(3 + dim) + 0.012 * normal(random));
    }
    for (let dim = 0; dim < 3; dim++) put(coef, 'pose', 6, frame, dim, driftOf(dim) + 0.0015 * normal(random));
    put(coef, 'pose', 6, frame, 3, jaw + 0.002 * normal(random));
  }
  return coef;
}

function put(
  coef: ReadonlyMap<string, Float32Array>,
  group: string,
  width: number,
  frame: number,
  dim: number,
  value: number,
): void {
  const rows = coef.get(group);
  if (rows !== undefined) rows[frame * width + dim] = value;
}

/** The records of sequences, WAV of 32-bit floats for the audio so that any sample can be stored. */
export function recordsOf(sequences: readonly MemorySequence[]): Map<string, Uint8Array> {
  const records = new Map([[STORE_METADATA_KEY, pickleNumber('seg_len', SEG_LEN)]]);
  for (const { entry, n_frames, audio, coef } of sequences) {
    records.set(sequenceMetadataKey(entry), pickleNumber('n_frames', n_frames));
    for (let clip = 0; clip * SEG_LEN < n_frames; clip++) {
      const [start, end] = [clip * SEG_LEN, Math.min((clip + 1) * SEG_LEN, n_frames)];
      const samples = audio.subarray(start * SAMPLES_A_FRAME, end * SAMPLES_A_FRAME);
      const rows = new Map(
        GROUPS.map(({ name, width }) => [
          name,
          coef.get(name)?.subarray(start * width, end * width) ?? new Float32Array(0),
        ]),
      );
      records.set(clipKey(entry, clip), pickleClip(formatWav(samples, 16000), rows, GROUPS));
    }
  }
  return records;
}

/** A dataset of records in memory, all of them in the split `train`. */
export function datasetOf(
  records: ReadonlyMap<string, Uint8Array>,
  lists: Readonly<Record<string, readonly string[]>>,
): Dataset {
  const files = new Map(
    Object.entries(lists).map(([name, entries]) => [`${name}.txt`, new TextEncoder().encode(entries.join('\n'))]),
  );
  return openDataset({
    name: 'in memory',
    store: createMapStore(records),
    source: { name: 'in memory', size: 0, read: () => new Uint8Array(0) },
    readFile: (name) => files.get(name) ?? null,
    catalogue: null,
    close: () => {},
  });
}

function createMapStore(records: ReadonlyMap<string, Uint8Array>): RecordStore {
  const sorted = [...records.keys()].sort();
  return {
    kind: 'lmdb',
    name: 'in memory',
    sizeBytes: 0,
    get: (key) => records.get(key)?.slice() ?? null,
    has: (key) => records.has(key),
    keys: ({ start, end }: KeyRange = {}) =>
      sorted.filter((key) => (start === undefined || key >= start) && (end === undefined || key < end)),
    count: () => records.size,
  };
}
