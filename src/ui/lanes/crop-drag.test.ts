import { describe, expect, it } from 'vitest';
import { dragCropTo, stepCrop } from './crop-drag.ts';

describe('dragCropTo', () => {
  const grab = { startFrame: 272, pointerFrame: 300.4 };

  it('adds up parts of a frame and snaps to frames', () => {
    expect([300.7, 300.9, 301.3, 301.95].map((frame) => dragCropTo(grab, frame, 547))).toEqual([272, 273, 273, 274]);
  });

  it('stops at the ends and comes back with the pointer', () => {
    expect(dragCropTo(grab, -50, 547)).toBe(0);
    expect(dragCropTo(grab, 9000, 547)).toBe(547);
    expect(dragCropTo(grab, 309.4, 547)).toBe(281);
  });
});

describe('stepCrop', () => {
  it('moves by one frame, and by one clip with Shift', () => {
    expect(stepCrop('ArrowRight', false, 272, 100, 547)).toBe(273);
    expect(stepCrop('ArrowLeft', true, 272, 100, 547)).toBe(172);
    expect(stepCrop('ArrowLeft', true, 40, 100, 547)).toBe(0);
    expect(stepCrop('ArrowRight', true, 500, 100, 547)).toBe(547);
  });

  it('leaves other keys alone', () => {
    expect(stepCrop('Enter', false, 272, 100, 547)).toBeNull();
  });
});
