import type { Problem } from '../../core/errors.ts';
import { intoLoop } from './loop-bounds.ts';
import { clockAt, clocksFrom, type PlaybackClock, sampleAt } from './playback-clock.ts';
import { measureRms } from './sound-level.ts';
import { type PlayableSound, RAMP_SECONDS, soonestTime, startVoice, type Voice } from './voice.ts';

const VOLUME_TIME_CONSTANT_SECONDS = 0.01;
/** 128 ms at 16 kHz: longer than a syllable's onset, shorter than a word. */
const METER_SAMPLES = 2048;
/** How long a device may take to start before the user is told; a blocked context stays silent for ever without an error. */
const START_TIMEOUT_MS = 1500;
/** An idle device is let go after the last ramp has been heard. */
const SUSPEND_AFTER_MS = 500;

/** Plays one sound at a time through the page's sound device. No React, no store. */
export interface SoundEngine {
  /** Starts the device at a rate. To be called within the user's gesture; answers with what is wrong, null when sound can play. */
  start(rate: number): Promise<Problem | null>;
  /**
   * Plays a sound in place of what plays now, without a click. `fromSample` (of the sequence) or, where null, what is being played
   * goes on; either begins at the start of the sound's first piece where it lies outside.
   */
  play(sound: PlayableSound, fromSample: number | null): void;
  /** Falls silent without a click. */
  stop(): void;
  setVolume(volume: number): void;
  /** The sample of the sequence that is heard now, with its fraction; null while nothing plays. */
  heardSample(): number | null;
  /** Root mean square of what goes to the device, over the last moments. */
  outputRms(): number;
  /** Calls back when the device is taken away while something plays. */
  onLost(listener: (problem: Problem) => void): void;
  close(): void;
}

/** Everything that lives as long as one audio context. */
interface Device {
  readonly context: AudioContext;
  readonly master: GainNode;
  readonly analyser: AnalyserNode;
}

export function createSoundEngine(
  createContext: (rate: number) => AudioContext = (rate) =>
    new AudioContext({ sampleRate: rate, latencyHint: 'interactive' }),
): SoundEngine {
  let device: Device | null = null;
  let voice: Voice | null = null;
  /** Clocks of the voice now and of those before it that are still heard, for the latency of the device; those of pieces to come. */
  let clocks: readonly PlaybackClock[] = [];
  let volume = 1;
  let suspendTimer: ReturnType<typeof setTimeout> | undefined;
  let reportLoss: (problem: Problem) => void = () => undefined;

  async function start(rate: number): Promise<Problem | null> {
    clearTimeout(suspendTimer);
    try {
      if (device === null || device.context.sampleRate !== rate || device.context.state === 'closed') {
        close();
        device = openDevice(createContext(rate), volume);
        watch(device.context);
      }
      const { context } = device;
      if (context.state !== 'running') await Promise.race([context.resume(), delay(START_TIMEOUT_MS)]);
      return context.state === 'running' ? null : startProblem(`a sound device that is ${context.state}`, rate);
    } catch (error) {
      return startProblem(error instanceof Error ? error.message : String(error), rate);
    }
  }

  /** While a voice plays the engine itself suspends nothing: whoever else does is reported. */
  function watch(context: AudioContext): void {
    const isHeard = () => device?.context === context && voice !== null;
    context.addEventListener('statechange', () => {
      if (isHeard() && context.state !== 'running') reportLoss(lossProblem(`a sound device that is ${context.state}`));
    });
    context.addEventListener('error', () => {
      if (device?.context !== context) return;
      const wasHeard = isHeard();
      close();
      if (wasHeard) reportLoss(lossProblem('a sound device that has failed'));
    });
  }

  function play(sound: PlayableSound, fromSample: number | null): void {
    if (device === null) return;
    const { context, master } = device;
    const { bounds } = sound.piece;
    const soonest = soonestTime(context);
    const startTime = voice === null ? soonest : Math.max(soonest, voice.startTime + RAMP_SECONDS);
    const going = voice === null ? undefined : clockAt(clocks, startTime);
    const from = fromSample ?? (going === undefined ? bounds.startSample : sampleAt(going, startTime));
    // Pieces of the voice before that lie ahead will not be heard.
    clocks = clocksFrom(clocks, heardTime(context)).filter(({ anchorTime }) => anchorTime < startTime);
    const addClock = (clock: PlaybackClock) => {
      clocks = [...clocksFrom(clocks, heardTime(context)), clock];
    };
    // From a whole sample on: between two, every sample that follows would be interpolated.
    const anchorSample = Math.floor(intoLoop(from, bounds));
    const next = startVoice({ context, output: master, addClock }, sound, anchorSample, startTime);
    voice?.release(startTime);
    voice = next;
  }

  function stop(): void {
    if (device === null) return;
    const { context } = device;
    if (voice !== null) voice.release(Math.max(soonestTime(context), voice.startTime + RAMP_SECONDS));
    voice = null;
    clocks = [];
    clearTimeout(suspendTimer);
    suspendTimer = setTimeout(() => void context.suspend(), SUSPEND_AFTER_MS);
  }

  function close(): void {
    clearTimeout(suspendTimer);
    voice = null;
    clocks = [];
    if (device !== null && device.context.state !== 'closed') void device.context.close();
    device = null;
  }

  return {
    start,
    play,
    stop,
    close,
    onLost: (listener) => {
      reportLoss = listener;
    },
    setVolume: (value) => {
      volume = value;
      device?.master.gain.setTargetAtTime(value, device.context.currentTime, VOLUME_TIME_CONSTANT_SECONDS);
    },
    heardSample: () => {
      if (device === null) return null;
      const time = heardTime(device.context);
      const clock = clockAt(clocks, time);
      return clock === undefined ? null : sampleAt(clock, time);
    },
    outputRms: () => {
      if (device === null || voice === null) return 0;
      const samples = new Float32Array(METER_SAMPLES);
      device.analyser.getFloatTimeDomainData(samples);
      return measureRms(samples);
    },
  };
}

function openDevice(context: AudioContext, volume: number): Device {
  const master = context.createGain();
  master.gain.value = volume;
  const analyser = context.createAnalyser();
  analyser.fftSize = METER_SAMPLES;
  master.connect(analyser).connect(context.destination);
  return { context, master, analyser };
}

/** The context's clock less the way to the ear; a browser that does not measure the latter names at least its own buffer. */
function heardTime(context: AudioContext): number {
  return context.currentTime - (context.outputLatency || context.baseLatency || 0);
}

function startProblem(found: string, rate: number): Problem {
  return {
    code: 'sound-not-started',
    what: 'The browser does not play sound',
    expected: `a running sound device at ${rate} Hz`,
    found,
    where: 'sound output',
  };
}

function lossProblem(found: string): Problem {
  return {
    code: 'sound-lost',
    what: 'The browser or the system has halted the sound; Play starts it again',
    expected: 'a running sound device',
    found,
    where: 'sound output',
  };
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
