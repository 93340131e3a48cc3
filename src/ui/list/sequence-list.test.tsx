// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAppStore } from '../../state/store.ts';
import type { SequenceRow } from '../../worker/protocol.ts';
import { find, type Mounted, mount, press, type } from '../mount.fixture.ts';
import { StoreProvider } from '../store-context.ts';
import { createFakeWorker, MISSING } from './fake-worker.fixture.ts';
import { SequenceList } from './sequence-list.tsx';

const LIST_PX = 280;

let mounted: Mounted;

// The simulated document lays nothing out; the virtual list only needs to know how much of it is in view.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(LIST_PX);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(LIST_PX);
});
afterEach(() => {
  mounted.unmount();
  vi.restoreAllMocks();
});

async function setUp(rows: readonly SequenceRow[]) {
  const worker = createFakeWorker({ rows, splits: [{ name: 'train', sequences: 2 }] });
  const store = createAppStore({ worker });
  await store.actions.openDataset({ kind: 'url', url: 'https://data.example.org/fake/' });
  mounted = mount(
    <StoreProvider value={store}>
      <SequenceList />
    </StoreProvider>,
  );
  return store;
}

function row(entry: string, fields: Partial<SequenceRow> = {}): SequenceRow {
  return { entry, splits: ['train'], n_frames: 747, problem: null, level: null, ...fields };
}

function shownRows(): HTMLElement[] {
  return [...find('[role=grid][aria-label=Sequences]').querySelectorAll<HTMLElement>('[role=row]')];
}

function firstCell(ofRow: Element | undefined): string | null | undefined {
  return ofRow?.querySelector('[role=gridcell]')?.textContent;
}

/** The row that the grid points at. */
function activeEntry(): string | null | undefined {
  const id = find('[role=grid]').getAttribute('aria-activedescendant');
  return id === null ? null : firstCell(document.getElementById(id) ?? undefined);
}

describe('SequenceList', () => {
  const THREE = [
    row('SPK01/000'),
    row('SPK02/000', { splits: [] }),
    row('SPK09/000', { n_frames: null, problem: MISSING }),
  ];

  it('has a row an entry, its name in the first cell, frames and seconds behind', async () => {
    await setUp(THREE);
    const cells = shownRows().map((shown) =>
      [...shown.querySelectorAll('[role=gridcell]')].map(({ textContent }) => textContent),
    );
    expect(cells).toEqual([
      ['SPK01/000', '747', '29.9'],
      ['SPK02/000', '747', '29.9'],
      ['SPK09/000', '—', '—'],
    ]);
  });

  it('says why a sequence cannot be used', async () => {
    await setUp(THREE);
    expect(shownRows()[2]?.getAttribute('aria-description')).toBe(
      'The store lacks a listed sequence: expected the key SPK09/000/metadata, found no such key (SPK09/000)',
    );
  });

  it('draws the loudness only where the dataset knows it, out of sight of screen readers', async () => {
    await setUp(THREE);
    expect(find('[aria-label="Sequence list"]').textContent).not.toContain('Level');
    expect(shownRows()[0]?.querySelector('svg')).toBeNull();
    mounted.unmount();
    await setUp([row('SPK01/000', { level: new Uint8Array(16).fill(128) }), row('SPK02/000')]);
    expect(find('[aria-label="Sequence list"]').textContent).toContain('Level');
    const [known, unknown] = shownRows().map((shown) => shown.querySelector('svg'));
    expect(known?.getAttribute('aria-hidden')).toBe('true');
    expect(known?.querySelector('path')?.getAttribute('d')).toMatch(/^(M[\d.]+ 3v8){16}$/);
    expect(unknown?.querySelector('path')).toBeNull();
    expect(shownRows().map(firstCell)).toEqual(['SPK01/000', 'SPK02/000']);
  });

  it('warns of a sequence that can be used in spite of a problem', async () => {
    await setUp([row('SPK01/000', { problem: MISSING }), row('SPK02/000')]);
    expect(shownRows()[0]?.getAttribute('aria-description')).toContain('The store lacks a listed sequence');
    expect(find('[aria-label="Sequence list"]').textContent).toContain('1 with warnings');
  });

  it('moves with the keys and selects with Enter and Space', async () => {
    const store = await setUp(THREE);
    const selectEntry = vi.spyOn(store.actions, 'selectEntry').mockResolvedValue();
    const grid = find('[role=grid]');
    expect(activeEntry()).toBe('SPK01/000');
    press(grid, 'ArrowDown');
    expect(activeEntry()).toBe('SPK02/000');
    press(grid, 'Enter');
    press(grid, 'End');
    press(grid, ' ');
    press(grid, 'Home');
    expect(activeEntry()).toBe('SPK01/000');
    expect(selectEntry.mock.calls).toEqual([['SPK02/000'], ['SPK09/000']]);
  });

  it('narrows by name and by split, and offers the way back', async () => {
    const store = await setUp(THREE);
    type(find<HTMLInputElement>('input[type=search][aria-label="Filter sequences"]'), 'spk0');
    act(() => find<HTMLInputElement>('[role=radiogroup][aria-label=Split] input[aria-label=Train]').click());
    expect(shownRows().map(firstCell)).toEqual(['SPK01/000', 'SPK09/000']);
    act(() => store.actions.setFilterText('speeker'));
    expect(find('p[role=status]').textContent).toBe('No match for “speeker”. Clear filter');
    act(() => find('p[role=status] button').click());
    expect(shownRows()).toHaveLength(3);
  });

  it('draws a few rows of many, and asks for the lengths of those alone', async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => row(`SPK${index}/000`, { n_frames: null }));
    const worker = createFakeWorker({ rows });
    const describeSequences = vi.spyOn(worker, 'describeSequences');
    const store = createAppStore({ worker });
    await store.actions.openDataset({ kind: 'url', url: 'https://data.example.org/fake/' });
    await act(async () => {
      mounted = mount(
        <StoreProvider value={store}>
          <SequenceList />
        </StoreProvider>,
      );
    });
    expect(shownRows().length).toBeLessThan(40);
    expect(find('[role=grid]').getAttribute('aria-rowcount')).toBe('100000');
    const asked = describeSequences.mock.calls.flatMap(([entries]) => entries);
    expect(asked.slice(0, 2)).toEqual(['SPK0/000', 'SPK1/000']);
    expect(asked.length).toBeLessThan(40);
    expect(shownRows()[0]?.querySelectorAll('[role=gridcell]')[1]?.textContent).toBe('500');
  });
});
