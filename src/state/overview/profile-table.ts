import type { Problem } from '../../core/errors.ts';
import { MOTION_STATISTICS, type MotionStatistics } from '../../core/profile/motion-statistics.ts';
import { PROFILE_FIGURES, type ProfileFigureKey } from '../../core/profile/profile-figures.ts';
import type { SequenceProfile } from '../../core/profile/sequence-profile.ts';

/** What became of a sequence. */
export const WAITING = 0;
export const MEASURED = 1;
/** Some of its frames could not be read. */
export const PARTLY_MEASURED = 2;
export const UNREADABLE = 3;

/**
 * The figures of all sequences, a column a figure, filled in place as they come: 100,000 sequences are not copied for each answer. A new object
 * around the same arrays is what tells that they changed.
 */
export interface ProfileTable {
  /** In the order of the list; row i of every column is entry i. */
  readonly entries: readonly string[];
  /** NaN where a figure is not known or cannot be told. */
  readonly columns: Readonly<Record<ProfileFigureKey, Float64Array>>;
  readonly motion: Readonly<Record<keyof MotionStatistics, Float64Array>>;
  /** `WAITING`, `MEASURED`, `PARTLY_MEASURED` or `UNREADABLE`. */
  readonly status: Uint8Array;
  /** Frames of each sequence, NaN where not known. */
  readonly frames: Float64Array;
  readonly framesMeasured: Float64Array;
  readonly levels: (Uint8Array | null)[];
  /** The first problem of each sequence that has one, by row. */
  readonly problems: Map<number, Problem>;
  readonly counts: TableCounts;
}

export interface TableCounts {
  readonly measured: number;
  readonly partly: number;
  readonly unreadable: number;
  /** Frames that went in. */
  readonly framesMeasured: number;
  /** Frames that there are, of the sequences whose length is known. */
  readonly frames: number;
}

export function createProfileTable(entries: readonly string[]): ProfileTable {
  const unknown = () => new Float64Array(entries.length).fill(Number.NaN);
  return {
    entries,
    columns: Object.fromEntries(PROFILE_FIGURES.map(({ key }) => [key, unknown()])) as ProfileTable['columns'],
    motion: Object.fromEntries(MOTION_STATISTICS.map(({ key }) => [key, unknown()])) as ProfileTable['motion'],
    status: new Uint8Array(entries.length),
    frames: unknown(),
    framesMeasured: new Float64Array(entries.length),
    levels: entries.map(() => null),
    problems: new Map(),
    counts: { measured: 0, partly: 0, unreadable: 0, framesMeasured: 0, frames: 0 },
  };
}

/** Writes what was measured of a sequence into its row; `publishTable` makes it known. */
export function writeProfile(table: ProfileTable, row: number, profile: SequenceProfile): void {
  for (const { key, read } of PROFILE_FIGURES) table.columns[key][row] = read(profile);
  for (const { key } of MOTION_STATISTICS) table.motion[key][row] = profile.motion[key];
  table.status[row] = profile.problems.count === 0 ? MEASURED : PARTLY_MEASURED;
  table.frames[row] = profile.n_frames;
  table.framesMeasured[row] = profile.framesMeasured;
  table.levels[row] = profile.level;
  if (profile.problems.first !== null) table.problems.set(row, profile.problems.first);
}

export function writeUnreadable(table: ProfileTable, row: number, problem: Problem): void {
  table.status[row] = UNREADABLE;
  table.problems.set(row, problem);
}

/** The table with its counts as they are now. */
export function publishTable(table: ProfileTable): ProfileTable {
  let [measured, partly, unreadable, framesMeasured, frames] = [0, 0, 0, 0, 0];
  for (let row = 0; row < table.entries.length; row++) {
    const status = table.status[row];
    if (status === MEASURED) measured++;
    else if (status === PARTLY_MEASURED) partly++;
    else if (status === UNREADABLE) unreadable++;
    framesMeasured += table.framesMeasured[row] as number;
    const n_frames = table.frames[row] as number;
    if (!Number.isNaN(n_frames)) frames += n_frames;
  }
  return { ...table, counts: { measured, partly, unreadable, framesMeasured, frames } };
}
