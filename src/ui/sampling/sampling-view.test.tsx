// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppStore } from '../../state/actions.ts';
import { createAppStore } from '../../state/store.ts';
import { find, type Mounted, mount, press, type } from '../mount.fixture.ts';
import { createFakeWorker } from '../sound/fake-worker.fixture.ts';
import { StoreProvider } from '../store-context.ts';
import { SamplingView } from './sampling-view.tsx';

let store: AppStore;
let mounted: Mounted;

beforeEach(async () => {
  store = createAppStore({ worker: createFakeWorker() });
  await store.actions.openDataset({ kind: 'url', url: 'fake' });
  store.actions.moveCrop(272);
  mounted = mount(
    <StoreProvider value={store}>
      <SamplingView />
    </StoreProvider>,
  );
});

afterEach(() => mounted.unmount());

const tableRows = (name: string) =>
  Array.from(find(`table[aria-label="${name}"]`).querySelectorAll('tr'), (row) =>
    Array.from(row.querySelectorAll('th, td:not(:has(figure))'), (cell) => cell.textContent ?? ''),
  );
const figure = (label: string) => find(`figure[aria-label="${label}"] figcaption`).textContent;

describe('SamplingView', () => {
  it('counts the samples of 440 Hz over 5 ms at each rate', () => {
    expect(tableRows('One tone, four rates').slice(1)).toEqual([
      ['8 kHz', '40', '18.2', '4,000', ''],
      ['16 kHzthis dataset', '80', '36.4', '8,000', ''],
      ['22.05 kHz', '110.25', '50.1', '11,025', ''],
      ['44.1 kHz', '220.50', '100.2', '22,050', ''],
    ]);
    expect(figure('440 Hz at 16 kHz')).toBe('80 samples in 5 ms, 36.4 a period.');
  });

  it('says at which rates a tone is heard as another', () => {
    const field = find<HTMLInputElement>('[role=spinbutton][aria-label="Tone, Hz"]');
    type(field, '5000');
    press(field, 'Enter');
    expect(tableRows('One tone, four rates')[1]?.[0]).toBe('8 kHzheard as 3,000 Hz');
    expect(figure('5,000 Hz at 8 kHz')).toBe('40 samples in 5 ms, 1.6 a period, heard as 3,000 Hz.');
  });

  it('folds 5,000 Hz at 8 kHz to 3,000 Hz, and any other', () => {
    expect(find('output[aria-label="Heard frequency"]').textContent).toBe('is heard as 3,000 Hz');
    expect(figure('Folding of the frequency')).toBe(
      '5,000 Hz cannot be stored at 8 kHz: it folds at 4,000 Hz and is heard as 3,000 Hz, 8 \u2212 5.',
    );
    act(() => store.actions.sampling.setAliasHz(13_000));
    act(() => store.actions.sampling.setAliasRate(11_025));
    expect(find('output[aria-label="Heard frequency"]').textContent).toBe('is heard as 1,975 Hz');
    act(() => store.actions.sampling.setAliasHz(440));
    expect(figure('Folding of the frequency')).toBe('440 Hz is below 5,512.5 Hz and is heard as it is.');
  });

  it('adds a rate that is typed and takes one away', () => {
    const field = find<HTMLInputElement>('[aria-label="Another rate, kHz"]');
    type(field, '12');
    press(field, 'Enter');
    expect(tableRows('One tone, five rates')[2]?.slice(0, 4)).toEqual(['12 kHz', '60', '27.3', '6,000']);
    act(() => find('button[aria-label="8 kHz"]').click());
    expect(store.getState().sampling.rates).toEqual([12_000, 16_000, 22_050, 44_100]);
  });

  it('holds samples against frames of another picture rate', () => {
    act(() => find('input[aria-label="29.97"]').click());
    expect(figure('One frame at 16 kHz')).toBe('533.87 samples, 533 or 534, against 640 in this dataset.');
    expect(document.body.textContent).toContain(
      'At 29.97 fps one frame is 533.87 samples at 16 kHz, so every slice is rounded, to 533 or 534.',
    );
  });

  it('states a wrong rate in frames', () => {
    expect(figure('Sound against picture at the end of a clip')).toBe(
      '8 kHz: 100 frames ahead. 16 kHz: in step. 22.05 kHz: 27 frames behind. 44.1 kHz: 64 frames behind.',
    );
  });

  it('measures what the crop loses: a low sine, nothing', async () => {
    while (document.querySelector('[aria-label^="Mean spectrum of"]') === null) {
      await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    }
    expect(figure('Mean spectrum of SPK01/000 [272,472]')).toContain(
      'From 16 kHz to 8 kHz, what lies above 4,000 Hz is lost: < 0.01 % of the energy.',
    );
  });

  it('copies a script of what is shown', async () => {
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    const button = Array.from(document.querySelectorAll('button')).find(
      ({ textContent }) => textContent === 'Copy Python',
    );
    await act(async () => button?.click());
    expect(copied[0]).toContain('TONE_HZ, WINDOW_MS = 440, 5\nRATES = [8000, 16000, 22050, 44100]\n');
  });
});
