// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppStore } from '../../state/actions.ts';
import { createAppStore } from '../../state/store.ts';
import { pageDialog } from '../commands/page-dialog.ts';
import { createFakeWorker } from '../list/fake-worker.fixture.ts';
import { find, type Mounted, mount, press, type } from '../mount.fixture.ts';
import { StoreProvider } from '../store-context.ts';
import { Palette } from './palette.tsx';

let store: AppStore;
let mounted: Mounted;
const onClose = vi.fn();

/** Lets everything happen that waits for a timer or a promise. */
function settle(): Promise<void> {
  return act(async () => {
    await vi.runAllTimersAsync();
  });
}

function row(entry: string) {
  return { entry, splits: ['train'], n_frames: 747, problem: null, level: null };
}

beforeEach(async () => {
  vi.useFakeTimers();
  const rows = ['SPK01/000', 'SPK01/001', 'SPK02/000', 'SPK02/001', 'SPK02/002', 'SPK03/000', 'RD_Radio14/000'].map(
    row,
  );
  store = createAppStore({ worker: createFakeWorker({ rows }) });
  await store.actions.openDataset({ kind: 'url', url: 'https://data.example.org/fake/' });
  mounted = mount(
    <StoreProvider value={store}>
      <MantineProvider>
        <Palette isOpen onClose={onClose} />
      </MantineProvider>
    </StoreProvider>,
  );
  await settle();
});

afterEach(() => {
  mounted.unmount();
  vi.useRealTimers();
  onClose.mockReset();
  pageDialog.setState({ shown: 'none' });
});

const field = () => find<HTMLInputElement>('[role=combobox]');

function options(): (string | null)[] {
  return [...document.querySelectorAll('[role=option]')].map(
    ({ firstElementChild }) => firstElementChild?.nextElementSibling?.textContent ?? null,
  );
}

/** The row that the field points at. */
function chosen(): string | null {
  const id = field().getAttribute('aria-activedescendant') ?? '';
  return document.getElementById(id)?.querySelector('span')?.textContent ?? null;
}

async function enter(text: string, options?: KeyboardEventInit) {
  type(field(), text);
  press(field(), 'Enter', options);
  await settle();
}

describe('Palette', () => {
  it('is a named dialog with a combobox over grouped options', () => {
    expect(find('[role=dialog]').getAttribute('aria-modal')).toBe('true');
    expect(document.getElementById(find('[role=dialog]').getAttribute('aria-labelledby') ?? '')?.textContent).toBe(
      'Commands',
    );
    expect(field().getAttribute('aria-label')).toBe('Search or run a command');
    expect(find('[role=listbox]').id).toBe(field().getAttribute('aria-controls'));
    const groups = [...document.querySelectorAll('[role=listbox] [role=group]')].map(
      (group) => document.getElementById(group.getAttribute('aria-labelledby') ?? '')?.textContent,
    );
    expect(groups).toEqual(['Commands', 'Sequences']);
  });

  it('marks the typed letters, the best match first', () => {
    type(field(), 'loop w');
    expect(options()).toEqual(['Loop window A', 'Loop window B']);
    expect([...document.querySelectorAll('[role=option] b')].map(({ textContent }) => textContent)).toEqual([
      'Loop',
      'w',
      'Loop',
      'w',
    ]);
    expect(chosen()).toBe('Loop window A');
  });

  it('runs the chosen command and closes', async () => {
    type(field(), 'loop w');
    press(field(), 'ArrowDown');
    press(field(), 'Enter');
    expect(onClose).toHaveBeenCalledOnce();
    await settle();
    expect(store.getState().loopTarget).toBe('window-b');
  });

  it('goes to a typed place at once, also past rows that match its letters', async () => {
    type(field(), '01');
    expect(options()).toEqual(['SPK01/000', 'SPK01/001', 'SPK02/001', 'Frame 1']);
    expect(chosen()).toBe('Frame 1');
    await enter('003[31]');
    expect(store.getState().playheadFrame).toBe(331);
    await enter('seed 7');
    expect(store.getState().crop).toMatchObject({ strategy: 'random', seed: 7, drawIndex: 0 });
  });

  it('says why a typed place leads nowhere', async () => {
    await enter('9999');
    expect(find('[role=status]').textContent).toBe('No frame 9999: this sequence has 0 to 746');
    expect(onClose).not.toHaveBeenCalled();
  });

  it('opens a sequence, from another view too', async () => {
    act(() => store.actions.showView('audit'));
    await enter('radio');
    const { view, sequence } = store.getState();
    expect([view, sequence.phase === 'none' ? null : sequence.entry]).toEqual(['explore', 'RD_Radio14/000']);
  });

  it('shows all matches in the list with Ctrl Enter', async () => {
    type(field(), 'spk');
    expect(options()).toContain('Show all 6 in the list');
    await enter('spk', { ctrlKey: true });
    expect(store.getState().filterText).toBe('spk');
  });

  it('jumps with Tab to the next group, and closes with Ctrl K', () => {
    press(field(), 'Tab');
    expect(chosen()).toBe('SPK01/000');
    press(field(), 'k', { ctrlKey: true });
    expect(onClose).toHaveBeenCalledOnce();
  });
});
