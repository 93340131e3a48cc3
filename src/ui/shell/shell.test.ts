import { describe, expect, it } from 'vitest';
import type { DatasetState } from '../../state/app-state.ts';
import type { SequenceRow } from '../../worker/protocol.ts';
import { describeDataset, describeDuration } from './dataset-figures.ts';
import { pageTitle } from './page-title.ts';

const problem = { code: 'entry-missing', what: 'No metadata', expected: 'a key', found: 'none', where: 'SPK09/000' };

function row(n_frames: number | null, fields: Partial<SequenceRow> = {}): SequenceRow {
  return { entry: 'SPK01/000', splits: [], n_frames, problem: null, level: null, ...fields };
}

function openDataset(sequences: readonly SequenceRow[]): DatasetState {
  return {
    phase: 'open',
    request: { kind: 'url', url: 'https://data.example.org/hdtf/' },
    summary: {
      kind: 'lmdb',
      name: 'hdtf',
      sizeBytes: 1,
      seg_len: 100,
      groups: [],
      splits: [],
      sequences,
      statistics: null,
      statisticsFileName: 'stats_train.npz',
      notices: [],
    },
  };
}

describe('describeDuration', () => {
  it('gives hours, and minutes below an hour', () => {
    // 26.5 h at 25 fps; 2,894 frames are 115.76 s.
    expect(describeDuration([row(2_385_000)], 25)).toBe('26.5 h');
    expect(describeDuration([row(2_000), row(894)], 25)).toBe('1.9 min');
  });

  it('says nothing until every usable sequence is read, and leaves unusable ones out', () => {
    expect(describeDuration([row(2_000), row(null)], 25)).toBeNull();
    expect(describeDuration([row(3_000), row(null, { problem })], 25)).toBe('2.0 min');
  });
});

describe('describeDataset', () => {
  it('names kind, count and length of an open dataset', () => {
    expect(describeDataset(openDataset([row(3_000)]), 25)).toEqual({
      name: 'hdtf',
      kind: 'raw LMDB',
      count: '1 sequence',
      duration: '2.0 min',
    });
  });

  it('shortens the address of one that is opening or failed to its folder', () => {
    const url = 'https://data.example.org/hdtf/data.mdb?x=1';
    const failed: DatasetState = { phase: 'failed', name: url, problem, request: { kind: 'url', url }, entry: null };
    expect(describeDataset(failed, 25)).toEqual({ name: 'hdtf', kind: 'not opened', count: null, duration: null });
  });
});

describe('pageTitle', () => {
  it('puts the sequence first', () => {
    expect(pageTitle({ dataset: { phase: 'none' }, sequence: { phase: 'none' } })).toBe('Talkscope');
    expect(pageTitle({ dataset: openDataset([row(1)]), sequence: { phase: 'opening', entry: 'SPK01/000' } })).toBe(
      'SPK01/000 · hdtf · Talkscope',
    );
  });
});
