// @vitest-environment happy-dom
import { act, createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

  it('shows no figure of another place of the crop', async () => {
    act(() => store.actions.moveCrop(300));
    expect(text('output[aria-label="Audio std"]')).toBe('…');
    expect(tableRows('Clip slices')[1]).toEqual(['003', '', '[0, 100]', '[0, 64000]']);
    await run(() => {});
    expect(text('output[aria-label="Audio std"]')).toBe('0.1768');
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
});
