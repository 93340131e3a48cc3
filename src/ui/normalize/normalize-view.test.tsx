// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppStore } from '../../state/actions.ts';
import { createAppStore } from '../../state/store.ts';
import { startPoolHere, startWorkerHere } from '../../state/worker.fixture.ts';
import { find, type Mounted, mount, press } from '../mount.fixture.ts';
import { StoreProvider } from '../store-context.ts';
import { NormalizeView } from './normalize-view.tsx';

let store: AppStore;
let mounted: Mounted;

function buttonCalled(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((button) => button.textContent === name);
  if (found === undefined) throw new Error(`no button is called ${name}`);
  return found;
}

function texts(selector: string): string[] {
  return [...document.querySelectorAll(selector)].map((element) => element.textContent ?? '');
}

/** Waits, within `act`, until everything is computed. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 500 && store.getState().normalize.histogram.phase !== 'done'; turn++) {
    await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
  }
  expect(store.getState().normalize.histogram.phase).toBe('done');
}

beforeEach(async () => {
  store = createAppStore({ worker: startWorkerHere(), pool: startPoolHere() });
  await store.actions.openDataset({ kind: 'url', url: 'demo/' }, 'SPK01/000');
  mounted = mount(
    <StoreProvider value={store}>
      <NormalizeView />
    </StoreProvider>,
  );
});

afterEach(() => mounted.unmount());

describe('NormalizeView', () => {
  it('keeps the candidate from being used or saved until the pass ends, and says why', async () => {
    const save = buttonCalled('Save stats_train.npz');
    expect(save.disabled).toBe(true);
    expect(buttonCalled('Use for normalization').disabled).toBe(true);
    expect(find(`#${CSS.escape(save.getAttribute('aria-describedby') ?? '')}`).textContent).not.toBe('');
    expect(find('[role=progressbar]').getAttribute('aria-label')).toBe('Recomputing over train');
    expect(buttonCalled('Cancel')).toBeDefined();
    await settle();
    expect(save.disabled).toBe(false);
    expect(document.querySelector('[role=progressbar]')).toBeNull();
    expect(find('footer').textContent).toContain('Recomputed over train5 / 5 sequences2,146 frames');
  });

  it('says by what its table is sorted', async () => {
    await settle();
    expect(find('th[aria-sort=descending]').textContent).toBe('Δ %');
    act(() => document.querySelector<HTMLElement>('table[aria-label="Largest disagreement"] thead button')?.click());
    expect(find('th[aria-sort=ascending]').textContent).toBe('Dim');
    expect(find('[aria-label=Disagreement] h2').textContent).toBe('Largest disagreementby dimension');
  });

  it('chooses a dimension everywhere', async () => {
    await settle();
    press(find('[role=slider][aria-label="Dimension of Pose"]'), 'End');
    expect(find('[role=slider][aria-label="Dimension of Pose"]').getAttribute('aria-valuetext')).toContain('jaw z');
    expect(find<HTMLSelectElement>('select[aria-label=Dimension]').value).toBe('pose.5');
    press(find('[role=slider][aria-label="Dimension of Expression"]'), 'Home');
    expect(find<HTMLSelectElement>('select[aria-label=Dimension]').value).toBe('exp.0');
    expect(find('[role=slider][aria-label="Dimension of Pose"]').getAttribute('aria-valuetext')).toBe('none chosen');
  });

  it('states what a std near 0 does, and what is done about it', async () => {
    await settle();
    expect(texts('table[aria-label="Std near 0"] tbody tr')).toEqual([
      'jaw y001e-6 becomes z 1000',
      'jaw z001e-6 becomes z 1000',
    ]);
    act(() => buttonCalled('Leave out').click());
    expect(buttonCalled('Leave out').getAttribute('aria-pressed')).toBe('true');
    expect(texts('table[aria-label="Std near 0"] tbody tr')[0]).toBe('jaw y00z is 0');
    act(() => buttonCalled('Leave out').click());
    expect(store.getState().normalize.treatment).toBe('none');
  });

  it('opens the sources of a side, and closes them with the focus back', async () => {
    await settle();
    const reference = find('[role=combobox][aria-label=Reference]');
    act(() => reference.click());
    expect(texts('[role=menuitemradio] span:nth-child(2)')).toEqual([
      'stats_train.npz',
      'Statistics file',
      'Recomputed, pooled',
      'Recomputed, random crops',
      'This sequence',
      'This crop',
      'Second dataset',
    ]);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('stats_train.npz');
    press(document.activeElement as Element, 'Escape');
    expect(document.activeElement).toBe(reference);
  });
});
