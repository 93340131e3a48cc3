// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAppStore } from '../../state/store.ts';
import type { Notice } from '../../worker/protocol.ts';
import { createFakeWorker, MISSING } from '../list/fake-worker.fixture.ts';
import { find, type Mounted, mount } from '../mount.fixture.ts';
import { StoreProvider } from '../store-context.ts';
import { NoticeBar } from './notice-bar.tsx';
import { PartBoundary } from './part-boundary.tsx';
import { ProblemAlert } from './problem-alert.tsx';

let mounted: Mounted;

function Part({ fault }: { readonly fault: { readonly isThere: boolean } }) {
  if (fault.isThere) throw new Error('scale of width 0');
  return <p>lanes</p>;
}

afterEach(() => mounted.unmount());

describe('ProblemAlert', () => {
  it('gives the four lines in their order, then the consequence', () => {
    mounted = mount(
      <ProblemAlert title="SPK09/000 cannot be shown" problem={MISSING} consequence="Others can be used." />,
    );
    const alert = find('[role=alert]');
    const lines = [...alert.querySelectorAll('dt')].map((term) => [
      term.textContent,
      term.nextElementSibling?.textContent,
    ]);
    expect(lines).toEqual([
      ['What', MISSING.what],
      ['Expected', MISSING.expected],
      ['Found', MISSING.found],
      ['Where', MISSING.where],
    ]);
    expect(find('p', alert).textContent).toBe('Others can be used.');
  });
});

describe('PartBoundary', () => {
  it('shows the fault of its part, and tries again', () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const fault = { isThere: true };
    mounted = mount(
      <PartBoundary part="The lanes">
        <Part fault={fault} />
      </PartBoundary>,
    );
    expect(find('[role=alert]').textContent).toBe(
      'The lanes stopped because of a fault in Talkscope. The rest of the page works on.scale of width 0Show it again',
    );
    fault.isThere = false;
    act(() => find('[role=alert] button').click());
    expect(mounted.container.textContent).toBe('lanes');
    logged.mockRestore();
  });
});

describe('NoticeBar', () => {
  const notices: readonly Notice[] = [
    { severity: 'warning', problem: { ...MISSING, what: 'A split names it twice' }, consequence: null },
    { severity: 'error', problem: MISSING, consequence: null },
  ];

  async function setUp() {
    const store = createAppStore({ worker: createFakeWorker({ rows: [], notices }) });
    await store.actions.openDataset({ kind: 'url', url: 'https://data.example.org/fake/' });
    mounted = mount(
      <MantineProvider>
        <StoreProvider value={store}>
          <NoticeBar />
        </StoreProvider>
      </MantineProvider>,
    );
    return store;
  }

  it('shows the worst in one line and counts the rest', async () => {
    await setUp();
    expect(find('[role=alert]').textContent).toBe(
      'The store lacks a listed sequence: expected the key SPK09/000/metadata, found no such key (SPK09/000)and 1 moreDetails',
    );
  });

  it('goes when dismissed, and comes back with a new message', async () => {
    const store = await setUp();
    act(() => find('button[aria-label="Dismiss 2 notices"]').click());
    expect(document.querySelector('[role=alert], [role=status]')).toBeNull();
    act(() =>
      store.actions.addMessage({ severity: 'warning', problem: { ...MISSING, what: 'The seed is no number' } }),
    );
    expect(find('[role=status]').textContent).toContain('The seed is no number');
    act(() => find('button[aria-label="Dismiss notice"]').click());
    expect(store.getState().messages).toEqual([]);
  });
});
