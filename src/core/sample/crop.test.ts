import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../fixtures/numbers/read-numbers.ts';
import { createSampleConfig } from './config.ts';
import { CROP_STRATEGIES, type CropStrategy, drawStartFrame } from './crop.ts';
import { NumpyRandomState } from './numpy-random.ts';

interface GoldenCrop {
  readonly entry: string;
  readonly strategy: CropStrategy;
  readonly seed: number | null;
  readonly n_frames: number;
  readonly start_frame: number;
  readonly error?: string;
}

const { crops } = readGolden<{ crops: GoldenCrop[] }>();
const config = createSampleConfig();

function drawAsGolden({ strategy, seed, n_frames }: GoldenCrop): number {
  return drawStartFrame(strategy, n_frames, config, seed === null ? {} : { random: new NumpyRandomState(seed) });
}

describe('drawStartFrame', () => {
  it.each(crops.filter(({ error }) => error === undefined))(
    'starts $entry $strategy $seed where the loader does',
    (crop) => {
      expect(drawAsGolden(crop)).toBe(crop.start_frame);
    },
  );

  it.each(crops.filter(({ error }) => error !== undefined))('refuses $entry $strategy $seed as too short', (crop) => {
    expect(() => drawAsGolden(crop)).toThrow(
      'The sequence has 199 frames, a crop needs 200: expected 200 frames or more, found 199 frames (crop)',
    );
  });

  it('starts a manual crop anywhere from 0 to the last frame that leaves a whole crop', () => {
    expect(drawStartFrame('manual', 747, config, { startFrame: 0 })).toBe(0);
    expect(drawStartFrame('manual', 747, config, { startFrame: 547 })).toBe(547);
  });

  it.each([548, -1, 1.5, Number.NaN])('refuses a manual start at %d', (startFrame) => {
    expect(() => drawStartFrame('manual', 747, config, { startFrame })).toThrow(
      `The crop cannot start there: expected a frame in 0..547, found frame ${startFrame} (crop)`,
    );
  });

  it('says what a strategy lacks', () => {
    expect(() => drawStartFrame('manual', 747, config)).toThrow(
      'The crop cannot start there: expected a frame in 0..547, found none (crop)',
    );
    expect(() => drawStartFrame('random', 747, config)).toThrow(
      'A random crop needs random numbers: expected a seed, found none (crop)',
    );
  });

  it('refuses a strategy that it does not know', () => {
    expect(() => drawStartFrame('middle' as CropStrategy, 747, config)).toThrow(
      'Unknown crop strategy: expected random, begin, end, manual, found middle (crop)',
    );
  });

  it.each(CROP_STRATEGIES)('refuses %s on a length that is no number of frames', (strategy) => {
    expect(() => drawStartFrame(strategy, Number.NaN, config)).toThrow('expected 200 frames or more, found NaN frames');
    expect(() => drawStartFrame(strategy, 300.5, config)).toThrow('expected 200 frames or more, found 300.5 frames');
  });
});
