import { describe, expect, it } from 'vitest';
import { cropRange, cropWindows, hueOf, splitByWindow, windowAt } from './crop-windows.ts';

const CROP = { strategy: 'manual', seed: 0, drawIndex: 0, startFrame: 272, n_motions: 100, n_windows: 2 } as const;
const WINDOWS = cropWindows(CROP);

describe('cropRange', () => {
  it('ends where the last window ends', () => {
    expect(cropRange(CROP, 747)).toEqual({ startFrame: 272, endFrame: 472 });
  });

  it('is absent where the sequence is shorter than the crop', () => {
    expect(cropRange({ ...CROP, startFrame: 0 }, 199)).toBeNull();
    expect(cropRange({ ...CROP, startFrame: 0 }, 200)).not.toBeNull();
  });
});

describe('splitByWindow', () => {
  it('gives a clip inside one window one run', () => {
    expect(splitByWindow({ startFrame: 200, endFrame: 300 }, WINDOWS)).toEqual([
      { window: 'A', startFrame: 272, endFrame: 300 },
    ]);
  });

  it('splits a clip that both windows touch at the seam', () => {
    expect(splitByWindow({ startFrame: 300, endFrame: 400 }, WINDOWS)).toEqual([
      { window: 'A', startFrame: 300, endFrame: 372 },
      { window: 'B', startFrame: 372, endFrame: 400 },
    ]);
  });

  it('leaves a clip outside the crop without runs', () => {
    expect(splitByWindow({ startFrame: 500, endFrame: 600 }, WINDOWS)).toEqual([]);
  });

  it('gives each of three windows its own name, in the hues of A and B in turn', () => {
    const three = cropWindows({ startFrame: 0, n_motions: 50, n_windows: 3 });
    expect(splitByWindow({ startFrame: 40, endFrame: 110 }, three)).toEqual([
      { window: 'A', startFrame: 40, endFrame: 50 },
      { window: 'B', startFrame: 50, endFrame: 100 },
      { window: 'C', startFrame: 100, endFrame: 110 },
    ]);
    expect(three.map(({ name }) => hueOf(name))).toEqual(['a', 'b', 'a']);
  });
});

it('counts a frame from the start of its window', () => {
  expect(windowAt(331, WINDOWS)).toEqual({ name: 'A', index: 59 });
  expect(windowAt(418, WINDOWS)).toEqual({ name: 'B', index: 46 });
  expect(windowAt(472, WINDOWS)).toBeNull();
});
