import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openFolder } from '../../platform/node/open-folder.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { parseClipRecord, readCoefficients } from '../dataset/clip-record.ts';
import { type Dataset, openDataset } from '../dataset/dataset.ts';
import { clipKey } from '../dataset/keys.ts';
import { openParts } from '../dataset/open-store.ts';
import { readFrameCount } from '../dataset/sequence.ts';
import type { RecordStore } from '../store/record-store.ts';
import { ClipRowsReader } from './clip-rows.ts';
import { makeTemplateOrNull, shiftOrNull } from './clip-template.ts';

const dataset = openDataset(openParts(openFolder(fileURLToPath(new URL('../../../public/demo', import.meta.url)))));
const clips = dataset.splits.flatMap(({ entries }) =>
  entries.flatMap((entry) => {
    const n_frames = readFrameCount(dataset.store, entry);
    return Array.from({ length: Math.ceil(n_frames / 100) }, (_, clip) => ({
      entry,
      clip,
      frameCount: Math.min(100, n_frames - clip * 100),
    }));
  }),
);

function valueOfClip(entry: string, clip: number): Uint8Array {
  return dataset.store.get(clipKey(entry, clip)) ?? expect.fail('the demo has this clip');
}

/** Parsed for itself, whatever was read before. */
function parsedRows(value: Uint8Array, frameCount: number): Float32Array[] {
  const record = parseClipRecord(value);
  return dataset.groups.map((group) =>
    readCoefficients(record, group, frameCount, frameCount).subarray(0, frameCount * group.width),
  );
}

/** Compared as bytes: value by value the test would take seconds. */
function expectSameRows(found: readonly Float32Array[], expected: readonly Float32Array[]): void {
  const bytes = (all: readonly Float32Array[]) =>
    Buffer.concat(all.map((rows) => new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)));
  expect(found.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
  expect(bytes(found).equals(bytes(expected))).toBe(true);
}

/** The demo with other bytes for some clips. */
function withValues(values: ReadonlyMap<string, Uint8Array | null>): Dataset {
  const store: RecordStore = {
    ...dataset.store,
    get: (key) => (values.has(key) ? (values.get(key) ?? null) : dataset.store.get(key)),
  };
  return { ...dataset, store };
}

describe('ClipRowsReader', () => {
  it('gives what parsing gives, for every clip of the demo in any order', () => {
    const reader = new ClipRowsReader(dataset);
    for (const { entry, clip, frameCount } of [...clips, ...clips.slice().reverse()]) {
      expectSameRows(reader.read(entry, clip, frameCount), parsedRows(valueOfClip(entry, clip), frameCount));
    }
  });

  it('knows most clips of the demo by their layout, whatever the length of their sound', () => {
    const [first, ...others] = clips.filter(({ frameCount }) => frameCount === 100);
    if (first === undefined) throw new Error('there are whole clips');
    const value = valueOfClip(first.entry, first.clip);
    const template = makeTemplateOrNull(value, parseClipRecord(value), dataset.groups) ?? expect.fail('it is plain');
    const shifts = others.map(({ entry, clip }) => shiftOrNull(template, valueOfClip(entry, clip)));
    expect(shifts.filter((shift) => shift !== null).length).toBeGreaterThan(others.length / 2);
    expect(new Set(shifts).size).toBeGreaterThan(5);
  });

  it('reads a clip of another layout in full, and the next one again', () => {
    const [a, b, c] = clips;
    if (a === undefined || b === undefined || c === undefined) throw new Error('there are three clips');
    // A key more in the dict, after the sound: {'audio': ..., 'x': None, 'coef': ...}.
    const value = valueOfClip(b.entry, b.clip);
    const { audio } = parseClipRecord(value);
    const end = audio.byteOffset - value.byteOffset + audio.length;
    const changed = Uint8Array.from([
      ...value.subarray(0, end),
      0x8c,
      1,
      ...encodeUtf8('x'),
      0x4e,
      ...value.subarray(end),
    ]);
    const reader = new ClipRowsReader(withValues(new Map([[clipKey(b.entry, b.clip), changed]])));
    for (const { entry, clip, frameCount } of [a, b, c, a]) {
      expectSameRows(reader.read(entry, clip, frameCount), parsedRows(valueOfClip(entry, clip), frameCount));
    }
  });

  it('reports damage as a reader does that parses every clip', () => {
    const [a, b] = clips;
    if (a === undefined || b === undefined) throw new Error('there are two clips');
    const value = valueOfClip(b.entry, b.clip);
    const { coef } = parseClipRecord(value);
    const bytes = coef.get('exp')?.bytes ?? expect.fail('it has exp');
    const atType = bytes.byteOffset - value.byteOffset + bytes.length + 1;
    const damaged = value.slice();
    // The opcode that recalls the type of the array.
    damaged[atType] = 0xff;
    const key = clipKey(b.entry, b.clip);
    const reader = new ClipRowsReader(withValues(new Map([[key, damaged]])));
    reader.read(a.entry, a.clip, a.frameCount);
    expect(() => reader.read(b.entry, b.clip, b.frameCount)).toThrow(`clip ${key}, byte ${atType} of the pickle`);
  });

  it('reports a clip that is missing, and one with too few rows', () => {
    const [a, b] = clips;
    if (a === undefined || b === undefined) throw new Error('there are two clips');
    const reader = new ClipRowsReader(withValues(new Map([[clipKey(b.entry, b.clip), null]])));
    reader.read(a.entry, a.clip, a.frameCount);
    expect(() => reader.read(b.entry, b.clip, 100)).toThrow(
      `A clip is missing from the store: expected key ${clipKey(b.entry, b.clip)}, found no such key (clip ${clipKey(b.entry, b.clip)})`,
    );
    expect(() => reader.read(a.entry, a.clip, 101)).toThrow(
      `shape has too few rows: expected 101 rows, found 100 rows (clip ${clipKey(a.entry, a.clip)})`,
    );
  });
});
