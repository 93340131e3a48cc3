import type { Problem } from '../../core/errors.ts';
import type { CoefficientStatistics } from '../../core/statistics/coefficient-statistics.ts';
import type { MomentsByGroup } from '../../core/statistics/dataset-statistics.ts';
import type { NormalHistogram } from '../../core/statistics/normal-histogram.ts';
import type { DatasetOutline } from '../../worker/jobs/outline-job.ts';
import type { DatasetRequest } from '../../worker/protocol.ts';
import type { StatisticsRecipe } from './statistics-recipe.ts';

export type ComparedSide = 'reference' | 'candidate';

/** A dimension of a group. */
export interface ChosenDimension {
  readonly group: string;
  readonly dim: number;
}

/** A sequence that a pass could not use, and why. */
export interface LeftOutSequence {
  readonly entry: string;
  readonly problem: Problem;
}

/** How far a pass over a dataset has come. */
export interface PassProgress {
  /** What it is over: a split's name, `all`, or the name of another dataset. */
  readonly over: string;
  readonly unit: 'sequences' | 'windows';
  readonly doneCount: number;
  readonly totalCount: number;
  /** Frames that went in so far. */
  readonly frameCount: number;
  readonly elapsedMs: number;
  readonly leftOut: readonly LeftOutSequence[];
  /** Sequences whose moments a snapshot's catalogue gave, unread. */
  readonly catalogueCount: number;
}

/** What a pass has found: moments for either deviation, or finished statistics. */
export type PassYield =
  | { readonly kind: 'moments'; readonly moments: MomentsByGroup }
  | { readonly kind: 'statistics'; readonly statistics: CoefficientStatistics };

/** A pass: what it has yielded is provisional unless it is done. */
export type PassState =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'failed'; readonly problem: Problem }
  | {
      readonly phase: 'running' | 'done' | 'cancelled';
      readonly progress: PassProgress;
      /** Null before the first sequence. */
      readonly found: PassYield | null;
    };

/** A statistics file that the user chose. */
export interface ChosenFile {
  readonly fileName: string;
  readonly statistics: CoefficientStatistics;
  /** What is odd about it. */
  readonly problems: readonly Problem[];
}

/** The second dataset. */
export type OtherDataset =
  | { readonly phase: 'none' }
  | { readonly phase: 'opening'; readonly name: string }
  | { readonly phase: 'failed'; readonly name: string; readonly problem: Problem }
  | {
      readonly phase: 'open';
      readonly name: string;
      readonly request: DatasetRequest;
      readonly outline: DatasetOutline;
    };

/** Counts of every value of a split, by group. */
export type HistogramState =
  | { readonly phase: 'none' }
  | { readonly phase: 'failed'; readonly problem: Problem }
  | {
      readonly phase: 'running' | 'done' | 'cancelled';
      readonly over: string;
      readonly doneSequences: number;
      readonly totalSequences: number;
      readonly leftOutCount: number;
      readonly groups: ReadonlyMap<string, NormalHistogram>;
    };

/** Whether a snapshot's stored moments are those of its frames. */
export type CatalogueCheck =
  | { readonly phase: 'none' }
  | { readonly phase: 'failed'; readonly problem: Problem }
  | { readonly phase: 'running'; readonly doneSequences: number; readonly totalSequences: number }
  | { readonly phase: 'done'; readonly agreement: MomentsAgreement };

/** Two measurements of the same frames against each other. */
export interface MomentsAgreement {
  readonly frameCounts: readonly [stored: number, read: number];
  /** Largest difference of a mean or std, relative to the larger of the dimension's mean and std. */
  readonly maxDifference: number;
  /** Where it is, e.g. `exp 17`; null where the two are equal. */
  readonly worst: string | null;
  /** Whether all minima and maxima are equal. */
  readonly areRangesEqual: boolean;
  readonly isAgreed: boolean;
}

/** What is done to dimensions with a std near 0 when the statistics are used or saved. */
export type NearZeroTreatment = 'none' | 'clamp' | 'leave-out';

/** What the Normalize view shows, each field in one sentence. */
export interface NormalizeState {
  /** What the user compares; null for what a new page shows. */
  readonly recipes: Readonly<Record<ComparedSide, StatisticsRecipe | null>>;
  /** The dimension in detail; null for the one that differs most. */
  readonly dimension: ChosenDimension | null;
  readonly treatment: NearZeroTreatment;
  /** Passes by `passKeyOf`. */
  readonly passes: Readonly<Record<string, PassState>>;
  /** The statistics file that the user chose last. */
  readonly file: ChosenFile | null;
  /** Why the last chosen file cannot be used. */
  readonly fileProblem: Problem | null;
  readonly other: OtherDataset;
  readonly histogram: HistogramState;
  readonly check: CatalogueCheck;
}

export const INITIAL_NORMALIZE: NormalizeState = {
  recipes: { reference: null, candidate: null },
  dimension: null,
  treatment: 'none',
  passes: {},
  file: null,
  fileProblem: null,
  other: { phase: 'none' },
  histogram: { phase: 'none' },
  check: { phase: 'none' },
};
