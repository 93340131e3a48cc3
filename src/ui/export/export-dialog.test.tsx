// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppStore } from '../../state/actions.ts';
import { createAppStore } from '../../state/store.ts';
import type { DatasetWorkerApi, ExportPart } from '../../worker/protocol.ts';
import { createFakeWorker } from '../list/fake-worker.fixture.ts';
import { find, type Mounted, mount } from '../mount.fixture.ts';
import { StoreProvider } from '../store-context.ts';
import { ExportDialog } from './export-dialog.tsx';

const ROWS = ['SPK01/000', 'SPK02/000'].map((entry) => ({
  ...{ entry, splits: ['train'], n_frames: 500, problem: null, level: null },
}));
const PROBLEM = { code: 'bad', what: 'The clip is bad', expected: '1', found: '2', where: 'clip SPK01/000/000' };

/** A worker whose export goes on when the test gives it a part. */
function createExportingWorker() {
  const asked: (readonly string[] | null)[] = [];
  const cancelled: number[] = [];
  const waiting: ((part: ExportPart) => void)[] = [];
  const worker: DatasetWorkerApi = {
    ...createFakeWorker({ rows: ROWS }),
    startExport: async ({ entries }) => {
      asked.push(entries);
      return { ok: true, value: { id: 5, sequencesTotal: 2 } };
    },
    stepExport: () => new Promise((resolve) => waiting.push((value) => resolve({ ok: true, value }))),
    cancelExport: async (id) => void cancelled.push(id),
  };
  const give = (part: Partial<ExportPart>) =>
    act(async () => waiting.shift()?.({ chunks: [], progress: null, problems: [], summary: null, ...part }));
  return { worker, asked, cancelled, give };
}

let mounted: Mounted;
let store: AppStore;
let exporting: ReturnType<typeof createExportingWorker>;
const downloads: string[] = [];

beforeEach(async () => {
  downloads.length = 0;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    downloads.push(this.download);
  });
  exporting = createExportingWorker();
  store = createAppStore({ worker: exporting.worker });
  await store.actions.openDataset({ kind: 'url', url: 'https://data.example.org/fake/' });
  mounted = mount(
    <MantineProvider>
      <StoreProvider value={store}>
        <ExportDialog isOpen onClose={() => {}} />
      </StoreProvider>
    </MantineProvider>,
  );
  await act(async () => {});
});
afterEach(() => {
  mounted.unmount();
  vi.restoreAllMocks();
});

async function click(name: string): Promise<void> {
  const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  await act(async () => button?.click());
}

const PROGRESS = {
  entry: 'SPK01/000',
  sequencesDone: 1,
  sequencesTotal: 2,
  bytesWritten: 5e6,
  bytesTotalEstimate: 1e7,
};

describe('the dialog Export snapshot', () => {
  it('offers all sequences and the open one, and exports what is chosen', async () => {
    const radios = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')];
    expect(radios.map((radio) => radio.closest('label')?.textContent)).toEqual([
      'The whole dataset2 sequences, about 1.5 MB',
      'SPK01/0001 sequence, about 1.0 MB',
    ]);
    await act(async () => radios[1]?.click());
    await click('Export');
    expect(exporting.asked).toEqual([['SPK01/000']]);
  });

  it('shows how far it has come in a progressbar of its name', async () => {
    await click('Export');
    await exporting.give({ progress: PROGRESS });
    const bar = find('[role=progressbar][aria-label="Exporting snapshot"]');
    expect([bar.ariaValueNow ?? bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuemax')]).toEqual([
      '5000000',
      '10000000',
    ]);
    expect(bar.getAttribute('aria-valuetext')).toMatch(/^1 of 2 sequences, \d+ s left$/);
  });

  it('hands the file to the downloads and lists the problems', async () => {
    await click('Export');
    await exporting.give({
      chunks: [{ startByte: 0, bytes: new Uint8Array(1_500_000) }],
      problems: [PROBLEM],
      summary: { sequences: 2, records: 9, problemCount: 1 },
    });
    expect(downloads).toEqual(['fake.sqlite']);
    expect(find('[role=status]').textContent).toBe('fake.sqlite is written: 2 sequences, 9 records, 1.5 MB.');
    expect(find('li').textContent).toBe('The clip is bad: expected 1, found 2 (clip SPK01/000/000)');
    await click('Done');
    expect(store.getState().exporting).toEqual({ phase: 'none' });
  });

  it('goes back to the choice when it is cancelled, and writes nothing', async () => {
    await click('Export');
    await exporting.give({ progress: PROGRESS });
    await click('Cancel');
    await exporting.give({ summary: { sequences: 2, records: 9, problemCount: 0 } });
    expect(document.querySelectorAll('input[type=radio]')).toHaveLength(2);
    expect(exporting.cancelled).toEqual([5]);
    expect(downloads).toEqual([]);
  });
});
