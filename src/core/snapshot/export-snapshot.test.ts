import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openFolder } from '../../platform/node/open-folder.ts';
import { createMemorySource } from '../bytes/memory-source.ts';
import { openParts } from '../dataset/open-store.ts';
import { exportToSnapshot, lmdbOf, recordsOf } from '../export/export.fixture.ts';
import { type Moments, mergeMoments } from '../statistics/moments.ts';
import { loadTestSqlJs } from './snapshot.fixture.ts';
import { openSnapshot } from './snapshot-store.ts';
import { query } from './sqlite-file.fixture.ts';

/** What numpy and libsndfile find in the demo; see fixtures/catalogue/README.md. */
interface ExpectedSequence {
  readonly n_frames: number;
  readonly n_clips: number;
  readonly bytes: number;
  readonly audio: Readonly<Record<'samples' | 'mean' | 'std' | 'min' | 'max', number>>;
  readonly level: readonly number[];
  readonly moments: Readonly<Record<string, ExpectedMoments>>;
  readonly waveform?: readonly number[];
  readonly loudness?: readonly number[];
}

interface ExpectedMoments {
  readonly count: number;
  readonly mean: readonly number[];
  readonly m2: readonly number[];
  readonly min: readonly number[];
  readonly max: readonly number[];
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/${path}`, import.meta.url), 'utf8')) as T;
}

const expected = readJson<{ drawn: string; sequences: Record<string, ExpectedSequence> }>('catalogue/catalogue.json');
const golden = readJson<{ stats: Record<string, Record<'count' | 'mean' | 'std', number[]>> }>('golden.json');
const SQL = await loadTestSqlJs();
const demo = openParts(openFolder(fileURLToPath(new URL('../../../public/demo', import.meta.url))));
const exported = exportToSnapshot(demo);
const { catalogue, about } = openSnapshot(SQL, createMemorySource('demo.sqlite', exported.bytes));

function expectClose(found: ArrayLike<number>, wanted: readonly number[], tolerance: number): void {
  expect(found.length).toBe(wanted.length);
  for (const [index, value] of wanted.entries()) {
    expect(Math.abs((found[index] as number) - value)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)));
  }
}

describe('a snapshot of the demo', () => {
  it('holds every value untouched', () => {
    expect(recordsOf(exported.parts)).toEqual(recordsOf(demo));
    expect(exported.summary).toEqual({ sequences: 7, records: 39, problemCount: 0 });
  });

  it('holds the files beside the store, byte for byte', () => {
    for (const name of ['train.txt', 'val.txt', 'test.txt', 'keys.txt', 'stats_train.npz']) {
      expect(exported.parts.readFile(name)).toEqual(demo.readFile(name));
    }
    expect(exported.parts.readFile('README.md')).toBeNull();
  });

  it('is sound to SQLite, with rows of records and keys in one order', () => {
    const database = new SQL.Database(exported.bytes);
    expect(query(database, 'PRAGMA integrity_check')).toEqual([['ok']]);
    expect(query(database, 'SELECT count(*) FROM keys JOIN records USING(id) WHERE size = length(value)')).toEqual([
      [39],
    ]);
    expect(query(database, 'SELECT id FROM keys ORDER BY key')).toEqual(
      Array.from({ length: 39 }, (_, index) => [index + 1]),
    );
  });

  it('says what it was made of, by what and when', () => {
    expect(Object.fromEntries(about)).toMatchObject({
      name: 'demo',
      tool: 'talkscope 1.2.3',
      created: '1970-01-01T00:00:00.000Z',
      source_kind: 'lmdb',
      whole: '1',
      records: '39',
      sequences: '7',
      problems: '0',
      complete: '1',
    });
    expect(about.get('source_fingerprint')).toMatch(/^4100096-[0-9a-f]{32}$/);
    expect(JSON.parse(about.get('config') ?? '')).toMatchObject({ fps: 25, rate: 16_000 });
  });
});

describe('the catalogue of a snapshot', () => {
  it('lists the sequences with the figures that numpy finds', () => {
    const sequences = catalogue.sequences();
    expect(sequences.map(({ entry }) => entry)).toEqual(Object.keys(expected.sequences));
    for (const { entry, person, video, n_frames, n_clips, bytes, audio, level, problems } of sequences) {
      const wanted = expected.sequences[entry] as ExpectedSequence;
      expect({ n_frames, n_clips, bytes, problems, name: `${person}/${video}` }).toEqual({
        ...{ n_frames: wanted.n_frames, n_clips: wanted.n_clips, bytes: wanted.bytes },
        ...{ problems: [], name: entry },
      });
      expect(audio).toMatchObject({ samples: wanted.audio.samples, min: wanted.audio.min, max: wanted.audio.max });
      expectClose([audio?.mean ?? Number.NaN, audio?.std ?? Number.NaN], [wanted.audio.mean, wanted.audio.std], 1e-12);
      expect(Array.from(level ?? [])).toEqual(wanted.level);
    }
    expect(sequences.map(({ splits }) => splits.join())).toEqual([...Array(5).fill('train'), 'val', 'test']);
  });

  it.each(Object.keys(expected.sequences))('holds the moments of %s, and their ranges', (entry) => {
    const moments = catalogue.moments(entry);
    const wanted = (expected.sequences[entry] as ExpectedSequence).moments;
    expect([...moments.keys()]).toEqual(Object.keys(wanted).sort());
    for (const [name, group] of moments) {
      const { count, mean, m2, min, max } = wanted[name] as ExpectedMoments;
      expect(group.count).toBe(count);
      expectClose(group.mean, mean, 1e-12);
      expectClose(group.m2, m2, 1e-11);
      expect(Array.from(group.min)).toEqual(min);
      expect(Array.from(group.max)).toEqual(max);
      const pairs = min.flatMap((low, dim) => [low, max[dim] as number]);
      expect(Array.from(catalogue.overview(entry, `range:${name}`) ?? [])).toEqual(pairs);
    }
  });

  it('holds moments that merge into the pooled statistics of the training split', () => {
    const train = catalogue.sequences().filter(({ splits }) => splits.includes('train'));
    for (const [name, stats] of Object.entries(golden.stats)) {
      const parts = train.map(({ entry }) => catalogue.moments(entry).get(name) ?? expect.fail(entry));
      const pooled = parts
        .map(
          (part): Moments => ({
            ...part,
            meanRest: new Float64Array(part.width),
            nonFiniteCount: new Float64Array(part.width),
          }),
        )
        .reduce(mergeMoments);
      expect(pooled.count).toBe(stats.count);
      expectClose(pooled.mean, stats.mean, 1e-12);
      expectClose(
        Array.from(pooled.m2, (value) => Math.sqrt(value / pooled.count)),
        stats.std,
        1e-12,
      );
    }
  });

  it('draws the waveform and the loudness of each frame', () => {
    const { waveform, loudness } = expected.sequences[expected.drawn] as Required<ExpectedSequence>;
    expect(Array.from(catalogue.overview(expected.drawn, 'waveform') ?? [])).toEqual(waveform);
    expectClose(catalogue.overview(expected.drawn, 'loudness') ?? [], loudness, 1e-6);
  });
});

describe('entries whose order is not that of their keys', () => {
  /** Pickles of `{'seg_len': 100}` and `{'n_frames': 1}`, protocol 2. */
  const segLen = Uint8Array.from(Buffer.from('\x80\x02}X\x07\x00\x00\x00seg_lenKds.', 'latin1'));
  const oneFrame = Uint8Array.from(Buffer.from('\x80\x02}X\x08\x00\x00\x00n_framesK\x01s.', 'latin1'));
  const clip = new Uint8Array([1, 2, 3]);
  // "-" < "/": the keys of A-b come before those of A, the entry after it. A/B lies within A.
  const records = {
    metadata: segLen,
    'A-b/metadata': oneFrame,
    'A-b/000': clip,
    'A/metadata': oneFrame,
    'A/000': clip,
    'A/B/metadata': oneFrame,
    'A/B/000': clip,
    'A/notes': clip,
    'no-sequence': clip,
    'metadata_of_others/metadata': oneFrame,
  };
  const parts = lmdbOf(records);
  const sequencesOf = (bytes: Uint8Array) =>
    openSnapshot(SQL, createMemorySource('odd.sqlite', bytes)).catalogue.sequences();

  it('are all exported and listed in order, with other keys', () => {
    const { parts: snapshot, bytes, problems } = exportToSnapshot(parts);
    expect(recordsOf(snapshot)).toEqual(recordsOf(parts));
    expect(recordsOf(snapshot)).toHaveLength(Object.keys(records).length);
    expect(sequencesOf(bytes).map(({ entry, person, video, bytes: size }) => [entry, person, video, size])).toEqual([
      ['A', 'A', 'A', oneFrame.length + 6],
      ['A-b', 'A-b', 'A-b', oneFrame.length + 3],
      ['A/B', 'A', 'B', oneFrame.length + 3],
      ['metadata_of_others', 'metadata_of_others', 'metadata_of_others', oneFrame.length],
    ]);
    // Three clips that are no pickle, and one that is not there.
    expect(problems.map(({ where }) => where.split(',')[0])).toEqual([
      'clip A-b/000',
      'clip A/B/000',
      'clip A/000',
      'clip metadata_of_others/000',
    ]);
  });

  it('can be chosen one by one, what lies under them included', () => {
    const keysOf = (...entries: string[]) => recordsOf(exportToSnapshot(parts, { entries }).parts).map(([key]) => key);
    expect(keysOf('A-b')).toEqual(['A-b/000', 'A-b/metadata', 'metadata']);
    expect(keysOf('A/B')).toEqual(['A/B/000', 'A/B/metadata', 'metadata']);
    expect(keysOf('A', 'A/B')).toEqual(['A/000', 'A/B/000', 'A/B/metadata', 'A/metadata', 'A/notes', 'metadata']);
    expect(keysOf('metadata_of_others')).toEqual(['metadata', 'metadata_of_others/metadata']);
  });
});
