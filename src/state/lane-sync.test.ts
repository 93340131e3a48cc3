import { beforeEach, describe, expect, it } from 'vitest';
import type { Actions } from './actions.ts';
import { chooseLanes, type LaneStorage, type StoredLanes, startLaneSync } from './lane-sync.ts';
import { parseLanes } from './link-lanes.ts';
import { createAppStore } from './store.ts';
import { DEMO_FOLDER, startWorkerHere } from './worker.fixture.ts';

const GROUPS = [
  { name: 'shape', width: 100 },
  { name: 'exp', width: 50 },
  { name: 'pose', width: 6 },
];
const KEY = 'shape 100, exp 50, pose 6';

let stored: StoredLanes;
const storage: LaneStorage = {
  read: () => stored,
  write: (next) => {
    stored = next;
  },
};

beforeEach(() => {
  stored = { wordsByGroups: {}, heights: {} };
});

/** A page as at a visit. */
async function visit() {
  const store = createAppStore({
    worker: startWorkerHere(),
    initial: { heightsByLane: storage.read().heights },
    chooseLanes: (groups) => chooseLanes(groups, storage.read()),
  });
  startLaneSync(store, storage);
  await store.actions.openDataset({ kind: 'url', url: DEMO_FOLDER });
  const lanes = () => store.getState().lanes;
  const actions: Actions = store.actions;
  return { actions, lanes };
}

describe('the first lanes', () => {
  it('are sound, expression, jaw, head and three curves', () => {
    expect(chooseLanes(GROUPS, stored).map(({ name }) => name)).toEqual([
      'Waveform',
      'Spectrogram',
      'Expression',
      'Jaw',
      'Head',
      'Exp 0–2',
    ]);
  });

  it('are what another dataset has', () => {
    const names = chooseLanes([{ name: 'blend', width: 2 }], stored).map(({ name }) => name);
    expect(names).toEqual(['Waveform', 'Spectrogram', 'Blend', 'Blend 0–1']);
    expect(chooseLanes([], stored).map(({ name }) => name)).toEqual(['Waveform', 'Spectrogram']);
  });
});

describe('lanes', () => {
  it('come back as they were left, with their heights', async () => {
    const { actions, lanes } = await visit();
    expect(stored.wordsByGroups).toEqual({});
    actions.setLanes(
      lanes()
        .toReversed()
        .map((lane) => ({ ...lane, isCollapsed: lane.name === 'Jaw' })),
    );
    actions.setLaneHeight('waveform', 150.4);
    expect(stored).toEqual({
      wordsByGroups: { [KEY]: 'exp.0-1-2,pose.0-1-2,~pose.3,heatmap.exp,spectrogram,waveform' },
      heights: { waveform: 150 },
    });
    const again = await visit();
    expect(again.lanes().map(({ name }) => name)).toEqual([
      'Exp 0–2',
      'Head',
      'Jaw',
      'Expression',
      'Spectrogram',
      'Waveform',
    ]);
    expect(again.lanes().at(-1)?.heightPx).toBe(150);
  });

  it('keep their heights when a link brings its own', async () => {
    const { actions, lanes } = await visit();
    actions.setLaneHeight('spectrogram', 200);
    actions.setLanes(parseLanes('spectrogram,heatmap.pose') ?? []);
    expect(lanes().map(({ heightPx }) => heightPx)).toEqual([200, 150]);
    actions.setLaneHeight('spectrogram', null);
    expect(lanes()[0]?.heightPx).toBe(128);
    expect(stored.heights).toEqual({});
  });

  it('are the first ones where what is stored means nothing to this dataset', () => {
    for (const words of ['waveform,exp.50', 'heatmap.tongue', 'waveform,nonsense']) {
      const chosen = chooseLanes(GROUPS, { wordsByGroups: { [KEY]: words }, heights: {} });
      expect(chosen.map(({ name }) => name)).toContain('Spectrogram');
    }
  });
});
