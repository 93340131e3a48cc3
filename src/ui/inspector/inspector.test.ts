// @vitest-environment happy-dom
import { act, createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppStore } from '../../state/actions.ts';
import { createAppStore } from '../../state/store.ts';
import { createFakeWorker } from '../sound/fake-worker.fixture.ts';
import { StoreProvider } from '../store-context.ts';
import { Inspector } from './inspector.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let store: AppStore;
let root: Root;

/** Runs an action and waits for the worker's answers and the render. */
async function run(action: () => void): Promise<void> {
  await act(async () => {
    action();
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`nothing on the page matches ${selector}`);
  return element;
}

function text(selector: string): string {
  return find(selector).textContent ?? '';
}

function buttonCalled(name: string): HTMLElement {
  const found = Array.from(document.querySelectorAll('button')).find((button) => button.textContent === name);
  if (found === undefined) throw new Error(`no button is called ${name}`);
  return found;
}

function tableRows(name: string): string[][] {
  return Array.from(document.querySelectorAll(`table[aria-label="${name}"] tr`), (row) =>
    Array.from(row.children, (cell) => cell.textContent ?? ''),
  );
}

beforeEach(async () => {
  document.body.innerHTML = '<div id="root"></div>';
  store = createAppStore({ worker: createFakeWorker() });
  root = createRoot(find('#root'));
  act(() => root.render(createElement(StoreProvider, { value: store }, createElement(Inspector))));
  await run(() => void store.actions.openDataset({ kind: 'url', url: 'fake' }));
  await run(() => store.actions.moveCrop(272));
});

afterEach(() => act(() => root.unmount()));

describe('Inspector', () => {
  it('shows the slices that the loader reads, as Python writes them', () => {
    expect(tableRows('Clip slices')).toEqual([
      ['Clip', '', 'Frames', 'Samples'],
      ['002', '', '[72, 100]', '[46080, 64000]'],
      ['003', '', '[0, 100]', '[0, 64000]'],
      ['004', '', '[0, 72]', '[0, 46080]'],
      ['Total', '', '200', '128000'],
    ]);
    expect(document.body.textContent).toContain('[272,472] of 747');
  });

  it('names the controls of the crop and gives their values', () => {
    const slider = find('[aria-label="Crop start frame"]');
    expect(slider.getAttribute('aria-valuenow')).toBe('272');
    expect(slider.getAttribute('max')).toBe('547');
    const radios = document.querySelectorAll('[role=radiogroup][aria-label="Crop strategy"] input[type=radio]');
    expect(Array.from(radios, (radio) => radio.getAttribute('aria-label'))).toEqual([
      'Random',
      'Begin',
      'End',
      'Manual',
    ]);
    for (const label of ['Seed', 'Motions per window', 'Start frame']) {
      expect(find(`[role=spinbutton][aria-label="${label}"]`)).toBeTruthy();
    }
  });

  it('shows the figures of the crop with every digit at hand', () => {
    // The deviation (n - 1) of a sine of amplitude 0.25 over 128000 samples.
    expect(text('output[aria-label="Audio std"]')).toBe('0.1768');
    expect(Number(find('output[aria-label="Audio std"] data').getAttribute('value'))).toBeCloseTo(
      0.25 * Math.sqrt(0.5 * (128000 / 127999)),
      8,
    );
    expect(find('output[aria-label="Audio mean"]')).toBeTruthy();
  });

  it('marks the figures of the last place of the crop until those of this one arrive', async () => {
    const figures = () => find('output[aria-label="Audio std"]').closest('[aria-busy]');
    expect(figures()?.getAttribute('aria-busy')).toBe('false');
    act(() => store.actions.moveCrop(300));
    expect(figures()?.getAttribute('aria-busy')).toBe('true');
    expect(text('output[aria-label="Audio std"]')).toBe('0.1768');
    expect(tableRows('Clip slices')[1]).toEqual(['003', '', '[0, 100]', '[0, 64000]']);
    await run(() => {});
    expect(figures()?.getAttribute('aria-busy')).toBe('false');
  });

  it('shows no figure once the worker is late', async () => {
    vi.useFakeTimers();
    act(() => store.setState({ crop: { ...store.getState().crop, startFrame: 301 } }));
    act(() => void vi.advanceTimersByTime(201));
    expect(text('output[aria-label="Audio std"]')).toBe('…');
    vi.useRealTimers();
  });

  it('tells what the histograms show in words', () => {
    const images = Array.from(document.querySelectorAll('svg[role=img]'), (image) => image.getAttribute('aria-label'));
    expect(images).toEqual([
      expect.stringMatching(/^Histogram of the raw samples from /),
      expect.stringMatching(/^Histogram of the normalized samples from /),
    ]);
  });

  it('changes the number of windows', async () => {
    const windows = find('[role=spinbutton][aria-label="Windows"]');
    expect([windows.getAttribute('aria-valuenow'), windows.getAttribute('aria-valuemax')]).toEqual(['2', '4']);
    await run(() => store.actions.setWindows(3));
    expect(document.body.textContent).toContain('[272,572] of 747');
  });

  it('draws again and says which draw of the seed it is', async () => {
    await run(() => store.actions.setSeed(42));
    await run(() => find('button[aria-label="Draw again"]').click());
    expect(store.getState().crop.drawIndex).toBe(1);
    expect(document.body.textContent).toContain('Draw 2 of seed 42');
  });

  it('lists the coefficients under the playhead and warns of a std near zero', async () => {
    await run(() => store.actions.setPlayheadFrame(331.4));
    const rows = tableRows('Coefficients at the playhead');
    expect(rows[0]).toEqual(['Dim', 'Value', 'Mean', 'Std', 'z']);
    expect(rows.map(([name]) => name)).toEqual([
      'Dim',
      'exp 0',
      'exp 1',
      'exp 2',
      'head x',
      'head y',
      'head z',
      'jaw x',
      'jaw y',
      'jaw z',
    ]);
    expect(rows[2]?.slice(0, 3)).toEqual(['exp 1', '331.0100', '0.2140']);
    expect(document.body.textContent).toContain(
      'Std near 0 in 2 dimensions: a change of 1e-6 becomes z = 1000 in jaw y.',
    );
  });

  it('says why a short sequence has no crop, and lets the window be shortened', async () => {
    await run(() => void store.actions.selectEntry('SPK02/001'));
    expect(document.body.textContent).toContain(
      'The sequence is shorter than one crop, so none can be chosen: expected 200 frames or more, found 199 frames (SPK02/001)',
    );
    expect(find('[aria-label="Crop start frame"]').hasAttribute('disabled')).toBe(true);
    expect(find('[aria-label="Motions per window"]').hasAttribute('disabled')).toBe(false);
    await run(() => store.actions.setMotions(99));
    expect(find('[aria-label="Crop start frame"]').getAttribute('max')).toBe('1');
  });

  it('recomputes the statistics with a bar that can be cancelled, and says what they are of', async () => {
    act(() => find('input[aria-label="Recomputed"]').click());
    const bar = find('[role=progressbar][aria-label="Statistics of the train split"]');
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuemax')]).toEqual(['0', '2']);
    act(() => buttonCalled('Cancel').click());
    expect(store.getState()).toMatchObject({ statisticsSource: 'file', recomputed: { phase: 'none' } });
    await run(() => find('input[aria-label="Recomputed"]').click());
    expect(document.body.textContent).toContain('Pooled over the train split: 2 sequences, 946 frames.');
    // Dimension 0 is the frame's number: (747 * 373 + 199 * 99) / 946.
    await run(() => store.actions.setPlayheadFrame(10));
    expect(tableRows('Coefficients at the playhead')[1]?.slice(0, 3)).toEqual(['exp 0', '10.0000', '315.3615']);
  });

  it("measures the crop's own frames as they move", async () => {
    await run(() => find('input[aria-label="This crop"]').click());
    expect(document.body.textContent).toContain("Of the crop's own 200 frames.");
    // Frames 272 to 471: mean 371.5, deviation sqrt((200^2 - 1) / 12).
    expect(tableRows('Coefficients at the playhead')[1]?.slice(2, 4)).toEqual(['371.5000', '57.7343']);
    await run(() => store.actions.moveCrop(0));
    expect(tableRows('Coefficients at the playhead')[1]?.[2]).toBe('99.5000');
  });

  it('says why the statistics file cannot be chosen where there is none', async () => {
    const { dataset } = store.getState();
    if (dataset.phase !== 'open') return expect.fail('no dataset');
    const problem = { code: 'statistics-absent', what: '', expected: '', found: '', where: '' };
    const notices = [{ severity: 'warning', problem, consequence: null } as const];
    await run(() =>
      store.setState({ dataset: { ...dataset, summary: { ...dataset.summary, statistics: null, notices } } }),
    );
    expect(find('input[aria-label="stats_train.npz"]').hasAttribute('disabled')).toBe(true);
    expect(document.body.textContent).toContain(
      'There is no stats_train.npz beside the dataset: training would take the values as stored.',
    );
  });
});

describe('what can be taken away', () => {
  function stubClipboard(writeText: (text: string) => Promise<void>): void {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  }

  it('is a Python script of this very crop', async () => {
    const copied: string[] = [];
    stubClipboard(async (text) => void copied.push(text));
    await run(() => buttonCalled('Copy Python').click());
    expect(copied[0]).toContain("ENTRY = 'SPK01/000'\nSTART_FRAME = 272\n");
    expect(copied[0]).toContain("KEYS = ['exp', 'pose']");
    expect(buttonCalled('Copied')).toBeTruthy();
  });

  it('is the link of the view', async () => {
    const copied: string[] = [];
    stubClipboard(async (text) => void copied.push(text));
    await run(() => buttonCalled('Copy link').click());
    expect(copied[0]).toContain('&seq=SPK01/000&start=272&');
  });

  it('says in a message that the browser refused', async () => {
    stubClipboard(() => Promise.reject(new Error('not allowed')));
    await run(() => buttonCalled('Copy link').click());
    expect(store.getState().messages).toMatchObject([
      { problem: { code: 'copy-refused', what: 'The browser did not copy the link', found: 'not allowed' } },
    ]);
  });

  it('is nothing but the link where there is no crop', async () => {
    await run(() => void store.actions.selectEntry('SPK02/001'));
    const disabled = ['Copy Python', 'Save .npz', 'Save .wav', 'Copy link'].map((name) =>
      buttonCalled(name).hasAttribute('disabled'),
    );
    expect(disabled).toEqual([true, true, true, false]);
    expect(document.body.textContent).toContain('No crop, so there is no sample to take away.');
  });

  it('offers both WAV files by keys', async () => {
    await run(() => buttonCalled('Save .wav').click());
    const items = Array.from(document.querySelectorAll<HTMLElement>('[role=menuitem]'));
    expect(items.map((item) => item.getAttribute('aria-label'))).toEqual(['Raw', 'Normalized']);
    expect(document.activeElement).toBe(items[0]);
    const press = (key: string) =>
      run(() => void document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
    await press('ArrowDown');
    expect(document.activeElement).toBe(items[1]);
    await press('Escape');
    expect(document.querySelector('[role=menu]')).toBeNull();
    expect(document.activeElement).toBe(buttonCalled('Save .wav'));
  });
});
