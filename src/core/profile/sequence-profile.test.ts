import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readProfileFixture } from '../../../fixtures/profile/read-profile.ts';
import { ODD_DATASETS } from '../../../fixtures/unpack.ts';
import { openFolder } from '../../platform/node/open-folder.ts';
import { createDirectClipReader } from '../dataset/clip-reader.ts';
import { openDataset } from '../dataset/dataset.ts';
import { openParts } from '../dataset/open-store.ts';
import { PROFILE_FIGURES } from './profile-figures.ts';
import { profileSequence, type SequenceProfile } from './sequence-profile.ts';

/** By numpy and soundfile, see fixtures/profile. */
interface Expected {
  readonly entry: string;
  readonly n_frames: number;
  readonly loudness: number;
  readonly level: number[];
  readonly pitch: readonly [number, number, number];
  readonly jaw_mean: number;
  readonly jaw_range: number;
  readonly jaw_speed: number;
  readonly head_range: number;
  readonly head_speed: number;
  readonly expression: number;
  readonly expression_speed: number;
}

const expected = readProfileFixture<Expected[]>('profiles');

function profileOf(folder: string, entry: string): SequenceProfile {
  const dataset = openDataset(openParts(openFolder(folder)));
  return profileSequence(dataset, createDirectClipReader(dataset), entry);
}

const DEMO = fileURLToPath(new URL('../../../public/demo', import.meta.url));
const plain = profileOf(DEMO, 'SPK04/000');
const odd = (name: string) => profileOf(join(ODD_DATASETS, name), 'SPK04/000');

describe('the profile of a sequence', () => {
  it.each(expected)('$entry: has the figures of numpy over every frame', (numpy) => {
    const found = profileOf(DEMO, numpy.entry);
    expect(found).toMatchObject({
      n_frames: numpy.n_frames,
      framesMeasured: numpy.n_frames,
      audioFrames: numpy.n_frames,
      motionFrames: numpy.n_frames,
      seconds: numpy.n_frames / 25,
      problems: { count: 0, first: null },
    });
    expect(found.loudnessDbfs).toBeCloseTo(numpy.loudness, 10);
    expect(Array.from(found.level ?? [])).toEqual(numpy.level);
    expect(found.jawMeanRad).toBeCloseTo(numpy.jaw_mean, 12);
    expect(found.jawRangeRad).toBeCloseTo(numpy.jaw_range, 12);
    expect(found.headRangeDeg).toBeCloseTo(numpy.head_range, 8);
    expect(found.expressionEnergy).toBeCloseTo(numpy.expression, 12);
    expect(found.motion.jawSpeed).toBeCloseTo(numpy.jaw_speed, 12);
    expect(found.motion.headSpeed).toBeCloseTo(numpy.head_speed, 8);
    expect(found.motion.expressionSpeed).toBeCloseTo(numpy.expression_speed, 12);
  });

  it.each(expected)('$entry: has the pitch of an autocorrelation at the full rate', ({ entry, pitch }) => {
    const found = profileOf(DEMO, entry);
    expect(Math.abs(found.pitchMedianHz / pitch[1] - 1)).toBeLessThan(0.01);
    expect(Math.abs(found.pitchLowHz / pitch[0] - 1)).toBeLessThan(0.04);
    expect(Math.abs(found.pitchHighHz / pitch[2] - 1)).toBeLessThan(0.04);
  });

  it('finds the voices speaking, with the jaw on time', () => {
    // Conversational English has 3 to 6 syllables a second.
    expect(plain.syllablesPerSecond).toBeGreaterThan(3);
    expect(plain.syllablesPerSecond).toBeLessThan(6);
    expect(plain.lagFrames).toBe(0);
    expect(plain.lagR).toBeGreaterThan(0.4);
  });

  it('survives a message port', () => {
    expect(structuredClone(plain)).toEqual(plain);
  });

  it.each(['missing-clip', 'pickle-cut', 'evil-pickle'])('%s: counts what is left and tells what is not', (name) => {
    const found = odd(name);
    expect(found).toMatchObject({
      n_frames: 447,
      framesMeasured: 347,
      audioFrames: 347,
      motionFrames: 347,
      level: null,
    });
    expect(found.problems.count).toBe(1);
    expect(found.problems.first?.where).toMatch(/SPK04\/000\/00[12]/);
    expect(found.pitchMedianHz).toBeCloseTo(plain.pitchMedianHz, -1);
  });

  it('keeps the motion of a clip whose sound is unreadable', () => {
    const found = odd('not-audio');
    expect(found).toMatchObject({ framesMeasured: 347, audioFrames: 347, motionFrames: 447, level: null });
    expect(found.jawMeanRad).toBe(plain.jawMeanRad);
    expect(found.motion).toEqual(plain.motion);
  });

  it('keeps the sound of a clip whose coefficients are unreadable', () => {
    const found = odd('short-coef');
    expect(found).toMatchObject({ framesMeasured: 347, audioFrames: 447, motionFrames: 347 });
    expect(found.loudnessDbfs).toBe(plain.loudnessDbfs);
    expect(found.level).toEqual(plain.level);
    expect(found.problems).toMatchObject({ count: 1, first: { code: 'coef-short' } });
  });

  it('leaves out frames that hold a NaN, and says how many', () => {
    const found = odd('nan-coef');
    expect(found).toMatchObject({ motionFrames: 445, audioFrames: 447, framesMeasured: 445 });
    expect(found.problems.first?.found).toBe('2 frames with NaN or infinities, left out');
    for (const { key, read } of PROFILE_FIGURES) expect(read(found), key).not.toBeNaN();
  });

  it('refuses a sequence whose length cannot be read', () => {
    expect(() => odd('missing-sequence-metadata')).toThrow(/^The sequence SPK04\/000 has no metadata in the store: /);
  });
});

describe('the figures of a profile', () => {
  it('have keys of their own and read a number or NaN', () => {
    const keys = PROFILE_FIGURES.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const unknown: SequenceProfile = { ...plain, pitchLowHz: Number.NaN, audioFrames: 0, voicedFrames: Number.NaN };
    expect(PROFILE_FIGURES.find(({ key }) => key === 'pitch_range')?.read(unknown)).toBeNaN();
    expect(PROFILE_FIGURES.find(({ key }) => key === 'voiced')?.read(unknown)).toBeNaN();
  });
});
