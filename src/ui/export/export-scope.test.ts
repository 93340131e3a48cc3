import { describe, expect, it } from 'vitest';
import type { AppStore } from '../../state/actions.ts';
import { createAppStore } from '../../state/store.ts';
import type { SequenceRow } from '../../worker/protocol.ts';
import { createFakeWorker } from '../list/fake-worker.fixture.ts';
import { exportScopes } from './export-scope.ts';

const ROWS: readonly SequenceRow[] = [
  { entry: 'SPK01/000', splits: ['train'], n_frames: 600, problem: null, level: null },
  { entry: 'SPK02/000', splits: ['val'], n_frames: 300, problem: null, level: null },
  { entry: 'SPK02/001', splits: ['val'], n_frames: 100, problem: null, level: null },
];
/** Eight pages of 65536 bytes, which no snapshot goes below. */
const LEAST = 524_288;

async function open(rows = ROWS): Promise<AppStore> {
  const store = createAppStore({ worker: createFakeWorker({ rows }) });
  await store.actions.openDataset({ kind: 'url', url: 'fake' });
  return store;
}

const shownOf = ({ getState }: AppStore) =>
  exportScopes(getState()).map(({ label, sequences, bytesEstimate, fileName }) => [
    label,
    sequences,
    Math.round(bytesEstimate - LEAST),
    fileName,
  ]);

describe('what can be exported', () => {
  it('is all, and the open sequence with its share of the frames', async () => {
    const store = await open();
    expect(shownOf(store)).toEqual([
      ['The whole dataset', 3, 1_000_000, 'fake.sqlite'],
      ['SPK01/000', 1, 600_000, 'fake_SPK01_000.sqlite'],
    ]);
    expect(exportScopes(store.getState()).map(({ entries }) => entries)).toEqual([null, ['SPK01/000']]);
  });

  it('is the list too where a filter hides some of it', async () => {
    const store = await open();
    store.actions.setSplitFilter('val');
    expect(exportScopes(store.getState())[1]).toMatchObject({
      kind: 'list',
      entries: ['SPK02/000', 'SPK02/001'],
      fileName: 'fake_part.sqlite',
    });
    store.actions.setFilterText('nobody');
    expect(exportScopes(store.getState()).map(({ kind }) => kind)).toEqual(['all', 'sequence']);
  });

  it('counts sequences where their lengths are not known yet', async () => {
    const store = await open(ROWS.map((row) => ({ ...row, n_frames: null })));
    expect(shownOf(store)[1]?.[2]).toBe(333_333);
  });

  it('is nothing without a dataset', () => {
    const store = createAppStore({ worker: createFakeWorker({ rows: [] }) });
    expect(exportScopes(store.getState())).toEqual([]);
  });
});
