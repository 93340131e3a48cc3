// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppStore } from '../../state/actions.ts';
import { createAppStore } from '../../state/store.ts';
import { find, type Mounted, mount, press } from '../mount.fixture.ts';
import { StoreProvider } from '../store-context.ts';
import { LaneStack } from './lane-stack.tsx';
import { createLaneWorker } from './lane-worker.fixture.ts';

// wavesurfer.js needs a canvas, which the simulated page lacks; what it draws is looked at in a browser.
vi.mock('./waveform-view.ts', () => ({
  mountWaveform: (container: HTMLElement, _: number, onRegion: (element: HTMLElement) => void) => {
    const region = document.createElement('div');
    container.append(region);
    onRegion(region);
    return { update: () => {}, placeRegion: () => {}, destroy: () => region.remove() };
  },
}));

let mounted: Mounted;
let store: AppStore;
let release: () => void;

beforeEach(async () => {
  const made = createLaneWorker();
  release = made.release;
  store = createAppStore({ worker: made.worker });
  mounted = mount(
    <StoreProvider value={store}>
      <LaneStack />
    </StoreProvider>,
  );
  await act(async () => {
    void store.actions.openDataset({ kind: 'url', url: 'demo/' });
    await settle();
    store.actions.moveCrop(272);
    store.actions.setPlayheadFrame(331);
    store.actions.fitCrop();
  });
});
afterEach(() => mounted.unmount());

async function loadClips(): Promise<void> {
  await act(async () => {
    release();
    await settle();
  });
}

const slider = (name: string) => find(`[role=slider][aria-label="${name}"]`);
const lane = (name: string) => find(`section[aria-label="${name}"]`);

describe('LaneStack', () => {
  it('says what is open', async () => {
    expect(find('h2').textContent).toBe('SPK01/000');
    expect(find('header').textContent).toContain('747 frames · 29.88 s · 8 clips');
  });

  it('keeps a lane for each signal while clips are decoded, with the clip in words', async () => {
    const names = [...document.querySelectorAll('section')].map((section) => section.getAttribute('aria-label'));
    expect(names).toEqual(['Clips', 'Waveform', 'Spectrogram', 'Expression', 'Jaw', 'Head', 'Exp 0–2']);
    expect(lane('Jaw').textContent).toContain('Decoding clip 001 of 8');
    await loadClips();
    expect(lane('Jaw').textContent).not.toContain('Decoding');
  });

  it('shows the values at the playhead in the legend and follows it', async () => {
    await loadClips();
    const values = () => [...lane('Head').querySelectorAll('dd')].map((cell) => cell.textContent);
    await drawn(() => expect(values()).toEqual(['+331.000', '+331.100', '+331.200']));
    act(() => store.actions.setPlayheadFrame(332.9));
    expect(values()).toEqual(['+332.000', '+332.100', '+332.200']);
  });

  it('describes a plot in words', async () => {
    await loadClips();
    const plotText = (name: string) => lane(name).querySelector('[role=img]')?.getAttribute('aria-label');
    await drawn(() => {
      expect(plotText('Exp 0–2')).toBe(
        'Exp 0–2, frames 222 to 522: 0 from 0 to 746.0, 1 from 0.1000 to 746.1, 2 from 0.2000 to 746.2',
      );
      expect(plotText('Waveform')).toBe('Waveform, frames 222 to 522: samples from −0.2500 to 0.5000');
    });
  });

  it('puts a failed clip in words where its signal would be, and only there', async () => {
    await loadClips();
    await drawn(() => expect(lane('Jaw').textContent).toContain('004: The clip lacks the coefficient pose'));
    expect(lane('Exp 0–2').textContent).not.toContain('lacks');
    expect(lane('Clips').querySelector('[title*="clip SPK01/000/004"]')?.getAttribute('aria-label')).toBe(
      'Clip 004: The clip lacks the coefficient pose: expected pose, found exp (clip SPK01/000/004)',
    );
  });

  it('collapses a lane by its name', () => {
    const name = find<HTMLButtonElement>('section[aria-label="Jaw"] button');
    expect(name.getAttribute('aria-expanded')).toBe('true');
    act(() => name.click());
    expect(name.getAttribute('aria-expanded')).toBe('false');
    expect(store.getState().lanes.find(({ name: title }) => title === 'Jaw')?.isCollapsed).toBe(true);
  });

  it('has the pictures of unfolded lanes in the same place as before', async () => {
    await loadClips();
    const placed = (name: string) => {
      const transforms = [...lane(name).querySelectorAll<HTMLElement>('[data-plot] div')].map(
        (div) => div.style.transform,
      );
      return transforms.filter((transform) => transform !== '');
    };
    for (const name of ['Waveform', 'Spectrogram', 'Expression', 'Exp 0–2']) {
      const before = placed(name);
      expect(before).toEqual([expect.stringMatching(/^translateX\(-\d+px\)$/)]);
      const button = find<HTMLButtonElement>(`section[aria-label="${name}"] button`);
      act(() => button.click());
      expect(placed(name)).toEqual([]);
      act(() => button.click());
      expect(placed(name)).toEqual(before);
    }
  });
});

describe('the crop in the lanes', () => {
  it('moves by keys on each of its handles', () => {
    expect(slider('Crop handle B').getAttribute('aria-valuenow')).toBe('472');
    press(slider('Crop handle A'), 'ArrowRight');
    expect(slider('Crop handle A').getAttribute('aria-valuenow')).toBe('273');
    act(() => {
      slider('Crop handle B').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowLeft', shiftKey: true, bubbles: true }),
      );
    });
    expect(slider('Crop handle B').getAttribute('aria-valuenow')).toBe('373');
    press(slider('Crop in the waveform'), 'End');
    expect(slider('Crop in the waveform').getAttribute('aria-valuenow')).toBe('547');
    expect(store.getState().crop).toMatchObject({ strategy: 'manual', startFrame: 547 });
  });

  it('says in words that it does not fit', async () => {
    await act(async () => store.actions.setMotions(400));
    expect(mounted.container.textContent).toContain('A crop needs 800 frames, the sequence has 747');
    expect(document.querySelector('[aria-label="Crop handle A"]')).toBeNull();
  });
});

describe('the view', () => {
  it('moves by keys on its window', () => {
    press(slider('Zoom window'), 'ArrowRight');
    expect(store.getState().zoom).toEqual({ startFrame: 247, endFrame: 547 });
    press(slider('View to'), 'End');
    expect(store.getState().zoom).toEqual({ startFrame: 247, endFrame: 747 });
  });

  it('tells whether it fits the crop or the sequence', () => {
    const checked = () => document.querySelector('[role=radiogroup] input:checked')?.getAttribute('aria-label');
    expect(checked()).toBe('Crop');
    act(() => store.actions.fitSequence());
    expect(checked()).toBe('Sequence');
    press(slider('View from'), 'ArrowRight');
    expect(checked()).toBeUndefined();
  });
});

describe('the menu of lanes', () => {
  it('adds curves of chosen dimensions and removes lanes', () => {
    act(() => button('Lanes').click());
    for (const dim of ['exp 1', 'exp 3']) act(() => checkbox(dim).click());
    act(() => button('Add lane').click());
    expect(store.getState().lanes.at(-1)).toMatchObject({
      name: 'Exp 1, 3',
      content: { kind: 'curves', group: 'exp', dims: [1, 3] },
    });
    act(() => find('[aria-label="Remove Head"]').click());
    expect(store.getState().lanes.map(({ name }) => name)).toEqual([
      'Waveform',
      'Spectrogram',
      'Expression',
      'Jaw',
      'Exp 0–2',
      'Exp 1, 3',
    ]);
  });

  it('lets nobody choose a fourth curve', () => {
    act(() => button('Lanes').click());
    for (const dim of ['exp 0', 'exp 1', 'exp 2']) act(() => checkbox(dim).click());
    expect(checkbox('exp 3').disabled).toBe(true);
    act(() => button('Add lane').click());
    expect(find('[role=dialog]').textContent).toContain('These curves have a lane already.');
  });
});

/** Until the lanes have had their turns to be drawn. */
function drawn(check: () => void): Promise<void> {
  return act(async () => {
    await vi.waitFor(check, { timeout: 10_000 });
  });
}

function button(text: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((candidate) => candidate.textContent === text);
  if (found === undefined) throw new Error(`No button ${text}`);
  return found;
}

function checkbox(text: string): HTMLInputElement {
  const label = [...document.querySelectorAll('label')].find((candidate) => candidate.textContent === text);
  const input = label?.querySelector('input');
  if (input === null || input === undefined) throw new Error(`No checkbox ${text}`);
  return input;
}

/** Lets every answer of the worker arrive. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}
