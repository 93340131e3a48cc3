import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFrameScale, type FrameScale } from './frame-scale.ts';
import { createPictureQueue, type LanePicture } from './picture-queue.ts';

const view = (startFrame: number, endFrame: number) => createFrameScale({ startFrame, endFrame }, 100);

let frames: (() => void)[];
let moving: boolean[];
let drawn: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  frames = [];
  moving = [];
  drawn = [];
  return () => vi.useRealTimers();
});

function makeQueue() {
  return createPictureQueue({
    afterFrame: (callback) => frames.push(callback),
    onMoving: (value) => moving.push(value),
  });
}

/** A picture of the view in which it was last drawn; drawing takes 10 ms. */
function addPicture(queue: ReturnType<typeof makeQueue>, name: string, shown: FrameScale, usable = () => true): void {
  let remove = () => {};
  const put = (drawnFor: FrameScale) => {
    const picture: LanePicture = {
      place: () => {},
      isDrawnFor: (now) => now === drawnFor,
      isUsable: usable,
      redraw: () => {
        drawn.push(name);
        vi.advanceTimersByTime(10);
        remove();
        put(latest);
      },
    };
    remove = queue.add(picture);
  };
  put(shown);
}

let latest: FrameScale;
function show(queue: ReturnType<typeof makeQueue>, next: FrameScale): void {
  latest = next;
  queue.show(next);
}
const runFrame = () => frames.shift()?.();

describe('createPictureQueue', () => {
  it('draws nothing while the view moves, then one picture a frame where one takes the time of a frame', () => {
    const queue = makeQueue();
    const first = view(0, 100);
    show(queue, first);
    for (const name of ['a', 'b']) addPicture(queue, name, first);
    for (let step = 1; step < 4; step++) {
      show(queue, view(step, 100 - step));
      vi.advanceTimersByTime(100);
    }
    expect([frames.length, moving]).toEqual([0, [true]]);
    vi.advanceTimersByTime(50);
    expect(moving).toEqual([true, false]);
    runFrame();
    expect(drawn).toEqual(['a']);
    runFrame();
    expect(drawn).toEqual(['a', 'b']);
    expect(frames).toEqual([]);
  });

  it('draws at once what cannot stand for the view any more', () => {
    const queue = makeQueue();
    const first = view(0, 100);
    show(queue, first);
    addPicture(queue, 'a', first);
    addPicture(queue, 'b', first, () => drawn.includes('b'));
    show(queue, view(10, 20));
    runFrame();
    expect([drawn, frames.length]).toEqual([['b'], 0]);
  });
});
