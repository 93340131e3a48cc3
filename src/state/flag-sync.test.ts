import { describe, expect, it } from 'vitest';
import { createFakeWorker } from '../ui/list/fake-worker.fixture.ts';
import { type FlagStorage, startFlagSync } from './flag-sync.ts';
import { createAppStore } from './store.ts';

function row(entry: string) {
  return { entry, splits: ['train'], n_frames: 747, problem: null, level: null };
}

function setUp(kept: Record<string, readonly string[]> = {}) {
  const storage: FlagStorage = {
    read: (key) => kept[key] ?? [],
    write: (key, entries) => {
      kept[key] = entries;
    },
  };
  const store = createAppStore({ worker: createFakeWorker({ rows: [row('SPK01/000'), row('SPK02/000')] }) });
  startFlagSync(store, storage);
  return { store, kept };
}

describe('flags', () => {
  it('are kept with the dataset they were set in', async () => {
    const { store, kept } = setUp();
    await store.actions.openDataset({ kind: 'url', url: 'https://data.example.org/one/' });
    store.actions.toggleFlag('SPK01/000');
    store.actions.toggleFlag('SPK02/000');
    store.actions.toggleFlag('SPK01/000');
    expect(kept).toEqual({ 'https://data.example.org/one/': ['SPK02/000'] });
    await store.actions.openDataset({ kind: 'url', url: 'https://data.example.org/two/' });
    expect(store.getState().flaggedEntries).toEqual(new Set());
    expect(kept).toEqual({ 'https://data.example.org/one/': ['SPK02/000'] });
  });

  it('come back when the dataset is opened again', async () => {
    const { store } = setUp({ 'https://data.example.org/one/': ['SPK02/000'] });
    await store.actions.openDataset({ kind: 'url', url: 'https://data.example.org/one/' });
    expect(store.getState().flaggedEntries).toEqual(new Set(['SPK02/000']));
  });

  it('narrow the list that J and K walk', async () => {
    const { store } = setUp({ 'https://data.example.org/one/': ['SPK02/000'] });
    await store.actions.openDataset({ kind: 'url', url: 'https://data.example.org/one/' });
    store.actions.setFlaggedOnly(true);
    store.actions.stepEntry(1);
    const { sequence } = store.getState();
    expect(sequence.phase === 'none' ? null : sequence.entry).toBe('SPK02/000');
  });
});
