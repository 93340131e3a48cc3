import { describe, expect, it } from 'vitest';
import { layoutClips } from './clip-labels.ts';
import { cropWindows } from './crop-windows.ts';
import { createFrameScale } from './frame-scale.ts';

const WINDOWS = cropWindows({ startFrame: 272, n_motions: 100, n_windows: 2 });
/** The view of the design's picture: 300 frames about the crop. */
const VIEW = createFrameScale({ startFrame: 222, endFrame: 522 }, 696);

const layoutAt = (pxPerFrame: number) =>
  layoutClips(createFrameScale({ startFrame: 0, endFrame: 747 }, 747 * pxPerFrame), 100, 747, WINDOWS);

describe('layoutClips', () => {
  it('labels the slices of a crop over three clips', () => {
    const boxes = layoutClips(VIEW, 100, 747, WINDOWS);
    expect(boxes.map(({ name, slice }) => [name?.text, slice?.text])).toEqual([
      ['002', '[72,100]'],
      ['003', '[0,100]'],
      ['004', '[0,72]'],
      ['005', undefined],
    ]);
  });

  it('colours a clip that both windows touch in two parts', () => {
    const [, both] = layoutClips(VIEW, 100, 747, WINDOWS);
    expect(both?.runs.map(({ window }) => window)).toEqual(['A', 'B']);
    expect(both?.runs[0]?.right).toBeCloseTo(348);
  });

  it('shows name and slice from 118 px on, the name alone down to 40 px, nothing below', () => {
    const clip3 = (pxPerFrame: number) => {
      const box = layoutAt(pxPerFrame)[3];
      return [box?.name?.text, box?.slice?.text];
    };
    expect(clip3(1.19)).toEqual(['003', '[0,100]']);
    expect(clip3(1.17)).toEqual(['003', undefined]);
    expect(clip3(0.41)).toEqual(['003', undefined]);
    expect(clip3(0.39)).toEqual([undefined, undefined]);
  });

  it('does not write a slice label into a slice narrower than 60 px', () => {
    const narrow = cropWindows({ startFrame: 280, n_motions: 100, n_windows: 2 });
    const boxes = layoutClips(createFrameScale({ startFrame: 200, endFrame: 500 }, 750), 100, 747, narrow);
    expect(boxes[0]?.slice).toBeNull();
  });

  it('keeps the slice label clear of the name', () => {
    const boxes = layoutAt(1.2);
    for (const { name, slice } of boxes) {
      if (name === null || slice === null) continue;
      expect(slice.x - (slice.text.length * 6.6) / 2).toBeGreaterThan(name.x + name.text.length * 6.6);
    }
  });

  it('ends the last clip at the last frame', () => {
    expect(layoutAt(1).at(-1)).toMatchObject({ clip: 7, left: 700, right: 747 });
  });
});
