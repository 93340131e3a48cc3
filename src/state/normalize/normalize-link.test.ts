import { describe, expect, it, vi } from 'vitest';
import type { AppStore } from '../actions.ts';
import { formatLink } from '../link.ts';
import { applyLink } from '../link-sync.ts';
import { statisticsInUse } from '../selectors.ts';
import { createAppStore } from '../store.ts';
import { startPoolHere, startWorkerHere } from '../worker.fixture.ts';
import { recipeOf } from './side-statistics.ts';
import { formatRecipe, parseRecipe, type StatisticsRecipe } from './statistics-recipe.ts';

function create(): AppStore {
  return createAppStore({ worker: startWorkerHere(), pool: startPoolHere() });
}

function foundIn(store: AppStore): string[] {
  return store.getState().messages.map(({ problem }) => problem.where);
}

describe('a recipe', () => {
  it.each([
    [{ kind: 'file' }, 'file'],
    [{ kind: 'npz', fileName: 'my.stats.npz' }, 'npz.my.stats.npz'],
    [{ kind: 'pooled', split: 'train', ddof: 0 }, 'pooled.train'],
    [{ kind: 'pooled', split: 'all', ddof: 1 }, 'sample.all'],
    [
      { kind: 'random-crop', split: 'val', rounds: 50, windowFrames: 100, seed: 4294967295 },
      'crops.val.50.100.4294967295',
    ],
    [{ kind: 'other-pooled', ddof: 1 }, 'other-sample'],
    [{ kind: 'crop' }, 'crop'],
  ] satisfies [StatisticsRecipe, string][])('is %o as %s, both ways', (recipe, text) => {
    expect(formatRecipe(recipe)).toBe(text);
    expect(parseRecipe(text, ['train', 'val'])).toEqual(recipe);
  });

  it.each([
    '',
    'pooled',
    'pooled.nosplit',
    'crops.train.0.100.7',
    'crops.train.50.100',
    'crops.train.50.100.4294967296',
    'mean',
  ])('is not "%s"', (text) => expect(parseRecipe(text, ['train'])).toBeNull());
});

describe('a link', () => {
  it('keeps both sources and the dimension', async () => {
    const store = create();
    await applyLink(store, '?view=normalize&nref=sample.val&ncand=crops.train.2.100.7&ndim=exp.17');
    const state = store.getState();
    expect(recipeOf(state, 'reference')).toEqual({ kind: 'pooled', split: 'val', ddof: 1 });
    expect(recipeOf(state, 'candidate')).toMatchObject({ kind: 'random-crop', rounds: 2 });
    expect(state.normalize.dimension).toEqual({ group: 'exp', dim: 17 });
    expect(formatLink(state)).toContain('&nref=sample.val&ncand=crops.train.2.100.7&ndim=exp.17');
    await applyLink(store, '?view=normalize');
    expect(recipeOf(store.getState(), 'reference')).toEqual({ kind: 'file' });
    expect(formatLink(store.getState())).not.toContain('nref');
  });

  it('says what of it cannot be had', async () => {
    const store = create();
    await applyLink(store, '?view=normalize&nref=pooled.dev&ncand=npz.mine.npz&ndim=exp.50&stats=chosen');
    expect(foundIn(store)).toEqual([
      'link, nref=pooled.dev',
      'link, ncand=mine.npz',
      'link, ndim=exp.50',
      'link, nuse=nothing',
    ]);
    expect(store.getState().statisticsSource).toBe('file');
  });

  it('makes the statistics in use anew', async () => {
    const store = create();
    await applyLink(store, '?stats=chosen&nuse=pooled.train~clamp');
    await vi.waitFor(() => expect(statisticsInUse(store.getState())).not.toBeNull());
    expect(store.getState().chosenStatistics?.origin).toBe(
      'Pooled over every frame of train, std of the population; std below 1e-6 set to 1',
    );
    expect(statisticsInUse(store.getState())?.groups.pose?.std.slice(4)).toEqual(Float32Array.of(1, 1));
    expect(formatLink(store.getState())).toContain('&stats=chosen');
    expect(formatLink(store.getState())).toContain('&nuse=pooled.train');
  });
});
