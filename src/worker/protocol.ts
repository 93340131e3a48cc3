import type { FileChunk } from '../core/bytes/chunk-sink.ts';
import type { Problem } from '../core/errors.ts';
import type { ExportProgress, ExportSummary } from '../core/export/export-progress.ts';
import type { JobName, JobOptions, JobResult } from './jobs/sequence-jobs.ts';

/** What the user asked to open. A relative URL is resolved against the page. */
export type DatasetRequest =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'files'; readonly name: string; readonly files: readonly File[] };

/** One coefficient group as the dataset's clips hold it, e.g. exp, 50 wide. */
export interface CoefficientGroup {
  readonly name: string;
  /** Values a frame. */
  readonly width: number;
}

/** A row of the sequence list. */
export interface SequenceRow {
  readonly entry: string;
  /** Splits that list the entry; empty where none does. */
  readonly splits: readonly string[];
  /** Null until `describeSequences` has read the sequence's metadata, or where it cannot be read. */
  readonly n_frames: number | null;
  /** Why the sequence cannot be used, e.g. a split names it and the store lacks it; with a length, the first flaw that a snapshot's export met. */
  readonly problem: Problem | null;
  /** 16 bytes, the loudness of 16 equal parts (0: -60 dBFS or less, 255: 0 dBFS), as a snapshot's catalogue has it; else null. */
  readonly level: Uint8Array | null;
}

/** Per-dimension statistics of one coefficient group, each `width` long. */
export interface GroupStatistics {
  readonly mean: Float32Array;
  readonly std: Float32Array;
  readonly min: Float32Array;
  readonly max: Float32Array;
}

/** The statistics file as read; null groups never occur. */
export interface StatisticsSummary {
  /** File name, e.g. `stats_train.npz`. */
  readonly name: string;
  readonly groups: Readonly<Record<string, GroupStatistics>>;
}

/** A dataset's figures that are known once it is open. */
export interface DatasetSummary {
  readonly kind: 'lmdb' | 'snapshot';
  readonly name: string;
  /** The store's size. */
  readonly sizeBytes: number;
  /** Frames a clip. */
  readonly seg_len: number;
  readonly groups: readonly CoefficientGroup[];
  /** Split names in the order train, val, test, with the number of their sequences. */
  readonly splits: readonly { readonly name: string; readonly sequences: number }[];
  readonly sequences: readonly SequenceRow[];
  /** Null where the dataset has none, or an unusable one (then `notices` says why). */
  readonly statistics: StatisticsSummary | null;
  /** Name under which the loader looks for statistics, whether the file is there or not. */
  readonly statisticsFileName: string;
  /** What is wrong or missing without stopping the work: duplicate split lines, absent statistics, near-zero std. */
  readonly notices: readonly Notice[];
}

export interface Notice {
  readonly severity: 'error' | 'warning' | 'note';
  readonly problem: Problem;
  /** One sentence with the consequence, where the problem does not speak for itself. */
  readonly consequence: string | null;
}

/** Where the frames of a sequence lie. */
export interface SequenceHead {
  readonly entry: string;
  readonly n_frames: number;
  readonly n_clips: number;
  /** Frames a clip. */
  readonly seg_len: number;
  /** Frames a second and Hz of the sampling configuration. */
  readonly fps: number;
  readonly rate: number;
}

/** Samples a bucket of `ClipData.peaks`; 10 buckets a frame at 16 kHz and 25 fps. */
export const PEAK_BUCKET_SAMPLES = 64;

/** One decoded clip, streamed while a sequence loads. A clip with a problem still carries whatever part of it is readable. */
export interface ClipData {
  readonly clip: number;
  /** First frame of the clip within the sequence. */
  readonly startFrame: number;
  /** Frames that the sequence's n_frames gives this clip. */
  readonly frameCount: number;
  /** Row-major (frameCount, width) by group name; absent where unreadable; NaN and infinities as stored. */
  readonly coef: Readonly<Record<string, Float32Array>>;
  /** Min and max over each bucket of `PEAK_BUCKET_SAMPLES` samples, interleaved [min0, max0, min1, ...]; null where unreadable. */
  readonly peaks: Float32Array | null;
  /** What is wrong with this clip, one problem a part (audio, a coefficient group, the record). */
  readonly problems: readonly Problem[];
}

export interface CropRequest {
  readonly entry: string;
  readonly startFrame: number;
  /** Frames a window. */
  readonly n_motions: number;
  /** Windows a crop; the reference has two. */
  readonly n_windows: number;
}

/** Clip slice of a crop; ranges half-open. */
export interface CropPart {
  readonly clip: number;
  readonly frames: readonly [number, number];
  readonly samples: readonly [number, number];
}

/** Counts of samples in equally wide bins. */
export interface SampleHistogram {
  /** `counts.length + 1` bounds. */
  readonly edges: Float64Array;
  readonly counts: Float64Array;
  /** Finite samples below the first or above the last bound. */
  readonly outsideCount: number;
  /** NaN and infinite samples. */
  readonly nonFiniteCount: number;
}

/** The figures of one training sample. */
export interface CropFigures {
  readonly start_frame: number;
  readonly parts: readonly CropPart[];
  /** Mean of the crop's samples. */
  readonly audio_mean: number;
  /** Sample standard deviation (n - 1) of the crop's samples. */
  readonly audio_std: number;
  readonly audio_histogram: SampleHistogram;
  /** Mean of the normalised samples, measured, not derived. */
  readonly normalized_mean: number;
  /** Sample standard deviation (n - 1) of the normalised samples, measured. */
  readonly normalized_std: number;
  /** From -4 to 4. */
  readonly normalized_histogram: SampleHistogram;
}

/** The files that one training sample can be saved as. */
export type SavedKind = 'npz' | 'wav-raw' | 'wav-normalized';

/** A crop to save; `statistics` by group name normalise its coefficients instead of the dataset's own file, if given. */
export interface SaveRequest extends CropRequest {
  readonly statistics?: Readonly<Record<string, Pick<GroupStatistics, 'mean' | 'std'>>>;
}

/** A picture of a sequence's sound, asked for part after part. */
export interface SpectrogramRequest {
  readonly entry: string;
  /** Samples `[startSample, endSample)`; both may lie between samples and outside the sequence. */
  readonly startSample: number;
  readonly endSample: number;
  readonly columns: number;
  /** Rows of equal height from 0 Hz to half the sampling rate. */
  readonly rows: number;
  /** The first column that is still wanted. */
  readonly firstColumn: number;
}

/** Columns `[firstColumn, endColumn)` of a picture. A call measures little at once, so that other calls get their turn: ask again for the rest. */
export interface SpectrogramPart {
  readonly firstColumn: number;
  readonly endColumn: number;
  /** Column after column, each `rows` bytes from 0 Hz up; see `core/signal/decibel-levels.ts`. 0 where the sound cannot be read. */
  readonly levels: Uint8Array;
}

/** What a snapshot is to hold: all sequences, or these. */
export interface ExportRequest {
  readonly entries: readonly string[] | null;
  /** Name of the dataset for the user, which the snapshot keeps. */
  readonly name: string;
}

export interface ExportStart {
  /** For the calls that follow. */
  readonly id: number;
  readonly sequencesTotal: number;
}

/** The next part of a snapshot. */
export interface ExportPart {
  /** To be written in this order; the last of all replaces the file's first page, without which nothing opens it. */
  readonly chunks: readonly FileChunk[];
  /** Null before the first record. */
  readonly progress: ExportProgress | null;
  /** Problems met in this part. */
  readonly problems: readonly Problem[];
  /** Null as long as more is to come. */
  readonly summary: ExportSummary | null;
}

/** Answer of a worker call: failures on bad data travel as values, since a message port strips the fields of an Error. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** The worker's calls. One dataset a worker: opening another replaces it. */
export interface DatasetWorkerApi {
  open(request: DatasetRequest): Promise<Answer<DatasetSummary>>;
  /** Reads the metadata of these entries; one row each, in the same order. */
  describeSequences(entries: readonly string[]): Promise<Answer<readonly SequenceRow[]>>;
  readHead(entry: string): Promise<Answer<SequenceHead>>;
  /**
   * Pairs [min, max] of each frame's samples, to be shown until the clips are decoded; NaN where unknown. Null where nothing tells them without
   * decoding: in a raw LMDB, always. Of samples with more than 16 bits they are rounded.
   */
  readOverview(entry: string): Promise<Answer<Float32Array | null>>;
  /** Decodes clips `[firstClip, endClip)`. */
  readClips(entry: string, firstClip: number, endClip: number): Promise<Answer<readonly ClipData[]>>;
  /** Raw float32 samples `[startSample, endSample)` of a sequence. */
  readAudio(entry: string, startSample: number, endSample: number): Promise<Answer<Float32Array>>;
  /** The next columns of a spectrogram, each the loudest of its samples. */
  readSpectrogram(request: SpectrogramRequest): Promise<Answer<SpectrogramPart>>;
  /** Slices and audio figures of a crop, exactly as the loader makes them. */
  readCrop(request: CropRequest): Promise<Answer<CropFigures>>;
  /** The bytes of one training sample as a file. */
  saveSample(request: SaveRequest, kind: SavedKind): Promise<Answer<Uint8Array>>;
  /** Opens a dataset for jobs alone: what `open` finds out for the list is left out. */
  attach(request: DatasetRequest): Promise<Answer<null>>;
  /** Works on one sequence, or on the dataset where `entry` is ''. One a call, so that other calls get their turn in between. */
  runJob<N extends JobName>(name: N, entry: string, options: JobOptions<N>): Promise<Answer<JobResult<N>>>;
  /** Begins a snapshot of the open dataset; it goes on with that one if another is opened. */
  startExport(request: ExportRequest): Promise<Answer<ExportStart>>;
  /** The next part, of about `maxBytes` or what a short time yields. The page pulls, so that nothing piles up while its file is written. */
  stepExport(id: number, maxBytes: number): Promise<Answer<ExportPart>>;
  /** Drops an export. One that has ended, or failed, is dropped already. */
  cancelExport(id: number): Promise<void>;
}
