import type { StoreApi } from 'zustand/vanilla';
import type { DatasetRequest, SavedKind, SpectrogramPart, SpectrogramRequest } from '../worker/protocol.ts';
import type {
  AppState,
  CropState,
  CropStrategy,
  FrameRange,
  Lane,
  LoopTarget,
  Message,
  StatisticsSource,
  ThemeName,
  ViewName,
} from './app-state.ts';
import type { AuditActions } from './audit/audit-actions.ts';
import type { SnapshotFile } from './export-actions.ts';
import type { NormalizeActions } from './normalize/normalize-actions.ts';
import type { OverviewActions } from './overview/overview-actions.ts';
import type { SamplingActions } from './sampling/sampling-actions.ts';

/** Everything the user can do. Each action keeps the state consistent; a value out of range is clamped by the action's own rule. */
export interface Actions {
  showView(view: ViewName): void;
  setTheme(theme: ThemeName): void;
  showOpenDialog(isShown: boolean): void;
  /** Opens a dataset and one of its sequences: `entry` where it exists, else the first usable one. */
  openDataset(request: DatasetRequest, entry?: string | null): Promise<void>;
  /** Repeats what failed: the opening, the sequence, or the figures of the crop. A file that changed on its host is opened anew. */
  tryAgain(): Promise<void>;
  setFilterText(text: string): void;
  setSplitFilter(split: string | null): void;
  /** Flags a sequence, or takes its flag away. */
  toggleFlag(entry: string): void;
  setFlaggedOnly(isFlaggedOnly: boolean): void;
  /** Opens a sequence; the crop is placed anew by its strategy (Manual: start kept, clamped). */
  selectEntry(entry: string): Promise<void>;
  /** Next (+1) or previous (-1) sequence of the filtered list. */
  stepEntry(step: number): void;
  /** Reads the metadata of list rows that became visible. */
  describeSequences(entries: readonly string[]): void;
  setStrategy(strategy: CropStrategy): void;
  setSeed(seed: number): void;
  /** The next draw of the same stream. */
  drawAgain(): void;
  /** Moves the crop; switches to Manual and keeps the seed. Out of range is clamped to the legal range. */
  moveCrop(startFrame: number): void;
  setMotions(n_motions: number): void;
  setWindows(n_windows: number): void;
  /** Puts the crop exactly where a link says; undo does not go back beyond it. */
  restoreCrop(crop: CropState): void;
  /** A pointer or key went down: until `endGesture` all moves of the crop are one step of undo. */
  beginGesture(): void;
  endGesture(): void;
  undoCrop(): void;
  redoCrop(): void;
  setPlayheadFrame(frame: number): void;
  setHoverFrame(frame: number | null): void;
  setZoom(zoom: FrameRange): void;
  /** Zooms by `factor` (> 1 zooms in) about a frame. */
  zoomAbout(frame: number, factor: number): void;
  fitCrop(): void;
  fitSequence(): void;
  setNormalized(isNormalized: boolean): void;
  /** Chooses the statistics; recomputes them where they are chosen and not known yet. */
  setStatisticsSource(source: StatisticsSource): void;
  /** Stops recomputing and goes back to the statistics file. */
  cancelRecomputing(): void;
  readonly normalize: NormalizeActions;
  readonly overview: OverviewActions;
  readonly audit: AuditActions;
  readonly sampling: SamplingActions;
  setPlaying(isPlaying: boolean): void;
  setLoopTarget(target: LoopTarget): void;
  setSpeed(speed: number): void;
  setPitchKept(isPitchKept: boolean): void;
  setVolume(volume: number): void;
  /** Shows these lanes, each as high as the user last made it. */
  setLanes(lanes: readonly Lane[]): void;
  /** Makes a lane so high, within the bounds of its kind; null brings its first height back. */
  setLaneHeight(laneId: string, heightPx: number | null): void;
  /** Shows a sentence until the user dismisses it. */
  addMessage(message: Omit<Message, 'id'>): void;
  dismissMessage(id: number): void;
  /** Raw samples of the open sequence, e.g. for playing or for zooming down to samples. */
  readAudio(startSample: number, endSample: number): Promise<Float32Array>;
  /** The next columns of a picture of the open sequence's sound. Rejects with a `DataError` where its bytes cannot be had. */
  readSpectrogram(request: SpectrogramRequest): Promise<SpectrogramPart>;
  /** Writes all sequences, or these, as a snapshot; how it goes is in `exporting`. */
  exportSnapshot(entries: readonly string[] | null, file: SnapshotFile): Promise<void>;
  /** Stops writing, so that nothing is left, or puts away what became of the last snapshot. */
  cancelExport(): void;
  /** The crop as a file, its coefficients normalised by the statistics in use. Rejects with a `DataError` where it cannot be read. */
  saveSample(kind: SavedKind): Promise<SavedSample>;
}

/** A file for the user to keep. */
export interface SavedSample {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** The one store. `subscribe` reaches what must follow in the same frame without a render: playhead, hover, drags. */
export interface AppStore extends StoreApi<AppState> {
  readonly actions: Actions;
  /** Loads the code of the views beside Explore, so that their actions are done at once. */
  prepareViews(): Promise<void>;
}
