import { describe, expect, it } from 'vitest';
import type { DatasetWorkerApi } from '../worker/protocol.ts';
import type { AppStore } from './actions.ts';
import { DEMO_URL, formatLink } from './link.ts';
import { applyLink, startLinkSync } from './link-sync.ts';
import { createAppStore } from './store.ts';
import { startWorkerHere } from './worker.fixture.ts';

async function openLink(query: string): Promise<AppStore> {
  const store = createAppStore({ worker: startWorkerHere() });
  await applyLink(store, query);
  return store;
}

describe('opening a link', () => {
  it('without any field shows SPK01/000, random, seed 249, which starts at frame 272', async () => {
    const { crop, sequence, zoom, isNormalized, messages } = (await openLink('')).getState();
    expect(sequence).toMatchObject({ entry: 'SPK01/000' });
    expect(crop).toMatchObject({ strategy: 'random', seed: 249, drawIndex: 0, startFrame: 272 });
    expect(zoom).toEqual({ startFrame: 222, endFrame: 522 });
    expect(isNormalized).toBe(false);
    expect(messages).toEqual([]);
  });

  it('restores what the link of that state says', async () => {
    const first = await openLink(
      '?seq=SPK03/000&crop=manual&start=123&frame=200&norm=1&zoom=100.25-180.5&lanes=waveform,exp.4-7',
    );
    const query = formatLink(first.getState());
    const second = await openLink(query);
    expect(formatLink(second.getState())).toBe(query);
    expect(second.getState()).toMatchObject({
      crop: { strategy: 'manual', startFrame: 123 },
      playheadFrame: 200,
      isNormalized: true,
      zoom: { startFrame: 100.25, endFrame: 180.5 },
      messages: [],
    });
  });

  it('counts the draws of a seeded stream', async () => {
    const first = await openLink('?seq=SPK01/000&seed=42');
    expect(first.getState().crop.startFrame).toBe(102);
    first.actions.drawAgain();
    const drawn = first.getState().crop.startFrame;
    const second = await openLink(formatLink(first.getState()));
    expect(second.getState().crop).toMatchObject({ strategy: 'random', seed: 42, drawIndex: 1, startFrame: drawn });
  });

  it('keeps a start that the seed does not lead to as Manual, and says so', async () => {
    const { crop, messages } = (await openLink('?seq=SPK01/000&start=273&crop=random&seed=249')).getState();
    expect(crop).toMatchObject({ strategy: 'manual', startFrame: 273, seed: 249 });
    expect(messages.map(({ problem }) => problem.code)).toEqual(['link-contradiction']);
  });

  it('replaces what the dataset does not have by the nearest, each with a sentence', async () => {
    const state = (
      await openLink('?seq=SPK09/000&start=9999&crop=manual&frame=5000&lanes=waveform,tongue.0')
    ).getState();
    expect(state.sequence).toMatchObject({ entry: 'SPK01/000' });
    expect(state.crop).toMatchObject({ strategy: 'manual', startFrame: 547 });
    expect(Math.floor(state.playheadFrame)).toBe(746);
    expect(state.lanes.map(({ id }) => id)).toEqual(['waveform']);
    expect(state.messages.map(({ problem }) => [problem.what, problem.expected])).toEqual([
      ["The link's seq was not understood and is left out", 'an entry of this dataset'],
      ["The link's lanes was not understood and is left out", 'groups and dimensions of this dataset'],
      ["The link's start was not understood and is left out", 'a frame from 0 to 547'],
      ["The link's frame was not understood and is left out", 'a frame from 0 to 746'],
    ]);
  });

  it('to local files asks for them and keeps the rest', async () => {
    const { isOpenDialogShown, dataset, messages, crop } = (
      await openLink('?source=local&seq=A/000&start=5&crop=manual')
    ).getState();
    expect(isOpenDialogShown).toBe(true);
    expect(dataset.phase).toBe('none');
    expect(crop).toMatchObject({ strategy: 'manual', startFrame: 5 });
    expect(messages[0]?.problem).toMatchObject({ code: 'link-local' });
  });
});

describe('going back twice in a row', () => {
  it('ends where the second step leads, though the first had a dataset to open', async () => {
    const here = startWorkerHere();
    let arrive = () => {};
    const bytes = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const open: DatasetWorkerApi['open'] = async (request) => {
      if (request.kind === 'url' && request.url === 'slow/') await bytes;
      return here.open({ kind: 'url', url: DEMO_URL });
    };
    const store = createAppStore({ worker: { ...here, open } });
    let query = '?seq=SPK01/000';
    let move = () => {};
    const host = {
      query: () => query,
      replace: () => {},
      push: () => {},
      onMove: (listener: () => void) => {
        move = listener;
      },
    };
    await startLinkSync(store, host);
    query = '?source=slow/&frame=7';
    move();
    await expect.poll(() => store.getState().dataset.phase).toBe('opening');
    query = '?seq=SPK02/000&frame=3';
    move();
    await expect.poll(() => store.getState().sequence).toMatchObject({ phase: 'ready', entry: 'SPK02/000' });
    expect(store.getState().playheadFrame).toBe(3);
    arrive();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(store.getState()).toMatchObject({ playheadFrame: 3, sequence: { entry: 'SPK02/000' } });
  });
});
