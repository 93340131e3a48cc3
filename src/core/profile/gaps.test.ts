import { describe, expect, it } from 'vitest';
import type { ClipReader } from '../dataset/clip-reader.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { DataError } from '../errors.ts';
import { profileSequence } from './sequence-profile.ts';

/** A pickle of `{'n_frames': n}`, protocol 2: EMPTY_DICT, BINUNICODE, BININT, SETITEM, STOP. */
function metadata(n_frames: number): Uint8Array {
  const name = [...'n_frames'].map((character) => character.charCodeAt(0));
  const number = new Uint8Array(new Int32Array([n_frames]).buffer);
  return Uint8Array.of(0x80, 2, 0x7d, 0x58, 8, 0, 0, 0, ...name, 0x4a, ...number, 0x73, 0x2e);
}

function datasetOf(n_frames: number, groups: Dataset['groups'], recordCount = 100): Dataset {
  return {
    store: {
      kind: 'lmdb',
      name: 'test',
      sizeBytes: 0,
      get: (key) => (key === 'A/0/metadata' ? metadata(n_frames) : null),
      has: () => false,
      keys: () => [],
      count: () => recordCount,
    },
    audioFormats: [],
    seg_len: 100,
    splits: [],
    groups,
    statistics: null,
    statisticsFileName: '',
    problems: [],
  };
}

function readerOf(sound: (clip: number) => Float32Array | null, coef: ReadonlyMap<string, Float32Array>): ClipReader {
  return {
    read(_, { clip }) {
      const audio = sound(clip);
      if (audio !== null) return { audio, coef };
      throw new DataError({ code: 'test', what: 'Unreadable', expected: 'a', found: 'b', where: `clip ${clip}` });
    },
    isHeld: () => false,
  };
}

const NOTHING = new Map<string, Float32Array>();

describe('a sequence of which little can be told', () => {
  it('has no loudness, pitch or syllables where it is silent, and no motion without pose and exp', () => {
    const found = profileSequence(
      datasetOf(100, []),
      readerOf(() => new Float32Array(64_000), NOTHING),
      'A/0',
    );
    expect(found).toMatchObject({ audioFrames: 100, voicedFrames: 0, framesMeasured: 100 });
    for (const figure of [
      found.loudnessDbfs,
      found.pitchMedianHz,
      found.syllablesPerSecond,
      found.jawMeanRad,
      found.headRangeDeg,
      found.expressionEnergy,
      found.lagFrames,
      found.lagR,
      ...Object.values(found.motion),
    ]) {
      expect(figure).toBeNaN();
    }
  });

  it('has no figure where no clip can be read', () => {
    const found = profileSequence(
      datasetOf(250, []),
      readerOf(() => null, NOTHING),
      'A/0',
    );
    expect(found).toMatchObject({ framesMeasured: 0, audioFrames: 0, seconds: 10, level: null });
    expect(found.problems.count).toBe(3);
    expect(found.voicedFrames).toBeNaN();
  });

  it('leaves out frames whose samples are no numbers', () => {
    const samples = new Float32Array(64_000).fill(0.5);
    samples[640 * 7 + 3] = Number.NaN;
    const found = profileSequence(
      datasetOf(100, []),
      readerOf(() => samples, NOTHING),
      'A/0',
    );
    expect(found).toMatchObject({ audioFrames: 99, framesMeasured: 99, level: null });
    expect(found.loudnessDbfs).toBeCloseTo(20 * Math.log10(0.5), 12);
    expect(found.problems.first?.what).toBe('Some samples are no finite numbers');
  });

  it('walks no further than the store has records, whatever length is claimed', () => {
    const found = profileSequence(
      datasetOf(2 ** 31 - 1, [], 4),
      readerOf(() => null, NOTHING),
      'A/0',
    );
    expect(found.problems.count).toBe(5);
    expect(found.framesMeasured).toBe(0);
  });

  it('does not take a step across a gap', () => {
    const groups = [{ name: 'pose', width: 6 }];
    const pose = Float32Array.from({ length: 600 }, (_, i) => (i % 6 === 3 ? 0.1 : 0));
    const moved = pose.map((value) => value * 5);
    const reader: ClipReader = {
      read(_, { clip }) {
        if (clip === 1) throw new DataError({ code: 'test', what: 'a', expected: 'b', found: 'c', where: 'd' });
        return { audio: new Float32Array(64_000), coef: new Map([['pose', clip === 0 ? pose : moved]]) };
      },
      isHeld: () => false,
    };
    const found = profileSequence(datasetOf(300, groups), reader, 'A/0');
    expect(found.motionFrames).toBe(200);
    expect(found.jawMeanRad).toBeCloseTo(0.3, 7);
    expect(found.motion.jawSpeed).toBe(0);
  });

  it('passes on the fault of a source that is lost', () => {
    const reader: ClipReader = {
      read() {
        throw new DataError({ code: 'http-status', what: 'Lost', expected: 'a', found: 'b', where: 'c' });
      },
      isHeld: () => false,
    };
    expect(() => profileSequence(datasetOf(100, []), reader, 'A/0')).toThrow('Lost: expected a, found b (c)');
  });
});
