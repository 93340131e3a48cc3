import { describe, expect, it } from 'vitest';
import { createFrameScale } from './frame-scale.ts';
import { createPictureScale, isDrawnFor, isUsable, placePicture } from './picture-scale.ts';

describe('createPictureScale', () => {
  it('draws a quarter of the view beyond each edge', () => {
    const picture = createPictureScale({ startFrame: 400, endFrame: 600 }, 1000, 1000);
    expect(picture).toMatchObject({ leftPx: 250, widthPx: 1500, pxPerFrame: 5 });
    expect(picture.zoom).toEqual({ startFrame: 350, endFrame: 650 });
  });

  it('draws whole pixels and at most one of them beyond the ends of the sequence', () => {
    const picture = createPictureScale({ startFrame: 0.3, endFrame: 200.3 }, 1000, 201);
    expect(picture).toMatchObject({ leftPx: 2, widthPx: 1000 + 2 + 4 });
    expect(createPictureScale({ startFrame: 0, endFrame: 747 }, 1000, 747)).toMatchObject({ leftPx: 0, widthPx: 1000 });
  });
});

describe('a picture in another view', () => {
  const picture = createPictureScale({ startFrame: 400, endFrame: 600 }, 1000, 1000);

  it('lies where it was drawn while the view is the same', () => {
    const shown = createFrameScale({ startFrame: 400, endFrame: 600 }, 1000);
    expect(isDrawnFor(picture, shown)).toBe(true);
    expect(placePicture(picture, shown)).toBe('translateX(-250px)');
  });

  it('is stretched so that each of its frames lies where the other lanes have it', () => {
    // Frame 350 is 100 frames of 10 px left of the view's edge.
    const shown = createFrameScale({ startFrame: 450, endFrame: 550 }, 1000);
    expect(isDrawnFor(picture, shown)).toBe(false);
    expect(placePicture(picture, shown)).toBe('translateX(-1000px) scaleX(2)');
  });

  it('does while the view lies in it, and no longer', () => {
    const usable = (startFrame: number, endFrame: number) =>
      isUsable(picture, createFrameScale({ startFrame, endFrame }, 1000), 1000);
    expect(usable(350, 650)).toBe(true);
    expect(usable(340, 540)).toBe(false);
    expect(usable(500, 513)).toBe(true);
    expect(usable(500, 512)).toBe(false);
  });

  it('does beyond the ends of the sequence, where there is nothing to draw', () => {
    const whole = createPictureScale({ startFrame: 0, endFrame: 1000 }, 1000, 1000);
    expect(isUsable(whole, createFrameScale({ startFrame: -5, endFrame: 1005 }, 1000), 1000)).toBe(true);
  });
});
