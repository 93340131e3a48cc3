import { decodeUtf8 } from '../bytes/utf8.ts';
import { type Problem, within } from '../errors.ts';
import type { Moments } from '../statistics/moments.ts';
import {
  bytesOf,
  catalogueError,
  countOf,
  float32Values,
  float64Values,
  int16Values,
  numberOf,
  parseProblems,
  parseSplitNames,
  textOf,
} from './catalogue-columns.ts';
import type { LazyDatabase } from './lazy-database.ts';

/** Figures of a sequence's whole audio, in float samples. */
export interface CatalogueAudio {
  readonly samples: number;
  readonly mean: number;
  /** Sample standard deviation (n - 1). */
  readonly std: number;
  readonly min: number;
  readonly max: number;
}

/** One sequence as the export listed it. */
export interface CatalogueSequence {
  readonly entry: string;
  readonly person: string;
  readonly video: string;
  /** Splits that list the entry; empty where none does. */
  readonly splits: readonly string[];
  readonly n_frames: number;
  readonly n_clips: number;
  /** Size of its records. */
  readonly bytes: number;
  /** Null where a clip could not be decoded. */
  readonly audio: CatalogueAudio | null;
  /** 16 bytes, the loudness of 16 equal parts (0: -60 dBFS or less, 255: 0 dBFS); null where unknown. */
  readonly level: Uint8Array | null;
  readonly problems: readonly Problem[];
}

/** Moments of one coefficient group; every array has `width` values. */
export type StoredMoments = Pick<Moments, 'width' | 'count' | 'mean' | 'm2' | 'min' | 'max'>;

/** `waveform`: [min, max] pairs a frame, int16; `loudness`: dBFS a frame, NaN where unknown; `range:<group>`: [min, max] pairs a dimension. */
export type OverviewKind = 'waveform' | 'loudness' | `range:${string}`;

export type Overview<K extends OverviewKind> = K extends 'waveform' ? Int16Array : Float32Array;

/** What a snapshot tells without a record being decoded. Faults throw a `DataError`. */
export interface Catalogue {
  /** All sequences by entry, read in one pass. */
  sequences(): CatalogueSequence[];
  /** Moments of a sequence's coefficient groups by name; empty where the export has none of it. */
  moments(entry: string): ReadonlyMap<string, StoredMoments>;
  /** An overview of a sequence, or null where the export has none of that kind. */
  overview<K extends OverviewKind>(entry: string, kind: K): Overview<K> | null;
}

const LEVEL_BYTES = 16;
/** CAST: sql.js would mend what is not UTF-8, and the entry would name other keys. */
const SELECT_SEQUENCES =
  'SELECT CAST(entry AS BLOB), person, video, splits, n_frames, n_clips, bytes, audio_samples, audio_mean, audio_std, ' +
  'audio_min, audio_max, level, problems FROM sequences ORDER BY entry';
const SELECT_MOMENTS = 'SELECT coef, count, mean, m2, min, max FROM moments WHERE entry = ?1 ORDER BY coef';
const SELECT_OVERVIEW =
  'SELECT data, (SELECT n_frames FROM sequences WHERE entry = ?1) FROM overviews WHERE entry = ?1 AND kind = ?2';

/** `name` of the snapshot, for messages. */
export function createCatalogue(database: LazyDatabase, name: string): Catalogue {
  function sequences(): CatalogueSequence[] {
    // Damaged pages may lead SQLite to the same rows again and again.
    const byEntry = new Map<string, CatalogueSequence>();
    const where = `${name}, sequences`;
    database.forEachRow({ sql: SELECT_SEQUENCES, where }, (row) => {
      const sequence = parseSequence(row, where);
      if (byEntry.has(sequence.entry)) throw catalogueError('each sequence once', `${sequence.entry} twice`, where);
      byEntry.set(sequence.entry, sequence);
      return true;
    });
    return [...byEntry.values()];
  }

  function moments(entry: string): ReadonlyMap<string, StoredMoments> {
    const groups = new Map<string, StoredMoments>();
    const where = `${name}, moments of ${entry}`;
    database.forEachRow({ sql: SELECT_MOMENTS, params: [entry], where }, ([coef, ...figures]) => {
      const group = textOf(coef, 'coef', where);
      if (groups.has(group)) throw catalogueError('each group once', `${group} twice`, where);
      groups.set(group, parseMoments(figures, `${where}, ${group}`));
      return true;
    });
    return groups;
  }

  function overview(entry: string, kind: OverviewKind): Int16Array | Float32Array | null {
    const where = `${name}, ${kind} of ${entry}`;
    const row = database.firstRow({ sql: SELECT_OVERVIEW, params: [entry, kind], where });
    if (row === null) return null;
    const [data, n_frames] = row;
    if (kind === 'waveform') return int16Values(bytesOf(data, kind, where, countOf(n_frames, 'n_frames', where) * 4));
    if (kind === 'loudness') return float32Values(bytesOf(data, kind, where, countOf(n_frames, 'n_frames', where) * 4));
    const pairs = bytesOf(data, kind, where);
    if (pairs.length % 8 === 0) return float32Values(pairs);
    throw catalogueError('float32 pairs [min, max]', `${pairs.length} bytes`, where);
  }

  // The overview's type follows its kind, which the code above cannot tell the compiler.
  return { sequences, moments, overview: overview as Catalogue['overview'] };
}

function parseSequence(row: readonly unknown[], whereAll: string): CatalogueSequence {
  const entry = within(`${whereAll}, entry`, () => decodeUtf8(bytesOf(row[0], 'entry', '')));
  const where = `${whereAll}, ${entry}`;
  const [person, video, splits, n_frames, n_clips, bytes, ...rest] = row.slice(1);
  const level = rest[5];
  return {
    entry,
    person: textOf(person, 'person', where),
    video: textOf(video, 'video', where),
    splits: parseSplitNames(splits, where),
    n_frames: countOf(n_frames, 'n_frames', where),
    n_clips: countOf(n_clips, 'n_clips', where),
    bytes: countOf(bytes, 'bytes', where),
    audio: parseAudio(rest.slice(0, 5), where),
    level: level === null ? null : bytesOf(level, 'level', where, LEVEL_BYTES),
    problems: parseProblems(rest[6], where),
  };
}

function parseAudio([samples, mean, std, min, max]: readonly unknown[], where: string): CatalogueAudio | null {
  if (samples === null) return null;
  return {
    samples: countOf(samples, 'audio_samples', where),
    mean: numberOf(mean, 'audio_mean', where),
    std: numberOf(std, 'audio_std', where),
    min: numberOf(min, 'audio_min', where),
    max: numberOf(max, 'audio_max', where),
  };
}

function parseMoments([count, mean, ...others]: readonly unknown[], where: string): StoredMoments {
  const meanBytes = bytesOf(mean, 'mean', where);
  const byteCount = meanBytes.length;
  if (byteCount === 0 || byteCount % 8 !== 0) throw catalogueError('float64 values', `${byteCount} bytes`, where);
  const [m2, min, max] = others.map((blob, i) =>
    float64Values(bytesOf(blob, ['m2', 'min', 'max'][i] ?? '', where, byteCount)),
  );
  if (m2 === undefined || min === undefined || max === undefined) throw new Error('a row of moments has six columns');
  return { width: byteCount / 8, count: countOf(count, 'count', where), mean: float64Values(meanBytes), m2, min, max };
}
