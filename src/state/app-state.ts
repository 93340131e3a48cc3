import type { Problem } from '../core/errors.ts';
import type { ExportProgress, ExportSummary } from '../core/export/export-progress.ts';
import type {
  CropFigures,
  DatasetRequest,
  DatasetSummary,
  SequenceHead,
  StatisticsSummary,
} from '../worker/protocol.ts';
import type { AuditState } from './audit/audit-state.ts';
import type { NormalizeState } from './normalize/normalize-state.ts';
import type { OverviewState } from './overview/overview-state.ts';
import type { SamplingState } from './sampling/sampling-state.ts';

export type ViewName = 'explore' | 'normalize' | 'dataset' | 'audit' | 'sampling';
export type LoopTarget = 'window-a' | 'window-b' | 'crop' | 'sequence';
export type CropStrategy = 'random' | 'begin' | 'end' | 'manual';
export type ThemeName = 'dark' | 'light';

export type DatasetState =
  | { readonly phase: 'none' }
  | { readonly phase: 'opening'; readonly name: string }
  | { readonly phase: 'open'; readonly request: DatasetRequest; readonly summary: DatasetSummary }
  | {
      readonly phase: 'failed';
      readonly name: string;
      readonly problem: Problem;
      /** What was asked for, for trying again. */
      readonly request: DatasetRequest;
      readonly entry: string | null;
    };

/**
 * Signals of the open sequence, filled in place while its clips arrive: large arrays are not copied for each clip, so `revision` is
 * what changes. Frames not yet loaded, or unreadable, are NaN.
 */
export interface SequenceSignals {
  readonly head: SequenceHead;
  /** Row-major (n_frames, width) by group name. */
  readonly coef: Readonly<Record<string, Float32Array>>;
  /** Interleaved min and max a bucket of `PEAK_BUCKET_SAMPLES` samples, over the whole sequence. */
  readonly peaks: Float32Array;
  /** Problems by clip number. */
  readonly problemsByClip: ReadonlyMap<number, readonly Problem[]>;
  readonly loadedClips: number;
  /** Grows by one with each batch of clips. */
  readonly revision: number;
}

export type SequenceState =
  | { readonly phase: 'none' }
  | { readonly phase: 'opening'; readonly entry: string }
  | { readonly phase: 'loading'; readonly entry: string; readonly signals: SequenceSignals }
  | { readonly phase: 'ready'; readonly entry: string; readonly signals: SequenceSignals }
  | { readonly phase: 'failed'; readonly entry: string; readonly problem: Problem };

export type FiguresState =
  | { readonly phase: 'none' }
  | { readonly phase: 'ready'; readonly figures: CropFigures }
  | { readonly phase: 'failed'; readonly problem: Problem };

/**
 * Statistics that normalise the coefficients: the loader's file, pooled anew over the dataset, of the crop's own frames, or those that the user has
 * chosen in the Normalize view.
 */
export type StatisticsSource = 'file' | 'recomputed' | 'crop' | 'chosen';

/** Statistics chosen in the Normalize view, kept until another dataset is opened. */
export interface ChosenStatistics {
  /** `name` is what the page calls them. */
  readonly statistics: StatisticsSummary;
  /** How they were made, for people: a sentence without its full stop. */
  readonly origin: string;
  /** For a link, which makes them anew; null where none can. */
  readonly recipe: string | null;
}

/** Statistics pooled over the train split, or over all sequences where there is none; kept until another dataset is opened. */
export type RecomputedState =
  | { readonly phase: 'none' }
  | { readonly phase: 'running'; readonly doneSequences: number; readonly totalSequences: number }
  | { readonly phase: 'ready'; readonly statistics: StatisticsSummary; readonly frameCount: number }
  | { readonly phase: 'failed'; readonly problem: Problem };

/** A snapshot being written, and what became of the last one. */
export type ExportState =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'running';
      readonly fileName: string;
      /** Null before the first record. */
      readonly progress: ExportProgress | null;
      /** On the clock of `performance.now`. */
      readonly startMs: number;
      readonly problemCount: number;
    }
  | {
      readonly phase: 'done';
      readonly fileName: string;
      readonly sizeBytes: number;
      readonly summary: ExportSummary;
      /** The first of them. */
      readonly problems: readonly Problem[];
    }
  | { readonly phase: 'failed'; readonly problem: Problem };

export interface CropState {
  readonly strategy: CropStrategy;
  /** Seed of numpy's legacy generator, 0 to 2^32 - 1. */
  readonly seed: number;
  /** How many draws of the seeded stream precede the current one; "Draw again" adds one. */
  readonly drawIndex: number;
  /** First frame of the crop. */
  readonly startFrame: number;
  /** Frames a window. */
  readonly n_motions: number;
  /** Windows a crop; the reference has two. */
  readonly n_windows: number;
}

/** Half-open range of frames in view; fractions of a frame are allowed. */
export interface FrameRange {
  readonly startFrame: number;
  readonly endFrame: number;
}

/** What a lane shows. Dimensions are indices within the group. */
export type LaneContent =
  | { readonly kind: 'waveform' }
  | { readonly kind: 'spectrogram' }
  | { readonly kind: 'heatmap'; readonly group: string }
  | { readonly kind: 'curves'; readonly group: string; readonly dims: readonly number[] };

export interface Lane {
  readonly id: string;
  /** Accessible name and gutter title, e.g. "Waveform", "Jaw". */
  readonly name: string;
  readonly content: LaneContent;
  readonly heightPx: number;
  readonly isCollapsed: boolean;
}

/** Everything the page shows, each field in one sentence. Derived values are computed, not stored. */
export interface AppState {
  /** The tab in front. */
  readonly view: ViewName;
  /** Colours in use. */
  readonly theme: ThemeName;
  /** The dataset that is open, opening, or could not be opened. */
  readonly dataset: DatasetState;
  /** Text of the sequence filter. */
  readonly filterText: string;
  /** Split shown in the list; null shows all. */
  readonly splitFilter: string | null;
  /** Entries of this dataset that the user has flagged, a mark of this browser alone. */
  readonly flaggedEntries: ReadonlySet<string>;
  /** Whether the list shows only flagged sequences. */
  readonly isFlaggedOnly: boolean;
  /** The chosen sequence and its signals. */
  readonly sequence: SequenceState;
  /** How the crop is chosen and where it lies. */
  readonly crop: CropState;
  /** Slices and audio figures of the crop, from the worker. */
  readonly figures: FiguresState;
  /** Position of the playhead in frames, with a fraction while playing. */
  readonly playheadFrame: number;
  /** Frames in view. */
  readonly zoom: FrameRange;
  /** Frame under the pointer, null outside the lanes. */
  readonly hoverFrame: number | null;
  /** Whether curves, heatmaps and sound are normalised. */
  readonly isNormalized: boolean;
  /** Which statistics normalise the coefficients, everywhere on the page. */
  readonly statisticsSource: StatisticsSource;
  /** Statistics recomputed from the dataset, or how far that has come. */
  readonly recomputed: RecomputedState;
  /** Statistics that the user has chosen in the Normalize view; null before. */
  readonly chosenStatistics: ChosenStatistics | null;
  /** The snapshot that is being written from this dataset, or was. */
  readonly exporting: ExportState;
  /** Two statistics against each other. */
  readonly normalize: NormalizeState;
  /** All sequences: their figures and what is brushed of them. */
  readonly overview: OverviewState;
  /** What is wrong with the dataset. */
  readonly audit: AuditState;
  /** The tone, the rates and the other choices of the Sampling view. */
  readonly sampling: SamplingState;
  /** Lanes below the clip lane, top to bottom. */
  readonly lanes: readonly Lane[];
  /** Heights that the user gave lanes, in CSS pixels, by lane; the others have the height of their kind. */
  readonly heightsByLane: Readonly<Record<string, number>>;
  readonly isPlaying: boolean;
  /** What plays and repeats. */
  readonly loopTarget: LoopTarget;
  /** Playing speed, 0.1 to 2. */
  readonly speed: number;
  /** Whether the pitch stays when the speed is changed. */
  readonly isPitchKept: boolean;
  /** Volume, 0 to 1. */
  readonly volume: number;
  /** Sentences about the link or the last action that the user should read once. */
  readonly messages: readonly Message[];
  /** Whether the dialog "Open dataset" is shown. */
  readonly isOpenDialogShown: boolean;
}

export interface Message {
  readonly id: number;
  readonly severity: 'error' | 'warning' | 'note';
  readonly problem: Problem;
}
