import { describe, expect, it } from 'vitest';
import type { CropState } from './app-state.ts';
import { createCropHistory } from './crop-history.ts';

function at(startFrame: number): CropState {
  return { strategy: 'manual', seed: 249, drawIndex: 0, startFrame, n_motions: 100, n_windows: 2 };
}

describe('the history of the crop', () => {
  it('goes back and forth through single changes', () => {
    const history = createCropHistory();
    history.record(at(1));
    history.record(at(2));
    expect(history.undo(at(3))).toEqual(at(2));
    expect(history.undo(at(2))).toEqual(at(1));
    expect(history.undo(at(1))).toBeNull();
    expect(history.redo(at(1))).toEqual(at(2));
    expect(history.redo(at(2))).toEqual(at(3));
    expect(history.redo(at(3))).toBeNull();
  });

  it('makes one step of a gesture, and a step of its own of what follows', () => {
    const history = createCropHistory();
    history.beginGesture();
    history.record(at(1));
    history.record(at(2));
    history.record(at(3));
    history.endGesture();
    history.record(at(4));
    expect(history.undo(at(5))).toEqual(at(4));
    expect(history.undo(at(4))).toEqual(at(1));
  });

  it('tells two gestures apart where the end of the first was lost', () => {
    const history = createCropHistory();
    history.beginGesture();
    history.record(at(1));
    history.beginGesture();
    history.record(at(2));
    expect(history.undo(at(3))).toEqual(at(2));
  });

  it('makes no step of a gesture that changed nothing', () => {
    const history = createCropHistory();
    history.beginGesture();
    history.endGesture();
    expect(history.undo(at(1))).toBeNull();
  });

  it('forgets what could be redone once something else is done', () => {
    const history = createCropHistory();
    history.record(at(1));
    history.undo(at(2));
    history.record(at(1));
    expect(history.redo(at(7))).toBeNull();
    expect(history.undo(at(7))).toEqual(at(1));
  });

  it('keeps the last 200 steps', () => {
    const history = createCropHistory();
    for (let frame = 0; frame < 250; frame++) history.record(at(frame));
    let last: CropState | null = null;
    let steps = 0;
    for (let step = history.undo(at(250)); step !== null; step = history.undo(step)) {
      last = step;
      steps++;
    }
    expect([steps, last?.startFrame]).toEqual([200, 50]);
  });

  it('forgets all steps of another sequence', () => {
    const history = createCropHistory();
    history.record(at(1));
    history.undo(at(2));
    history.clear();
    expect(history.undo(at(2))).toBeNull();
    expect(history.redo(at(2))).toBeNull();
  });
});
