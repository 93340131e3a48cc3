import type { StoreApi } from 'zustand/vanilla';
import type { ClipData, DatasetWorkerApi, SequenceHead } from '../worker/protocol.ts';
import { PEAK_BUCKET_SAMPLES } from '../worker/protocol.ts';
import type { AppState, SequenceSignals } from './app-state.ts';
import { cropLength, placeCrop } from './crop-start.ts';
import { clampZoom, UNSET_ZOOM, zoomOnCrop } from './zoom.ts';

/** Clips a call: few enough that the first lanes appear at once, many enough that a long sequence costs few messages. */
const CLIPS_A_BATCH = 4;
/** Least time between two updates of the page, so that a long sequence does not spend its time on drawing. */
const SHOW_INTERVAL_MS = 200;

export interface SequenceLoader {
  /** Resolves once the sequence's length is known and the crop is placed; the clips go on arriving. */
  load(entry: string): Promise<void>;
  /** Asks for the figures of the crop as it lies; while one request is under way only the newest waits. */
  refreshFigures(): void;
  /** Resolves once nothing of the chosen sequence is under way: what can wait waits for that. */
  whenSettled(): Promise<void>;
  /** Answers of what is under way are dropped. */
  cancel(): void;
}

/** Loads the chosen sequence clip by clip into the store, the clips of the crop first. */
export function createSequenceLoader(store: StoreApi<AppState>, worker: DatasetWorkerApi): SequenceLoader {
  let turn = 0;
  let isAsking = false;
  let isStale = false;

  async function load(entry: string): Promise<void> {
    const mine = ++turn;
    store.setState({ sequence: { phase: 'opening', entry }, figures: { phase: 'none' } });
    const answered = await worker.readHead(entry);
    if (mine !== turn) return;
    if (!answered.ok) {
      store.setState({ sequence: { phase: 'failed', entry, problem: answered.problem } });
      return;
    }
    const head = answered.value;
    placeOnSequence(head);
    store.setState({ sequence: { phase: 'loading', entry, signals: createSignals(store.getState(), head) } });
    void showOverview(mine, head);
    refreshFigures();
    void loadClips(mine, head);
  }

  /** The waveform as a snapshot tells it, for clips that have not arrived. Where it cannot be read they are waited for, as in a raw LMDB. */
  async function showOverview(mine: number, { entry }: SequenceHead): Promise<void> {
    const answered = await worker.readOverview(entry);
    if (mine !== turn || !answered.ok || answered.value === null) return;
    const { sequence } = store.getState();
    if (sequence.phase !== 'loading') return;
    const signals = mergeOverview(sequence.signals, answered.value);
    store.setState({ sequence: { ...sequence, signals } });
  }

  async function loadClips(mine: number, head: SequenceHead): Promise<void> {
    const { entry } = head;
    const batches = planBatches(head, store.getState());
    let arrived: ClipData[] = [];
    let shownMs = Number.NEGATIVE_INFINITY;
    const read = (index: number) => {
      const batch = batches[index];
      return batch === undefined ? null : worker.readClips(entry, ...batch);
    };
    let asked = read(0);
    for (let index = 0; asked !== null; index++) {
      const answered = asked;
      // The worker has its next batch while this one is put in place and drawn.
      asked = read(index + 1);
      const clips = await answered;
      if (mine !== turn) return;
      if (!clips.ok) {
        store.setState({ sequence: { phase: 'failed', entry, problem: clips.problem } });
        return;
      }
      arrived.push(...clips.value);
      if (index < batches.length - 1 && performance.now() - shownMs < SHOW_INTERVAL_MS) continue;
      addClips(arrived);
      arrived = [];
      shownMs = performance.now();
    }
  }

  function placeOnSequence(head: SequenceHead): void {
    const { crop, zoom, playheadFrame } = store.getState();
    const startFrame = placeCrop(crop, head.n_frames);
    const placed = { ...crop, startFrame };
    const isKept = zoom !== UNSET_ZOOM && zoom.endFrame <= head.n_frames;
    store.setState({
      crop: placed,
      zoom: isKept ? clampZoom(zoom, head.n_frames) : zoomOnCrop(placed, head.n_frames),
      playheadFrame: Math.min(
        Math.max(playheadFrame, startFrame),
        Math.min(startFrame + cropLength(crop), head.n_frames) - 1,
      ),
    });
  }

  function addClips(clips: readonly ClipData[]): void {
    const { sequence } = store.getState();
    if (sequence.phase !== 'loading') return;
    const signals = mergeClips(sequence.signals, clips);
    const isComplete = signals.loadedClips === signals.head.n_clips;
    store.setState({ sequence: { phase: isComplete ? 'ready' : 'loading', entry: sequence.entry, signals } });
  }

  function refreshFigures(): void {
    if (isAsking) {
      isStale = true;
      return;
    }
    const { sequence, crop } = store.getState();
    if (sequence.phase !== 'loading' && sequence.phase !== 'ready') return;
    const { entry } = sequence;
    const mine = turn;
    isAsking = true;
    isStale = false;
    void worker
      .readCrop({ entry, startFrame: crop.startFrame, n_motions: crop.n_motions, n_windows: crop.n_windows })
      .then((answered) => {
        // Another dataset may have an entry of the same name.
        if (mine !== turn) return;
        store.setState({
          figures: answered.ok
            ? { phase: 'ready', figures: answered.value }
            : { phase: 'failed', problem: answered.problem },
        });
      })
      .finally(() => {
        isAsking = false;
        if (isStale) refreshFigures();
      });
  }

  function whenSettled(): Promise<void> {
    if (isSettled(store.getState())) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = store.subscribe((state) => {
        if (!isSettled(state)) return;
        stop();
        resolve();
      });
    });
  }

  return {
    load,
    refreshFigures,
    whenSettled,
    cancel: () => {
      turn++;
    },
  };
}

function isSettled({ sequence, figures }: AppState): boolean {
  if (sequence.phase === 'none' || sequence.phase === 'failed') return true;
  return sequence.phase === 'ready' && figures.phase !== 'none';
}

function createSignals(state: AppState, head: SequenceHead): SequenceSignals {
  const groups = state.dataset.phase === 'open' ? state.dataset.summary.groups : [];
  const bucketCount = Math.ceil((head.n_frames * head.rate) / head.fps / PEAK_BUCKET_SAMPLES);
  const coef: Record<string, Float32Array> = {};
  for (const { name, width } of groups) coef[name] = new Float32Array(head.n_frames * width).fill(Number.NaN);
  return {
    head,
    coef,
    peaks: new Float32Array(bucketCount * 2).fill(Number.NaN),
    problemsByClip: new Map(),
    loadedClips: 0,
    revision: 0,
  };
}

/**
 * Gives each bucket the extremes of its frame where nothing is known yet: what was found unreadable is known. Extremes of another number of frames
 * belong to no part of it.
 */
function mergeOverview(signals: SequenceSignals, extremesByFrame: Float32Array): SequenceSignals {
  const { head, peaks, problemsByClip, revision } = signals;
  if (extremesByFrame.length !== head.n_frames * 2) return signals;
  const bucketsAFrame = bucketsAFrameOf(head);
  for (let index = 0; index < peaks.length; index++) {
    const frame = Math.min(Math.floor((index >> 1) / bucketsAFrame), head.n_frames - 1);
    if (problemsByClip.has(Math.floor(frame / head.seg_len))) continue;
    if (Number.isNaN(peaks[index])) peaks[index] = extremesByFrame[frame * 2 + (index & 1)] as number;
  }
  return { ...signals, revision: revision + 1 };
}

function bucketsAFrameOf({ rate, fps }: SequenceHead): number {
  return rate / fps / PEAK_BUCKET_SAMPLES;
}

function mergeClips(signals: SequenceSignals, clips: readonly ClipData[]): SequenceSignals {
  const { head } = signals;
  const problemsByClip = new Map(signals.problemsByClip);
  const bucketsAFrame = bucketsAFrameOf(head);
  for (const clip of clips) {
    for (const [name, rows] of Object.entries(clip.coef)) {
      signals.coef[name]?.set(rows, (rows.length / clip.frameCount) * clip.startFrame);
    }
    const firstBucket = Math.round(clip.startFrame * bucketsAFrame);
    // What an overview said of a clip does not outlive finding it unreadable.
    const endBucket = Math.round((clip.startFrame + clip.frameCount) * bucketsAFrame);
    if (clip.peaks === null) signals.peaks.fill(Number.NaN, firstBucket * 2, endBucket * 2);
    else signals.peaks.set(clip.peaks, firstBucket * 2);
    if (clip.problems.length > 0) problemsByClip.set(clip.clip, clip.problems);
  }
  return {
    ...signals,
    problemsByClip,
    loadedClips: signals.loadedClips + clips.length,
    revision: signals.revision + 1,
  };
}

/** Batches of clips, those that the crop touches first, then the rest from the start. */
function planBatches(head: SequenceHead, { crop }: AppState): [number, number][] {
  const firstClip = Math.floor(crop.startFrame / head.seg_len);
  const endClip = Math.min(Math.floor((crop.startFrame + cropLength(crop) - 1) / head.seg_len) + 1, head.n_clips);
  const batches: [number, number][] = [];
  const cut = (from: number, to: number) => {
    for (let clip = from; clip < to; clip += CLIPS_A_BATCH) batches.push([clip, Math.min(clip + CLIPS_A_BATCH, to)]);
  };
  cut(firstClip, endClip);
  cut(0, firstClip);
  cut(endClip, head.n_clips);
  return batches;
}
