import { describe, expect, it } from 'vitest';
import { easeZoom } from './zoom-glide.ts';

describe('easeZoom', () => {
  const from = { startFrame: 0, endFrame: 800 };
  const to = { startFrame: 400, endFrame: 600 };

  it('goes seven eighths of the way in half the time', () => {
    expect(easeZoom(from, to, 0.5)).toEqual({ startFrame: 350, endFrame: 625 });
  });

  it('begins and ends where it should, to the bit', () => {
    expect(easeZoom(from, to, 0)).toEqual(from);
    expect(easeZoom(from, to, 1)).toBe(to);
    expect(easeZoom(from, to, 1.3)).toBe(to);
  });
});
