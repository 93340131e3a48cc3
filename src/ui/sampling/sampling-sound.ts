import { createStore, type StoreApi } from 'zustand/vanilla';
import { DataError, describeProblem, type Problem } from '../../core/errors.ts';
import type { AppStore } from '../../state/actions.ts';
import type { SoundEngine } from '../sound/sound-engine.ts';

/** Rate of the sound device: what is heard is rebuilt at it first, so that the browser's own interpolation adds nothing. */
export const DEVICE_RATE = 48_000;
const FADE_SECONDS = 0.01;
/** The device's own delay, with room to spare. */
const TAIL_MS = 250;

/** Plays one sound of the view at a time, once. */
export interface SamplingSound {
  /** Name of the sound that plays or is being made; null in silence. */
  readonly playing: StoreApi<string | null>;
  /** Plays a sound at {@link DEVICE_RATE}, or stops it where it plays already. To be called within the user's gesture. */
  toggle(name: string, make: (isWanted: () => boolean) => Promise<Float32Array<ArrayBuffer>>): void;
  stop(): void;
  /** Ends the sound and lets the device go. */
  detach(): void;
}

/** Follows the page's volume; what goes wrong becomes a message. */
export function attachSamplingSound(store: AppStore, engine: SoundEngine): SamplingSound {
  const playing = createStore<string | null>(() => null);
  let turn = 0;
  let endTimer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    turn++;
    clearTimeout(endTimer);
    engine.stop();
    playing.setState(null, true);
  }

  async function play(name: string, make: (isWanted: () => boolean) => Promise<Float32Array<ArrayBuffer>>) {
    stop();
    const mine = turn;
    const isWanted = () => mine === turn;
    playing.setState(name, true);
    try {
      engine.setVolume(store.getState().volume);
      const problem = await engine.start(DEVICE_RATE);
      if (!isWanted()) return;
      if (problem !== null) throw new DataError(problem);
      const samples = fadeEnds(await make(isWanted));
      if (!isWanted()) return;
      const bounds = { startSample: 0, endSample: samples.length };
      const piece = { bounds, samples, map: null };
      engine.play({ piece, rate: DEVICE_RATE, speed: 1, gain: 1, readNext: async () => null }, 0);
      endTimer = setTimeout(stop, (1000 * samples.length) / DEVICE_RATE + TAIL_MS);
    } catch (error) {
      if (isWanted()) fail(problemOf(error));
    }
  }

  function fail(problem: Problem): void {
    const isShown = store
      .getState()
      .messages.some((message) => describeProblem(message.problem) === describeProblem(problem));
    if (!isShown) store.actions.addMessage({ severity: 'error', problem });
    stop();
  }

  const unsubscribe = store.subscribe((state, previous) => {
    if (state.volume !== previous.volume) engine.setVolume(state.volume);
  });
  engine.onLost(fail);
  return {
    playing,
    toggle: (name, make) => {
      if (playing.getState() === name) stop();
      else void play(name, make);
    },
    stop,
    detach: () => {
      unsubscribe();
      stop();
      engine.close();
    },
  };
}

/** A sound that begins or ends within a swing clicks. */
function fadeEnds(samples: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const length = Math.min(Math.round(FADE_SECONDS * DEVICE_RATE), Math.floor(samples.length / 2));
  const faded = samples.slice();
  for (let i = 0; i < length; i++) {
    const gain = i / length;
    const last = faded.length - 1 - i;
    faded[i] = (faded[i] as number) * gain;
    faded[last] = (faded[last] as number) * gain;
  }
  return faded;
}

function problemOf(error: unknown): Problem {
  if (error instanceof DataError) return error.problem;
  const found = error instanceof Error ? error.message : String(error);
  return {
    code: 'sound-failed',
    what: 'The sound cannot be played',
    expected: 'samples of the tone or of the crop',
    found,
    where: 'sampling',
  };
}
