import { describe, expect, it } from 'vitest';
import { describeAge, describeRecent, parseRecents, type RecentDataset, withRecent } from './recent-datasets.ts';

function recent(fields: Partial<RecentDataset> = {}): RecentDataset {
  return {
    key: 'https://data.example.org/hdtf/',
    url: 'https://data.example.org/hdtf/',
    name: 'HDTF_TFHP',
    kind: 'lmdb',
    sizeBytes: 7_612_000_000,
    sequenceCount: 1052,
    openedAtMs: Date.UTC(2025, 10, 6, 12),
    ...fields,
  };
}

describe('withRecent', () => {
  it('puts the dataset first, once, and keeps six', () => {
    let recents: readonly RecentDataset[] = [];
    for (const key of ['a', 'b', 'c', 'a', 'd', 'e', 'f', 'g']) recents = withRecent(recents, recent({ key }));
    expect(recents.map(({ key }) => key)).toEqual(['g', 'f', 'e', 'd', 'a', 'c']);
  });
});

describe('parseRecents', () => {
  it('gives back what was stored', () => {
    const stored = [recent(), recent({ key: 'pred, 4 bytes', url: null })];
    expect(parseRecents(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
  });

  it('leaves out what it does not understand', () => {
    expect(parseRecents(null)).toEqual([]);
    expect(parseRecents({ 0: recent() })).toEqual([]);
    expect(
      parseRecents([
        null,
        'hdtf',
        { ...recent(), name: 3 },
        { ...recent(), url: undefined },
        { ...recent(), kind: 'zip' },
        { ...recent(), openedAtMs: Number.NaN },
        recent(),
      ]),
    ).toEqual([recent()]);
  });
});

describe('describeRecent', () => {
  it('says host, kind, size and count', () => {
    expect(describeRecent(recent())).toBe('data.example.org, raw LMDB, 7.6 GB, 1,052 sequences');
    expect(describeRecent(recent({ url: null, kind: 'snapshot', sizeBytes: 412_000_000, sequenceCount: 1 }))).toBe(
      'snapshot, 412 MB, 1 sequence',
    );
    expect(describeRecent(recent({ url: 'demo/', sizeBytes: 999_600, sequenceCount: 7 }))).toBe(
      'raw LMDB, 1.0 MB, 7 sequences',
    );
  });
});

describe('describeAge', () => {
  const opened = recent().openedAtMs;
  it.each([
    [30, 'just now'],
    [-60, 'just now'],
    [12 * 60, '12 min'],
    [5 * 3600 + 59, '5 h'],
    [24 * 3600, '1 day'],
    [13 * 24 * 3600, '13 days'],
    [14 * 24 * 3600, '6 Nov 2025'],
  ])('after %i s says %j', (seconds, words) => {
    expect(describeAge(opened, opened + seconds * 1000)).toBe(words);
  });
});
