import { describe, expect, it } from 'vitest';
import { personOf, totalsOf } from './dataset-totals.ts';

const UNIT = { fps: 25, seg_len: 100 };

describe('totals of a dataset', () => {
  const rows = [
    { entry: 'A/000', splits: ['train'], n_frames: 250 },
    { entry: 'A/001', splits: ['train'], n_frames: 100 },
    { entry: 'B/000', splits: ['train'], n_frames: 99 },
    { entry: 'A/002', splits: ['val'], n_frames: 400 },
    { entry: 'B/001', splits: ['test', 'val'], n_frames: 101 },
    { entry: 'C/000', splits: ['val'], n_frames: null },
    { entry: 'D/000', splits: [], n_frames: 50 },
  ];
  const totals = totalsOf(rows, ['train', 'val', 'test'], UNIT);

  it('add up each sequence once', () => {
    expect(totals.all).toEqual({
      sequences: 7,
      unknownLengths: 1,
      frames: 1000,
      seconds: 40,
      clips: 3 + 1 + 1 + 4 + 2 + 1,
      people: 4,
    });
  });

  it('add up each split, and what no split lists', () => {
    expect(totals.splits).toEqual([
      { name: 'train', sequences: 3, unknownLengths: 0, frames: 449, seconds: 17.96, clips: 5, people: 2 },
      { name: 'val', sequences: 3, unknownLengths: 1, frames: 501, seconds: 20.04, clips: 6, people: 3 },
      { name: 'test', sequences: 1, unknownLengths: 0, frames: 101, seconds: 4.04, clips: 2, people: 1 },
    ]);
    expect(totals.unlisted).toMatchObject({ sequences: 1, frames: 50, people: 1 });
  });

  it('name people in more than one split, and sequences too', () => {
    expect(totals.leaks).toEqual([
      {
        person: 'A',
        splits: [
          { name: 'train', entries: ['A/000', 'A/001'] },
          { name: 'val', entries: ['A/002'] },
        ],
      },
      {
        person: 'B',
        splits: [
          { name: 'train', entries: ['B/000'] },
          { name: 'val', entries: ['B/001'] },
          { name: 'test', entries: ['B/001'] },
        ],
      },
    ]);
    expect(totals.sharedEntries).toEqual(['B/001']);
  });

  it('have no leak where every person keeps to one split', () => {
    const apart = totalsOf(rows.slice(0, 3), ['train', 'val'], UNIT);
    expect(apart.leaks).toEqual([]);
    expect(apart.unlisted).toBeNull();
    expect(apart.splits[1]).toMatchObject({ sequences: 0, frames: 0, people: 0 });
  });

  it('take for a person what stands before the last slash', () => {
    expect([personOf('WDA/Ann/003'), personOf('alone')]).toEqual(['WDA/Ann', 'alone']);
  });
});
