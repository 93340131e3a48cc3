import { describe, expect, it } from 'vitest';
import { createStoreOver } from './base-store.ts';
import { createLaterViews } from './later-views.ts';
import { DEMO_URL } from './link.ts';
import { applyLink } from './link-sync.ts';
import { startPoolHere, startWorkerHere } from './worker.fixture.ts';

function createPageStore() {
  return createStoreOver({ worker: startWorkerHere(), pool: startPoolHere() }, createLaterViews);
}

describe('views whose code comes later', () => {
  it('do what they are told once their code is there', async () => {
    const store = createPageStore();
    await store.actions.openDataset({ kind: 'url', url: DEMO_URL });
    store.actions.audit.start();
    await expect.poll(() => store.getState().audit.pass.phase, { timeout: 30_000 }).toBe('done');
    expect(store.getState().audit.checked.sequences).toBe(7);
  });

  it('do it at once from then on', async () => {
    const store = createPageStore();
    await store.actions.openDataset({ kind: 'url', url: DEMO_URL });
    store.actions.audit.setFilter({ text: 'SPK01' });
    await expect.poll(() => store.getState().audit.filter.text).toBe('SPK01');
    store.actions.audit.setFilter({ text: 'SPK02' });
    expect(store.getState().audit.filter.text).toBe('SPK02');
  });

  it('take what a link says of them', async () => {
    const store = createPageStore();
    await applyLink(store, '?view=audit&audit-text=SPK05');
    await expect.poll(() => store.getState().audit.filter.text).toBe('SPK05');
  });

  it('give what their actions promise', async () => {
    const store = createPageStore();
    await store.actions.openDataset({ kind: 'url', url: DEMO_URL });
    await expect(store.actions.normalize.saveCandidate()).rejects.toThrow();
  });
});
