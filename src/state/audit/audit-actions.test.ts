import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ODD_DATASETS } from '../../../fixtures/unpack.ts';
import type { AppStore } from '../actions.ts';
import { applyLink } from '../link-sync.ts';
import { createAppStore } from '../store.ts';
import { startPoolHere, startWorkerHere } from '../worker.fixture.ts';
import { keyOfFinding } from './finding-key.ts';

async function open(url: string): Promise<AppStore> {
  const store = createAppStore({ worker: startWorkerHere(), pool: startPoolHere() });
  await store.actions.openDataset({ kind: 'url', url });
  return store;
}

async function until(store: AppStore, phase: 'done' | 'failed' | 'paused'): Promise<void> {
  await expect.poll(() => store.getState().audit.pass.phase, { timeout: 30_000 }).toBe(phase);
}

describe('an audit in the page', () => {
  it('finds in the pool what is in the dataset', async () => {
    const store = await open(join(ODD_DATASETS, 'nan-coef'));
    store.actions.audit.start();
    await until(store, 'done');
    const { findings, checked, entries } = store.getState().audit;
    expect(checked.sequences).toBe(entries.length);
    const found = findings.filter(({ code }) => code === 'coef-not-finite');
    // fixtures/odd: frames 3 and 4 of clip 001 of SPK04/000.
    expect(found.map(({ entry, clip, frames }) => [entry, clip, frames])).toEqual([['SPK04/000', 1, [103, 105]]]);
  });

  it('goes on after a pause where it stopped, and finds the same', async () => {
    const whole = await open('demo/');
    whole.actions.audit.start();
    await until(whole, 'done');
    const store = await open('demo/');
    store.actions.audit.start();
    const unsubscribe = store.subscribe(({ audit }) => {
      if (audit.checked.sequences === 0) return;
      unsubscribe();
      store.actions.audit.pause();
    });
    await until(store, 'paused');
    const { sequences } = store.getState().audit.checked;
    store.actions.audit.resume();
    await until(store, 'done');
    expect(store.getState().audit.checked.sequences).toBe(7);
    expect(sequences).toBeLessThan(7);
    expect(store.getState().audit.findings).toEqual(whole.getState().audit.findings);
  });

  it('measures the finding that a link names once it is found', async () => {
    const store = await open(join(ODD_DATASETS, 'nan-coef'));
    store.actions.audit.choose('coef-not-finite:SPK04/000:1:103-105:exp');
    store.actions.audit.start();
    await until(store, 'done');
    await expect.poll(() => store.getState().audit.evidence.phase).toBe('ready');
    const { evidence } = store.getState().audit;
    expect(evidence.phase === 'ready' && evidence.evidence.kind).toBe('motion');
  });

  it('forgets everything when another dataset is opened', async () => {
    const store = await open('demo/');
    store.actions.audit.start();
    await until(store, 'done');
    await store.actions.openDataset({ kind: 'url', url: join(ODD_DATASETS, 'nan-coef') });
    expect(store.getState().audit).toMatchObject({ pass: { phase: 'none' }, findings: [], entries: [] });
  });

  it('tells apart all findings of a dataset', async () => {
    const store = await open(join(ODD_DATASETS, 'stats-zero-std'));
    store.actions.audit.start();
    await until(store, 'done');
    const keys = store.getState().audit.findings.map(keyOfFinding);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('reports a filter of a link that is none', async () => {
    const store = await open('demo/');
    await applyLink(store, '?view=audit&audit-severity=awful&audit-split=nowhere');
    const said = store.getState().messages.map(({ problem }) => `${problem.what}: ${problem.expected}`);
    expect(said).toEqual([
      "The link's audit-severity was not understood and is left out: error, warning, note",
      "The link's audit-split was not understood and is left out: train, val, test",
    ]);
  });
});
