import { createStore, type StoreApi } from 'zustand/vanilla';
import { DataError, describeProblem, type Problem } from '../../core/errors.ts';
import type { AppStore } from '../../state/actions.ts';
import { signalsOf } from '../../state/selectors.ts';
import type { LoopBounds } from './loop-bounds.ts';
import type { SoundEngine } from './sound-engine.ts';
import { planSound, type SoundSignal, toDecibels } from './sound-level.ts';
import {
  hasSameSound,
  isSameLoop,
  isSameWanted,
  planWanted,
  playheadSample,
  type WantedSound,
} from './wanted-sound.ts';

/** What the transport shows of the sound beside the store's own fields. */
export interface PlaybackStatus {
  /** Level of the output in dBFS; minus infinity for silence. */
  readonly levelDb: number;
  /** What differs between the signal and what is heard, in words. */
  readonly note: string | null;
}

/** Calls back once before the next picture is drawn, as `requestAnimationFrame`. */
export interface FrameTimer {
  request(callback: (timeMs: number) => void): number;
  cancel(id: number): void;
}

export interface Playback {
  readonly status: StoreApi<PlaybackStatus>;
  /** Ends the sound, and with it the state of playing. */
  detach(): void;
}

const SILENT: PlaybackStatus = { levelDb: Number.NEGATIVE_INFINITY, note: null };
/** Often enough for the eye, seldom enough for a screen reader and React. */
const METER_INTERVAL_MS = 100;
/** 35 minutes at 16 kHz, 128 MiB; the sound device holds a second copy. */
const MAX_LOOP_SAMPLES = 2 ** 25;

/**
 * Lets the sound follow the page and the playhead follow the sound: the clock of the sound device moves the playhead, never a timer. While
 * samples are being read what plays goes on, and only the newest wish is read next.
 */
export function attachPlayback(store: AppStore, engine: SoundEngine, timer: FrameTimer): Playback {
  const status = createStore<PlaybackStatus>(() => SILENT);
  let loaded: (Pick<WantedSound, 'head' | 'loop'> & { readonly samples: Float32Array }) | null = null;
  let playing: WantedSound | null = null;
  let isStarted = false;
  let isReading = false;
  let isMovingPlayhead = false;
  let seekSample: number | null = null;
  /** Grows with each start and stop, so that answers for an earlier one are dropped. */
  let turn = 0;
  let frameId = 0;
  let meteredAtMs = 0;

  async function begin(): Promise<void> {
    const mine = ++turn;
    const head = signalsOf(store.getState())?.head;
    if (head === undefined) {
      store.actions.setPlaying(false);
      return;
    }
    engine.setVolume(store.getState().volume);
    const problem = await engine.start(head.rate);
    if (mine !== turn) return;
    if (problem !== null) {
      fail(problem);
      return;
    }
    isStarted = true;
    seekSample = playheadSample(store.getState());
    frameId = timer.request(tick);
    follow();
  }

  function halt(): void {
    turn++;
    timer.cancel(frameId);
    engine.stop();
    playing = null;
    isStarted = false;
    isReading = false;
    status.setState(SILENT);
  }

  /** Brings the sound to what the state wants. */
  function follow(): void {
    try {
      const wanted = planWanted(store.getState());
      if (wanted === null) store.actions.setPlaying(false);
      else if (wanted.signal === null) return;
      else if (loaded === null || loaded.head !== wanted.head || !isSameLoop(loaded.loop, wanted.loop))
        void read(wanted);
      else play(wanted, wanted.signal, loaded.samples);
    } catch (error) {
      fail(problemOf(error));
    }
  }

  async function read({ head, loop }: WantedSound): Promise<void> {
    if (isReading) return;
    const mine = turn;
    isReading = true;
    try {
      requireLoopable(loop);
      const samples = await store.actions.readAudio(loop.startSample, loop.endSample);
      if (mine !== turn) return;
      loaded = { head, loop, samples };
      isReading = false;
      follow();
    } catch (error) {
      if (mine === turn) fail(problemOf(error));
    }
  }

  function play(wanted: WantedSound, signal: SoundSignal, raw: Float32Array): void {
    if (playing !== null && isSameWanted(playing, wanted) && seekSample === null) return;
    const { samples, gain, note } = planSound(raw, signal);
    const { head, loop, speed } = wanted;
    engine.play({ samples, loop, rate: head.rate, gain, speed }, seekSample);
    seekSample = null;
    playing = wanted;
    if (status.getState().note !== note) status.setState({ note });
  }

  function tick(timeMs: number): void {
    frameId = timer.request(tick);
    const sample = engine.heardSample();
    if (playing === null || sample === null) return;
    isMovingPlayhead = true;
    store.actions.setPlayheadFrame(sample / playing.unit);
    isMovingPlayhead = false;
    if (timeMs - meteredAtMs < METER_INTERVAL_MS) return;
    meteredAtMs = timeMs;
    status.setState({ levelDb: toDecibels(engine.outputRms()) });
  }

  function fail(problem: Problem): void {
    const isShown = store
      .getState()
      .messages.some((message) => describeProblem(message.problem) === describeProblem(problem));
    if (!isShown) store.actions.addMessage({ severity: 'error', problem });
    store.actions.setPlaying(false);
  }

  const unsubscribe = store.subscribe((state, previous) => {
    if (state.volume !== previous.volume) engine.setVolume(state.volume);
    if (state.isPlaying && !previous.isPlaying) void begin();
    else if (!state.isPlaying && previous.isPlaying) halt();
    if (!isStarted || isMovingPlayhead) return;
    if (state.playheadFrame !== previous.playheadFrame) seekSample = playheadSample(state);
    if (!hasSameSound(state, previous)) follow();
  });

  return {
    status,
    detach: () => {
      unsubscribe();
      halt();
      engine.close();
      store.actions.setPlaying(false);
    },
  };
}

function requireLoopable({ startSample, endSample }: LoopBounds): void {
  if (endSample - startSample <= MAX_LOOP_SAMPLES) return;
  throw new DataError({
    code: 'loop-too-long',
    what: 'The sequence is too long to be held in memory for playing; loop the crop or a window',
    expected: `${MAX_LOOP_SAMPLES} samples at most`,
    found: `${endSample - startSample} samples`,
    where: 'sound',
  });
}

function problemOf(error: unknown): Problem {
  if (error instanceof DataError) return error.problem;
  const found = error instanceof Error ? error.message : String(error);
  return {
    code: 'sound-failed',
    what: 'The sound cannot be played',
    expected: 'samples of the sequence',
    found,
    where: 'sound',
  };
}
