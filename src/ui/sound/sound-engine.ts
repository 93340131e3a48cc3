import type { Problem } from '../../core/errors.ts';
import { intoLoop, type LoopBounds } from './loop-bounds.ts';
import { clockAt, clocksFrom, type PlaybackClock, sampleAt } from './playback-clock.ts';
import { measureRms } from './sound-level.ts';

/** Long enough to hide the step between two signals, short enough not to be heard as a fade. */
const RAMP_SECONDS = 0.005;
/** Sound is scheduled this many rendering quanta of 128 samples ahead, so that no ramp begins in the past. */
const LOOKAHEAD_SAMPLES = 2 * 128;
const VOLUME_TIME_CONSTANT_SECONDS = 0.01;
/** 128 ms at 16 kHz: longer than a syllable's onset, shorter than a word. */
const METER_SAMPLES = 2048;
/** How long a device may take to start before the user is told; a blocked context stays silent for ever without an error. */
const START_TIMEOUT_MS = 1500;
/** An idle device is let go after the last ramp has been heard. */
const SUSPEND_AFTER_MS = 500;

/** A signal that repeats without a gap. */
export interface LoopingSound {
  /** Exactly the samples of `loop`. */
  readonly samples: Float32Array<ArrayBuffer>;
  readonly loop: LoopBounds;
  /** Hz. */
  readonly rate: number;
  readonly gain: number;
  /** 0.1 to 2; pitch follows. */
  readonly speed: number;
}

/** Plays one loop at a time through the page's sound device. No React, no store. */
export interface SoundEngine {
  /** Starts the device at a rate. To be called within the user's gesture; answers with what is wrong, null when sound can play. */
  start(rate: number): Promise<Problem | null>;
  /**
   * Plays a loop in place of what plays now, without a click. `fromSample` (of the sequence) or, where null, what is being played
   * goes on; either begins at the loop's start where it lies outside.
   */
  play(sound: LoopingSound, fromSample: number | null): void;
  /** Falls silent without a click. */
  stop(): void;
  setVolume(volume: number): void;
  /** The sample of the sequence that is heard now, with its fraction; null while nothing plays. */
  heardSample(): number | null;
  /** Root mean square of what goes to the device, over the last moments. */
  outputRms(): number;
  close(): void;
}

/** Everything that lives as long as one audio context. */
interface Device {
  readonly context: AudioContext;
  readonly master: GainNode;
  readonly analyser: AnalyserNode;
}

interface Voice {
  readonly source: AudioBufferSourceNode;
  readonly fade: GainNode;
  readonly gain: number;
  readonly clock: PlaybackClock;
}

export function createSoundEngine(
  createContext: (rate: number) => AudioContext = (rate) =>
    new AudioContext({ sampleRate: rate, latencyHint: 'interactive' }),
): SoundEngine {
  let device: Device | null = null;
  let voice: Voice | null = null;
  /** Clocks of the voice now and of those before it that are still heard, for the latency of the device. */
  let clocks: readonly PlaybackClock[] = [];
  let volume = 1;
  let suspendTimer: ReturnType<typeof setTimeout> | undefined;

  async function start(rate: number): Promise<Problem | null> {
    clearTimeout(suspendTimer);
    try {
      if (device === null || device.context.sampleRate !== rate || device.context.state === 'closed') {
        close();
        device = openDevice(createContext(rate), volume);
      }
      const { context } = device;
      if (context.state !== 'running') await Promise.race([context.resume(), delay(START_TIMEOUT_MS)]);
      return context.state === 'running' ? null : startProblem(`a sound device that is ${context.state}`, rate);
    } catch (error) {
      return startProblem(error instanceof Error ? error.message : String(error), rate);
    }
  }

  function play(sound: LoopingSound, fromSample: number | null): void {
    if (device === null) return;
    const { context, master } = device;
    const { loop, rate, speed, gain } = sound;
    const soonest = context.currentTime + LOOKAHEAD_SAMPLES / context.sampleRate;
    const startTime = voice === null ? soonest : Math.max(soonest, voice.clock.anchorTime + RAMP_SECONDS);
    const from = fromSample ?? (voice === null ? loop.startSample : sampleAt(voice.clock, startTime));
    const anchorSample = intoLoop(from, loop);
    const source = context.createBufferSource();
    source.buffer = createBuffer(context, sound.samples, rate);
    source.loop = true;
    source.playbackRate.value = speed;
    const fade = context.createGain();
    fade.gain.setValueAtTime(0, startTime);
    fade.gain.linearRampToValueAtTime(gain, startTime + RAMP_SECONDS);
    source.connect(fade).connect(master);
    source.start(startTime, (anchorSample - loop.startSample) / rate);
    const clock = { anchorTime: startTime, anchorSample, loop, rate, speed };
    clocks = [...clocksFrom(clocks, heardTime(context)), clock];
    if (voice !== null) release(voice, startTime);
    voice = { source, fade, gain, clock };
  }

  function stop(): void {
    if (device === null) return;
    const { context } = device;
    const soonest = context.currentTime + LOOKAHEAD_SAMPLES / context.sampleRate;
    if (voice !== null) release(voice, Math.max(soonest, voice.clock.anchorTime + RAMP_SECONDS));
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

/** A buffer of the loop alone repeats at exact sample bounds; loop points in seconds would round within a longer one. */
function createBuffer(context: AudioContext, samples: Float32Array<ArrayBuffer>, rate: number): AudioBuffer {
  const buffer = context.createBuffer(1, samples.length, rate);
  buffer.copyToChannel(samples, 0);
  return buffer;
}

function release({ source, fade, gain }: Voice, atTime: number): void {
  fade.gain.setValueAtTime(gain, atTime);
  fade.gain.linearRampToValueAtTime(0, atTime + RAMP_SECONDS);
  source.stop(atTime + 2 * RAMP_SECONDS);
  source.onended = () => fade.disconnect();
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

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
