/** "TSKP": tells a snapshot from any other SQLite file (`PRAGMA application_id`). */
export const SNAPSHOT_APPLICATION_ID = 0x54_53_4b_50;

/** `PRAGMA user_version`. A newer one is refused with the version in words. */
export const SNAPSHOT_SCHEMA_VERSION = 1;

/** A value of 160 to 190 KB then costs three page reads; at 4096 it costs 48. */
export const SNAPSHOT_PAGE_BYTES = 65_536;

/**
 * The tables, in the order in which the writer lays them down. Rows lie in key order, so neighbours in the store are neighbours in the file.
 *
 * - `records`, `keys`: the store's values, untouched, and where each lies; two tables, so that finding a key touches few pages.
 * - `files`: the files beside the store, verbatim.
 * - `about`: name, tool version, source fingerprint, configuration, and `complete` = `1`, written last.
 * - `sequences`: one row a sequence; `level` is 16 bytes, the loudness of 16 equal parts (0: -60 dBFS or less, 255: 0 dBFS), for sparklines; audio
 *   figures are of all samples, null where a clip could not be decoded; `problems` is a JSON list of `Problem`.
 * - `moments`: mergeable moments a coefficient group; float64 little-endian, one value a dimension.
 * - `overviews`: `kind` `waveform`: int16 pairs [min, max] a frame; `loudness`: float32 dBFS a frame; `range:<group>`: float32 [min, max] a dimension.
 */
export const SNAPSHOT_TABLES = {
  records: 'CREATE TABLE records(id INTEGER PRIMARY KEY, value BLOB NOT NULL)',
  keys: 'CREATE TABLE keys(key TEXT PRIMARY KEY, id INTEGER NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID',
  files: 'CREATE TABLE files(name TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID',
  about: 'CREATE TABLE about(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
  sequences:
    'CREATE TABLE sequences(entry TEXT PRIMARY KEY, person TEXT NOT NULL, video TEXT NOT NULL, splits TEXT NOT NULL, ' +
    'n_frames INTEGER NOT NULL, n_clips INTEGER NOT NULL, bytes INTEGER NOT NULL, audio_samples INTEGER, ' +
    'audio_mean REAL, audio_std REAL, audio_min REAL, audio_max REAL, level BLOB, problems TEXT NOT NULL) WITHOUT ROWID',
  moments:
    'CREATE TABLE moments(entry TEXT NOT NULL, coef TEXT NOT NULL, count INTEGER NOT NULL, mean BLOB NOT NULL, ' +
    'm2 BLOB NOT NULL, min BLOB NOT NULL, max BLOB NOT NULL, PRIMARY KEY(entry, coef)) WITHOUT ROWID',
  overviews:
    'CREATE TABLE overviews(entry TEXT NOT NULL, kind TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY(entry, kind)) WITHOUT ROWID',
} as const;

export type SnapshotTable = keyof typeof SNAPSHOT_TABLES;
