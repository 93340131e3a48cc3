import { beforeEach, describe, expect, it } from 'vitest';
import type { AppStore } from './actions.ts';
import { createAppStore } from './store.ts';
import { pageTo, startViewFollow, viewOfCrop } from './view-follow.ts';
import { DEMO_FOLDER, startWorkerHere } from './worker.fixture.ts';

const range = (startFrame: number, endFrame: number) => ({ startFrame, endFrame });

describe('pageTo', () => {
  it('leaves a view that shows the frame', () => {
    expect(pageTo(range(100, 200), 100, 747)).toBeNull();
    expect(pageTo(range(100, 200), 199.99, 747)).toBeNull();
  });

  it('turns the page when the frame reaches the end, with a twentieth of the view before it', () => {
    expect(pageTo(range(100, 200), 200, 747)).toEqual(range(195, 295));
    expect(pageTo(range(100, 200), 40, 747)).toEqual(range(35, 135));
  });

  it('stops at the ends of the sequence', () => {
    expect(pageTo(range(100, 200), 740, 747)).toEqual(range(647, 747));
    expect(pageTo(range(100, 200), 0, 747)).toEqual(range(0, 100));
  });
});

describe('viewOfCrop', () => {
  const view = range(100, 400);

  it('stays while the whole crop is in view', () => {
    expect(viewOfCrop(view, range(150, 350), range(200, 400), 747)).toBeNull();
  });

  it('goes with a crop that leaves on either side, no further than it must', () => {
    expect(viewOfCrop(view, range(200, 400), range(201, 401), 747)).toEqual(range(116, 416));
    expect(viewOfCrop(view, range(100, 300), range(99, 299), 747)).toEqual(range(84, 384));
  });

  it('stays where the user looks at a part of the crop', () => {
    expect(viewOfCrop(range(300, 400), range(272, 472), range(273, 473), 747)).toBeNull();
    expect(viewOfCrop(view, range(250, 450), range(251, 451), 747)).toBeNull();
  });

  it('shows the beginning of a crop that is wider than the view and no longer in it', () => {
    expect(viewOfCrop(range(300, 400), range(272, 472), range(500, 700), 747)).toEqual(range(500, 600));
    expect(viewOfCrop(range(300, 400), range(272, 472), range(20, 220), 747)).toEqual(range(20, 120));
  });
});

describe('the view of a page', () => {
  let store: AppStore;
  let isPointerDown = false;

  beforeEach(async () => {
    isPointerDown = false;
    store = createAppStore({ worker: startWorkerHere() });
    startViewFollow(store, () => isPointerDown);
    await store.actions.openDataset({ kind: 'url', url: DEMO_FOLDER }, 'SPK01/000');
    store.actions.moveCrop(272);
    store.actions.setZoom(range(100, 500));
  });

  it('follows the playhead while it plays', () => {
    store.actions.setPlaying(true);
    store.actions.setPlayheadFrame(499);
    expect(store.getState().zoom).toEqual(range(100, 500));
    store.actions.setPlayheadFrame(500);
    // The last page that fits.
    expect(store.getState().zoom).toEqual(range(347, 747));
    store.actions.setPlayheadFrame(300);
    expect(store.getState().zoom).toEqual(range(280, 680));
  });

  it('does not follow a playhead that the user moves while it is silent', () => {
    store.actions.setPlayheadFrame(600);
    expect(store.getState().zoom).toEqual(range(100, 500));
  });

  it('stays where the user has put it, until Play is pressed again', () => {
    store.actions.setPlaying(true);
    store.actions.setZoom(range(0, 200));
    store.actions.setPlayheadFrame(300);
    expect(store.getState().zoom).toEqual(range(0, 200));
    store.actions.setPlaying(false);
    store.actions.setPlaying(true);
    store.actions.setPlayheadFrame(301);
    expect(store.getState().zoom).toEqual(range(291, 491));
  });

  it('follows a crop that is moved out of it, and goes on following the playhead', () => {
    store.actions.setPlaying(true);
    store.actions.moveCrop(301);
    expect(store.getState().zoom).toEqual(range(121, 521));
    store.actions.setPlayheadFrame(521);
    expect(store.getState().zoom).toEqual(range(347, 747));
  });

  it('lies still under the pointer that drags the crop', () => {
    isPointerDown = true;
    store.actions.moveCrop(500);
    expect(store.getState().zoom).toEqual(range(100, 500));
  });

  it('does not take another sequence for a move of the crop', async () => {
    store.actions.setZoom(range(0, 150));
    await store.actions.selectEntry('SPK03/000');
    expect(store.getState().zoom).toEqual(range(0, 150));
  });
});
