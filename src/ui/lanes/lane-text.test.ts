import { expect, it } from 'vitest';
import { describePlot, legendNames, unitOf } from './lane-text.ts';

it('describes a plot by its frames and how far its signals reach', () => {
  const text = describePlot('Jaw', { startFrame: 222.4, endFrame: 521.2 }, [
    { name: 'x', extremes: { min: -0.012, max: 0.191 } },
    { name: 'y', extremes: null },
  ]);
  expect(text).toBe('Jaw, frames 222 to 522: x from −0.01200 to 0.1910, y has no values');
});

it('names the axes alone where one joint owns them all', () => {
  expect(legendNames('pose', [0, 1, 2], 6)).toEqual(['x', 'y', 'z']);
  expect(legendNames('pose', [0, 3], 6)).toEqual(['head x', 'jaw x']);
  expect(legendNames('exp', [0, 12], 50)).toEqual(['0', '12']);
});

it('knows that rotations are in radians and normalised values are z scores', () => {
  expect(unitOf('pose', 6, false)).toBe('rad');
  expect(unitOf('pose', 6, true)).toBe('z');
  expect(unitOf('exp', 50, false)).toBeNull();
});
