import type { Problem } from '../../core/errors.ts';
import type { ProfileFigureKey } from '../../core/profile/profile-figures.ts';
import type { Brush } from './brush.ts';
import type { ProfileTable } from './profile-table.ts';

/** How far the measuring of all sequences has come. */
export type Measuring =
  /** Not begun: it starts by itself, or waits to be asked for. */
  | { readonly phase: 'none' }
  | { readonly phase: 'running'; readonly doneSequences: number; readonly totalSequences: number }
  | { readonly phase: 'done'; readonly tookMs: number }
  /** Stopped by the user; what was measured until then stays. */
  | { readonly phase: 'stopped' }
  | { readonly phase: 'failed'; readonly problem: Problem };

export type CoverageStrategy = 'random' | 'begin' | 'end';

/** Whose coverage by crops is shown, and how it is simulated. */
export interface CoverageChoice {
  readonly scope: 'sequence' | 'dataset';
  readonly strategy: CoverageStrategy;
  /** Epochs that are simulated. */
  readonly epochs: number;
  /** Of numpy's generator, before the first epoch. */
  readonly seed: number;
}

/** A column of the list by which its rows are sorted; `entry` keeps the order of the dataset. */
export type SortKey = ProfileFigureKey | 'entry';

export interface ListSort {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

/** What the Dataset view shows, each field in one sentence. */
export interface OverviewState {
  /** Work on the figures of all sequences. */
  readonly measuring: Measuring;
  /** The figures measured so far; null before the first measuring. */
  readonly table: ProfileTable | null;
  /** Intervals of figures to which the list is narrowed, one a figure; a sequence has to lie in all of them. */
  readonly brushes: readonly Brush[];
  /** Whether the list shows only sequences of people who are in more than one split. */
  readonly isSharedOnly: boolean;
  /** The two figures of the scatter. */
  readonly scatter: { readonly x: ProfileFigureKey; readonly y: ProfileFigureKey };
  readonly sort: ListSort;
  readonly coverage: CoverageChoice;
  /** The sequence that the user moved to in the list; null means the one that is open in Explore. */
  readonly chosenEntry: string | null;
}

export const INITIAL_OVERVIEW: OverviewState = {
  measuring: { phase: 'none' },
  table: null,
  brushes: [],
  isSharedOnly: false,
  scatter: { x: 'jaw', y: 'lag' },
  sort: { key: 'entry', isDescending: false },
  coverage: { scope: 'sequence', strategy: 'random', epochs: 100, seed: 0 },
  chosenEntry: null,
};
