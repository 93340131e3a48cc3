import { describe, expect, it } from 'vitest';
import { dragZoom, stepZoom } from './zoom-window.ts';

const VIEW = { startFrame: 200, endFrame: 500 };

describe('dragZoom', () => {
  it('moves the whole view and stops at the ends', () => {
    expect(dragZoom('body', VIEW, 30.5, 747)).toEqual({ startFrame: 230.5, endFrame: 530.5 });
    expect(dragZoom('body', VIEW, 900, 747)).toEqual({ startFrame: 447, endFrame: 747 });
    expect(dragZoom('body', VIEW, -900, 747)).toEqual({ startFrame: 0, endFrame: 300 });
  });

  it('moves one edge and leaves the other', () => {
    expect(dragZoom('start', VIEW, -50, 747)).toEqual({ startFrame: 150, endFrame: 500 });
    expect(dragZoom('end', VIEW, 500, 747)).toEqual({ startFrame: 200, endFrame: 747 });
  });

  it('does not let an edge pass the other', () => {
    expect(dragZoom('start', VIEW, 400, 747)).toEqual({ startFrame: 499.6, endFrame: 500 });
    expect(dragZoom('end', VIEW, -400, 747)).toEqual({ startFrame: 200, endFrame: 200.4 });
  });
});

describe('stepZoom', () => {
  it('moves by a second, and by a view with Shift', () => {
    expect(stepZoom('body', 'ArrowRight', false, VIEW, 747, 25)).toEqual({ startFrame: 225, endFrame: 525 });
    expect(stepZoom('body', 'ArrowLeft', true, VIEW, 747, 25)).toEqual({ startFrame: 0, endFrame: 300 });
  });

  it('goes to the ends', () => {
    expect(stepZoom('body', 'End', false, VIEW, 747, 25)).toEqual({ startFrame: 447, endFrame: 747 });
    expect(stepZoom('start', 'Home', false, VIEW, 747, 25)).toEqual({ startFrame: 0, endFrame: 500 });
  });

  it('leaves other keys alone', () => {
    expect(stepZoom('body', 'a', false, VIEW, 747, 25)).toBeNull();
  });
});
