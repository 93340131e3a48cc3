import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readProfileFixture } from '../../../fixtures/profile/read-profile.ts';
import { openFolder } from '../../platform/node/open-folder.ts';
import { openDataset, readClipRecord } from '../dataset/dataset.ts';
import { openParts } from '../dataset/open-store.ts';
import { createSampleConfig } from '../sample/config.ts';
import { SequenceMeasurer } from '../snapshot/measure-sequence.ts';
import { profileFromCatalogue } from './catalogue-profile.ts';

const DEMO = fileURLToPath(new URL('../../../public/demo', import.meta.url));
const expected =
  readProfileFixture<
    { entry: string; n_frames: number; loudness: number; level: number[]; jaw_mean: number; expression: number }[]
  >('profiles');

describe('the profile from a catalogue', () => {
  const config = createSampleConfig();

  it('has the figures that numpy finds over every frame', () => {
    const dataset = openDataset(openParts(openFolder(DEMO)));
    for (const { entry, n_frames, loudness, level, jaw_mean, expression } of expected) {
      const measurer = new SequenceMeasurer(dataset, { entry, n_frames }, config);
      for (let clip = 0; clip * 100 < n_frames; clip++) measurer.addClip(clip, readClipRecord(dataset, entry, clip));
      const { audio, level: stored, moments } = measurer.finish();
      const found = profileFromCatalogue({ entry, n_frames, audio, level: stored }, moments, config);
      expect(found).toMatchObject({ entry, n_frames, seconds: n_frames / 25 });
      expect(Array.from(found.level ?? [])).toEqual(level);
      expect(found.loudnessDbfs).toBeCloseTo(loudness, 9);
      expect(found.jawMeanRad).toBeCloseTo(jaw_mean, 12);
      expect(found.expressionEnergy).toBeCloseTo(expression, 12);
    }
  });

  it('tells nothing of a sequence that the export could not read whole', () => {
    const partly = { width: 6, count: 99, mean: new Float64Array(6), m2: new Float64Array(6) };
    const found = profileFromCatalogue(
      { entry: 'A/0', n_frames: 100, audio: null, level: null },
      new Map([
        ['pose', partly],
        ['exp', partly],
      ]),
      config,
    );
    expect([found.loudnessDbfs, found.jawMeanRad, found.expressionEnergy]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});
