import { createStore, type StoreApi } from 'zustand/vanilla';
import { DataError, describeProblem, type Problem } from '../../core/errors.ts';
import type { AppStore } from '../../state/actions.ts';
import { signalsOf } from '../../state/selectors.ts';
import type { Stretch } from '../../worker/stretcher.ts';
import { intoLoop } from './loop-bounds.ts';
import { createSoundMaker, type PreparedSound } from './prepare-sound.ts';
import type { SoundEngine } from './sound-engine.ts';
import { type SoundSignal, toDecibels } from './sound-level.ts';
import { hasSameSound, isSameWanted, planWanted, playheadSample, type WantedSound } from './wanted-sound.ts';

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

interface MadeSound extends PreparedSound {
  readonly wanted: WantedSound;
}

const SILENT: PlaybackStatus = { levelDb: Number.NEGATIVE_INFINITY, note: null };
/** Often enough for the eye, seldom enough for a screen reader and React. */
const METER_INTERVAL_MS = 100;
/**
 * Lets the sound follow the page and the playhead follow the sound: the clock of the sound device moves the playhead, never a timer. While
 * samples are being read what plays goes on, and only the newest wish is read next.
 */
export function attachPlayback(store: AppStore, engine: SoundEngine, stretch: Stretch, timer: FrameTimer): Playback {
  const status = createStore<PlaybackStatus>(() => SILENT);
  const maker = createSoundMaker({
    readAudio: (startSample, endSample) => store.actions.readAudio(startSample, endSample),
    stretch,
    signals: () => signalsOf(store.getState()),
    say: (wanted, note) => {
      if (wanted === playing) status.setState({ note });
    },
    fail: (wanted, error) => {
      if (wanted === playing) fail(problemOf(error));
    },
  });
  /** The last sound that was made, and what for. */
  let made: MadeSound | null = null;
  let playing: WantedSound | null = null;
  let isStarted = false;
  let isMaking = false;
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
    isMaking = false;
    status.setState(SILENT);
  }

  /** Brings the sound to what the state wants. */
  function follow(): void {
    try {
      const wanted = planWanted(store.getState());
      if (wanted === null) {
        store.actions.setPlaying(false);
        return;
      }
      const { signal } = wanted;
      if (isMaking || signal === null) return;
      if (playing !== null && isSameWanted(playing, wanted) && seekSample === null) return;
      if (made !== null && isSameWanted(made.wanted, wanted) && holds(made, seekSample)) play(made);
      else void make(wanted, signal);
    } catch (error) {
      fail(problemOf(error));
    }
  }

  async function make(wanted: WantedSound, signal: SoundSignal): Promise<void> {
    const mine = turn;
    isMaking = true;
    try {
      const from = seekSample ?? engine.heardSample() ?? wanted.loop.startSample;
      const prepared = await maker.prepare(wanted, signal, intoLoop(from, wanted.loop));
      if (mine !== turn) return;
      made = { ...prepared, wanted };
      isMaking = false;
      follow();
    } catch (error) {
      if (mine === turn) fail(problemOf(error));
    }
  }

  function play({ wanted, sound, note }: MadeSound): void {
    engine.play(sound, seekSample);
    seekSample = null;
    playing = wanted;
    // The pieces of a long loop are made for one playing.
    if (sound.readNext !== null) made = null;
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

  engine.onLost(fail);
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

/** Whether a sound can begin where it should: a loop anywhere, the first piece of a long one only within itself. */
function holds({ sound: { piece, readNext }, wanted }: MadeSound, sample: number | null): boolean {
  if (readNext === null || sample === null) return true;
  const from = intoLoop(sample, wanted.loop);
  return intoLoop(from, piece.bounds) === from;
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
