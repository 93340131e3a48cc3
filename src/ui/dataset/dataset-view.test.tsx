// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { brushedRowsOf } from '../../state/overview/overview-selectors.ts';
import { createProfileTable, MEASURED, publishTable } from '../../state/overview/profile-table.ts';
import { createAppStore } from '../../state/store.ts';
import type { SequenceRow } from '../../worker/protocol.ts';
import { createFakeWorker } from '../list/fake-worker.fixture.ts';
import { find, type Mounted, mount, press } from '../mount.fixture.ts';
import { StoreProvider } from '../store-context.ts';
import { DatasetView } from './dataset-view.tsx';

let mounted: Mounted;

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(280);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400);
  // A wide page: on a narrow one the list is a drawer.
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false, media: '' }));
});
afterEach(() => {
  mounted.unmount();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function row(entry: string, split: string, n_frames = 747): SequenceRow {
  return { entry, splits: [split], n_frames, problem: null, level: null };
}

const ROWS = [row('SPK01/000', 'train'), row('SPK01/001', 'val', 200), row('SPK02/000', 'train', 400)];

/** Over figures that are measured already, or over none. */
async function setUp(isMeasured: boolean, rows = ROWS) {
  const worker = createFakeWorker({
    rows,
    splits: [
      { name: 'train', sequences: 2 },
      { name: 'val', sequences: 1 },
    ],
  });
  const store = createAppStore({ worker });
  // From another computer, so that nothing is measured unasked.
  await store.actions.openDataset({ kind: 'url', url: 'https://data.example.org/fake/' });
  if (isMeasured) {
    const table = createProfileTable(rows.map(({ entry }) => entry));
    table.columns.jaw.set([0.02, 0.06, 0.1]);
    table.columns.lag.set([0, 4, 1]);
    table.columns.lag_r.set([0.8, 0.9, 0.7]);
    table.columns.seconds.set(rows.map(({ n_frames }) => (n_frames ?? 0) / 25));
    table.status.fill(MEASURED);
    store.setState({
      overview: {
        ...store.getState().overview,
        table: publishTable(table),
        measuring: { phase: 'done', tookMs: 6800 },
      },
    });
  }
  mounted = mount(
    <StoreProvider value={store}>
      <MantineProvider>
        <DatasetView />
      </MantineProvider>
    </StoreProvider>,
  );
  return store;
}

const slider = (name: string) => find(`[role=slider][aria-label="${name}"]`);
const button = (name: string) => {
  const found = [...document.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent)?.trim() === name,
  );
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
};
const listed = () =>
  [
    ...find('[role=grid][aria-label="Brushed sequences"]').querySelectorAll('[role=row] [role=gridcell]:first-child'),
  ].map((cell) => cell.textContent);

describe('DatasetView', () => {
  it('asks before it reads a dataset from another computer', async () => {
    const store = await setUp(false);
    const measure = vi.spyOn(store.actions.overview, 'measure').mockResolvedValue();
    expect(store.getState().overview.measuring.phase).toBe('none');
    act(() => button('Measure all sequences (3, 1.0 MB)').click());
    expect(measure).toHaveBeenCalledOnce();
  });

  it('has a table of splits, and names who is in two of them', async () => {
    const store = await setUp(true);
    const cells = [...find('table[aria-label=Splits]').querySelectorAll('tbody tr')].map((each) =>
      [...each.children].map(({ textContent }) => textContent?.trim()),
    );
    expect(cells).toEqual([
      ['Train', '2', '0.76', '1,147', '12', '2'],
      ['Val', '1', '0.13', '200', '2', '1'],
    ]);
    expect(document.body.textContent).toContain('Person SPK01 is in train and val 1 + 1');
    act(() => button('Show 2').click());
    expect(listed()).toEqual(['SPK01/000', 'SPK01/001']);
    act(() => button('Remove the brush of People in two splits').click());
    expect(brushedRowsOf(store.getState()).isNarrowed).toBe(false);
  });

  it('moves a brush by the keys of its handles and shows it as a chip', async () => {
    const store = await setUp(true);
    press(slider('Jaw opening, from'), 'PageUp');
    expect(store.getState().overview.brushes).toEqual([{ key: 'jaw', low: 0.028, high: 0.1 }]);
    expect(find('[aria-label=Brushes]').textContent).toContain('Jaw opening[0.028, 0.1]');
    expect(listed()).toEqual(['SPK01/001', 'SPK02/000']);
    press(slider('Jaw opening, to'), 'Home');
    expect(store.getState().overview.brushes).toEqual([{ key: 'jaw', low: 0.028, high: 0.028 }]);
    press(slider('Jaw opening, to'), 'Delete');
    expect(listed()).toHaveLength(3);
  });

  it('has the same brush in the scatter', async () => {
    const store = await setUp(true);
    press(slider('Scatter, Sound-jaw lag, from'), 'End');
    const [brush] = store.getState().overview.brushes;
    expect(brush?.key).toBe('lag');
    press(slider('Scatter, Sound-jaw lag, from'), 'Backspace');
    expect(store.getState().overview.brushes).toEqual([]);
  });

  it('says what is measured, of how many, and what a model would learn', async () => {
    await setUp(true);
    expect(find('[role=status][aria-label=Measured]').textContent).toContain('Measured 3 of 3 sequences');
    expect(find('output[aria-label=Brushed]').textContent).toBe('3 of 3');
    expect(document.body.textContent).toContain('In 1 sequence the jaw trails the sound by about 4 frames (160 ms).');
    expect(find('figure[aria-label="Jaw opening"] output').textContent).toBe('0.060');
  });

  it('moves, flags and opens with the keys of the list', async () => {
    const store = await setUp(true);
    const grid = find('[role=grid][aria-label="Brushed sequences"]');
    press(grid, 'End');
    expect(document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent).toContain(
      'SPK02/000',
    );
    press(grid, '!');
    expect([...store.getState().flaggedEntries]).toEqual(['SPK02/000']);
    const selectEntry = vi.spyOn(store.actions, 'selectEntry').mockResolvedValue();
    press(grid, 'Enter');
    expect(selectEntry).toHaveBeenCalledWith('SPK02/000');
    expect(store.getState().view).toBe('explore');
  });

  it('sorts by a figure and says so', async () => {
    await setUp(true);
    act(() => button('Sort by Jaw opening').click());
    expect(listed()).toEqual(['SPK02/000', 'SPK01/001', 'SPK01/000']);
    expect(button('Sort by Jaw opening').closest('[role=columnheader]')?.getAttribute('aria-sort')).toBe('descending');
    act(() => button('Flag all 3').click());
    expect(document.body.textContent).toContain('3 flagged');
  });

  it('shows a measuring under way as a progressbar that can be stopped', async () => {
    const store = await setUp(true);
    const cancel = vi.spyOn(store.actions.overview, 'cancelMeasuring');
    act(() =>
      store.setState({
        overview: {
          ...store.getState().overview,
          measuring: { phase: 'running', doneSequences: 1, totalSequences: 3 },
        },
      }),
    );
    const bar = find('[role=progressbar][aria-label="Measuring sequences"]');
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuemax')]).toEqual(['1', '3']);
    expect(document.body.textContent).toContain('figures are provisional');
    act(() => button('Cancel').click());
    expect(cancel).toHaveBeenCalledOnce();
  });
});
