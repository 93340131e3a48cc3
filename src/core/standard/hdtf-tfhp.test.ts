import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openFolder } from '../../platform/node/open-folder.ts';
import { NumpyRandomState } from '../sample/numpy-random.ts';
import { DATASETS } from './datasets.ts';

interface Picks {
  readonly at: readonly number[];
  readonly value: readonly number[];
}

const golden = JSON.parse(readFileSync(new URL('../../../fixtures/golden.json', import.meta.url), 'utf8')) as {
  crops: {
    entry: string;
    strategy: string;
    seed: number | null;
    audio_pair: Picks[];
    coef_pair: Record<string, Picks>[];
  }[];
};
const ROOT = fileURLToPath(new URL('../../../public/demo', import.meta.url));
const HdtfTfhp = DATASETS.get('HDTF_TFHP');

describe('the registered dataset HDTF_TFHP', () => {
  it('offers its splits as lists that know their length without reading a clip', () => {
    const dataset = new HdtfTfhp({ ROOT }, { openFolder });
    expect([dataset.train.length, dataset.val.length, dataset.test.length]).toEqual([5, 1, 1]);
  });

  it('gives the windows of the training loader', () => {
    const dataset = new HdtfTfhp({ ROOT }, { openFolder, random: new NumpyRandomState(249) });
    const { name, audio, coefficients } = dataset.train.get(0);
    const crop = golden.crops.find((each) => each.entry === name && each.seed === 249) ?? expect.fail(name);
    expect(audio.map((window) => window.length)).toEqual([64_000, 64_000]);
    for (const [index, { at, value }] of crop.audio_pair.entries()) {
      for (const [pick, position] of at.entries()) {
        expect(Math.abs((audio[index]?.[position] ?? Number.NaN) - (value[pick] as number))).toBeLessThanOrEqual(
          2e-5 * 5,
        );
      }
    }
    for (const [index, groups] of crop.coef_pair.entries()) {
      for (const [group, { at, value }] of Object.entries(groups)) {
        expect(at.map((position) => coefficients[index]?.[group]?.[position])).toEqual(value);
      }
    }
  });

  it('takes names and sizes from its configuration', () => {
    const config = { ROOT, TRAIN: 'val.txt', COEF_STATS: 'none.npz', MOTIONS: 50, CROP: 'begin' as const };
    const item = new HdtfTfhp(config, { openFolder }).train.get(0);
    expect(item.name).toBe('SPK04/000');
    expect(item.audio[0]).toHaveLength(32_000);
    expect(item.coefficients[0]?.exp).toHaveLength(50 * 50);
  });

  it('refuses another rate than the audio has, with both numbers', () => {
    const dataset = new HdtfTfhp({ ROOT, AUDIO_SR: 22_050, COEF_FPS: 25 }, { openFolder });
    expect(() => dataset.train.get(0)).toThrow(/expected 22050 Hz, found 16000 Hz/);
  });

  it('says which names are registered when asked for another', () => {
    expect(() => DATASETS.get('MEAD')).toThrow(
      'No dataset class has this name: expected HDTF_TFHP, found MEAD (dataset registry)',
    );
  });

  it('tells an item that is too short from one that does not exist', () => {
    const dataset = new HdtfTfhp({ ROOT }, { openFolder });
    expect(() => dataset.train.get(3)).toThrow('The sequence has 199 frames, a crop needs 200');
    expect(() => dataset.train.get(5)).toThrow(RangeError);
  });
});
