import type { SqlValue } from 'sql.js';
import { describe, expect, it } from 'vitest';
import { insert, loadTestSqlJs, openBytes, writeSnapshot } from './snapshot.fixture.ts';

const SQL = await loadTestSqlJs();

const LEVEL = Uint8Array.from({ length: 16 }, (_, index) => index * 16);
const PROBLEM = {
  code: 'clip-missing',
  what: 'A clip is missing',
  expected: 'key B/000/001',
  found: 'no such key',
  where: 'B',
};
/** entry, person, video, splits, n_frames, n_clips, bytes, audio: samples, mean, std, min, max, level, problems */
const WHOLE: SqlValue[] = ['A/000', 'A', '000', '["train","val"]', 3, 1, 5000, 1920, 0.5, 0.25, -1, 0.75, LEVEL, '[]'];
const BROKEN: SqlValue[] = [
  'B/é',
  'B',
  'é',
  '[]',
  150,
  2,
  0,
  null,
  null,
  null,
  null,
  null,
  null,
  JSON.stringify([PROBLEM]),
];

/** Float64 1, -2 and infinity, little-endian (IEEE 754). */
const MEAN = Uint8Array.from(Buffer.from('000000000000f03f' + '00000000000000c0' + '000000000000f07f', 'hex'));
const ZEROS = new Uint8Array(24);

interface Rows {
  readonly sequences?: readonly SqlValue[][];
  readonly moments?: readonly SqlValue[][];
  readonly overviews?: readonly SqlValue[][];
}

function openCatalogue(rows: Rows) {
  const bytes = writeSnapshot(SQL, {
    change: (database) => {
      for (const table of ['sequences', 'moments', 'overviews'] as const) {
        for (const values of rows[table] ?? []) insert(database, table, values);
      }
    },
  });
  return openBytes(SQL, bytes).catalogue;
}

/** The row with some of its columns changed. */
function changed(row: readonly SqlValue[], changes: Readonly<Record<number, SqlValue>>): SqlValue[] {
  return row.map((value, column) => changes[column] ?? value);
}

describe('the sequences of a catalogue', () => {
  it('are all read, in the order of their entries', () => {
    const catalogue = openCatalogue({ sequences: [BROKEN, WHOLE] });
    expect(catalogue.sequences()).toEqual([
      {
        entry: 'A/000',
        person: 'A',
        video: '000',
        splits: ['train', 'val'],
        n_frames: 3,
        n_clips: 1,
        bytes: 5000,
        audio: { samples: 1920, mean: 0.5, std: 0.25, min: -1, max: 0.75 },
        level: LEVEL,
        problems: [],
      },
      {
        entry: 'B/é',
        person: 'B',
        video: 'é',
        splits: [],
        n_frames: 150,
        n_clips: 2,
        bytes: 0,
        audio: null,
        level: null,
        problems: [PROBLEM],
      },
    ]);
    expect(openCatalogue({}).sequences()).toEqual([]);
  });

  it('keep a NaN, which SQLite stores as NULL', () => {
    const row = WHOLE.map((value, column) => (column === 9 ? null : value));
    expect(openCatalogue({ sequences: [row] }).sequences()[0]?.audio?.std).toBeNaN();
  });

  it.each<readonly [string, Readonly<Record<number, SqlValue>>, string]>([
    ['a split that is no text', { 3: '[1]' }, 'expected a list of split names, found [1]'],
    ['splits that are no list', { 3: '{"a":1}' }, 'expected a JSON list, found {"a":1}'],
    ['splits that are no JSON', { 3: 'train' }, 'expected a JSON list, found train'],
    ['a negative number of frames', { 4: -1 }, 'expected a count as n_frames, found number -1'],
    ['half a clip', { 5: 0.5 }, 'expected a count as n_clips, found number 0.5'],
    ['a size that is a text', { 6: 'big' }, 'expected a count as bytes, found string big'],
    ['a mean that is a text', { 8: 'loud' }, 'expected a number as audio_mean, found string loud'],
    ['a level of another length', { 12: LEVEL.slice(1) }, 'expected 16 bytes as level, found 15 bytes'],
    [
      'a problem without its parts',
      { 13: '[{"code":"x"}]' },
      'expected a list of problems, each of five texts, found [{"code":"x"}]',
    ],
    ['a problem that is nothing', { 13: '[null]' }, 'expected a list of problems, each of five texts, found [null]'],
  ])('refuse %s', (_, changes, message) => {
    const catalogue = openCatalogue({ sequences: [changed(WHOLE, changes)] });
    expect(() => catalogue.sequences()).toThrow(
      `The catalogue of the snapshot is damaged: ${message} (demo.sqlite, sequences, A/000)`,
    );
  });
});

describe('the moments of a catalogue', () => {
  it('are those of each group of the sequence', () => {
    const catalogue = openCatalogue({
      moments: [
        ['A/000', 'pose', 3, MEAN.slice(0, 8), ZEROS.slice(0, 8), ZEROS.slice(0, 8), ZEROS.slice(0, 8)],
        ['A/000', 'exp', 3, MEAN, ZEROS, ZEROS, MEAN],
        ['A/001', 'exp', 9, ZEROS, ZEROS, ZEROS, ZEROS],
      ],
    });
    const moments = catalogue.moments('A/000');
    expect([...moments.keys()]).toEqual(['exp', 'pose']);
    const zeros = new Float64Array(3);
    const mean = Float64Array.of(1, -2, Number.POSITIVE_INFINITY);
    expect(moments.get('exp')).toEqual({ width: 3, count: 3, mean, m2: zeros, min: zeros, max: mean });
    expect(moments.get('pose')).toMatchObject({ width: 1, mean: Float64Array.of(1) });
    expect(catalogue.moments('absent').size).toBe(0);
  });

  it.each<readonly [string, SqlValue[], string]>([
    ['half a value', [3, MEAN.slice(1), ZEROS, ZEROS, ZEROS], 'expected float64 values, found 23 bytes'],
    ['no value', [3, new Uint8Array(0), ZEROS, ZEROS, ZEROS], 'expected float64 values, found 0 bytes'],
    ['arrays of two widths', [3, MEAN, ZEROS, ZEROS.slice(8), ZEROS], 'expected 24 bytes as min, found 16 bytes'],
    ['a text', [3, MEAN, 'm2', ZEROS, ZEROS], 'expected 24 bytes as m2, found string m2'],
    ['a broken count', [1.5, MEAN, ZEROS, ZEROS, ZEROS], 'expected a count as count, found number 1.5'],
  ])('refuse %s', (_, figures, message) => {
    const catalogue = openCatalogue({ moments: [['A/000', 'exp', ...figures]] });
    expect(() => catalogue.moments('A/000')).toThrow(
      `The catalogue of the snapshot is damaged: ${message} (demo.sqlite, moments of A/000, exp)`,
    );
  });
});

describe('the overviews of a catalogue', () => {
  /** int16 -2, 3, -32768, 32767, 0, 256. */
  const WAVEFORM = Uint8Array.from(Buffer.from('feff0300' + '0080ff7f' + '00000001', 'hex'));
  /** float32 1, -0.5, NaN. */
  const LOUDNESS = Uint8Array.from(Buffer.from('0000803f' + '000000bf' + '0000c07f', 'hex'));
  const catalogue = openCatalogue({
    sequences: [WHOLE],
    overviews: [
      ['A/000', 'waveform', WAVEFORM],
      ['A/000', 'loudness', LOUDNESS],
      ['A/000', 'range:jaw', LOUDNESS.slice(0, 8)],
      ['A/000', 'range:odd', LOUDNESS],
      ['lost', 'waveform', WAVEFORM],
    ],
  });

  it('are typed by their kind', () => {
    expect(catalogue.overview('A/000', 'waveform')).toEqual(Int16Array.of(-2, 3, -32_768, 32_767, 0, 256));
    expect(catalogue.overview('A/000', 'loudness')).toEqual(Float32Array.of(1, -0.5, Number.NaN));
    expect(catalogue.overview('A/000', 'range:jaw')).toEqual(Float32Array.of(1, -0.5));
    expect(catalogue.overview('A/000', 'range:none')).toBeNull();
    expect(catalogue.overview('absent', 'loudness')).toBeNull();
  });

  it('have as many values as the sequence has frames', () => {
    const wrong = openCatalogue({
      sequences: [WHOLE],
      overviews: [
        ['A/000', 'waveform', WAVEFORM.slice(2)],
        ['A/000', 'loudness', LOUDNESS.slice(4)],
      ],
    });
    const what = 'The catalogue of the snapshot is damaged: expected 12 bytes as';
    expect(() => wrong.overview('A/000', 'waveform')).toThrow(
      `${what} waveform, found 10 bytes (demo.sqlite, waveform of A/000)`,
    );
    expect(() => wrong.overview('A/000', 'loudness')).toThrow(
      `${what} loudness, found 8 bytes (demo.sqlite, loudness of A/000)`,
    );
  });

  it('are refused where their sequence is unknown, or their pairs are not whole', () => {
    expect(() => catalogue.overview('lost', 'waveform')).toThrow('expected a count as n_frames, found nothing');
    expect(() => catalogue.overview('A/000', 'range:odd')).toThrow('expected float32 pairs [min, max], found 12 bytes');
  });
});
