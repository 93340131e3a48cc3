import { outputAt } from '../../core/signal/time-map.ts';
import type { PlaybackClock } from './playback-clock.ts';
import type { SoundPiece } from './sound-piece.ts';

/** Long enough to hide the step between two signals, short enough not to be heard as a fade. */
export const RAMP_SECONDS = 0.005;
/** Sound is scheduled this many rendering quanta of 128 samples ahead, so that no ramp begins in the past. */
const LOOKAHEAD_SAMPLES = 2 * 128;
/** Pieces are scheduled until this much lies ahead: one and a half of them. */
const AHEAD_SECONDS = 12;

/** A range of the sequence that repeats without a gap, or one piece after the other. */
export interface PlayableSound {
  readonly piece: SoundPiece;
  /** Hz. */
  readonly rate: number;
  /** 0.1 to 2. */
  readonly speed: number;
  readonly gain: number;
  /** The piece after another, null where the sound ends for want of one. Absent where the only piece repeats. */
  readonly readNext: ((piece: SoundPiece) => Promise<SoundPiece | null>) | null;
}

/** A sound on its way to the device. */
export interface Voice {
  /** Seconds of the context's clock. */
  readonly startTime: number;
  /** Fades out from a time on. */
  release(atTime: number): void;
}

export interface VoiceParts {
  readonly context: AudioContext;
  readonly output: AudioNode;
  /** Is told the clock of each piece when it is scheduled. */
  readonly addClock: (clock: PlaybackClock) => void;
}

/** The next moment from which on sound can be scheduled, on a sample of the device. */
export function soonestTime({ currentTime, sampleRate }: BaseAudioContext): number {
  return Math.ceil(currentTime * sampleRate + LOOKAHEAD_SAMPLES) / sampleRate;
}

/** Starts a sound at a time, from a sample of its first piece. */
export function startVoice(
  { context, output, addClock }: VoiceParts,
  sound: PlayableSound,
  anchorSample: number,
  startTime: number,
): Voice {
  const { rate, speed, gain, readNext } = sound;
  const isLooping = readNext === null;
  const sources = new Set<AudioBufferSourceNode>();
  const fade = context.createGain();
  fade.gain.setValueAtTime(0, startTime);
  fade.gain.linearRampToValueAtTime(gain, startTime + RAMP_SECONDS);
  fade.connect(output);
  let isReleased = false;
  let isReading = false;
  let lastPiece = sound.piece;
  let endTime = schedule(sound.piece, anchorSample, startTime);

  /** Returns when the piece ends. */
  function schedule(piece: SoundPiece, fromSample: number, time: number): number {
    const { bounds, map, samples } = piece;
    const playbackRate = map === null ? speed : 1;
    const from = fromSample - bounds.startSample;
    const played = map === null ? from : Math.round(outputAt(map, from));
    const source = context.createBufferSource();
    source.buffer = createBuffer(context, samples, rate);
    source.loop = isLooping;
    source.playbackRate.value = playbackRate;
    source.connect(fade);
    source.onended = () => handleEnd(source);
    source.start(time, played / rate);
    sources.add(source);
    addClock({ anchorTime: time, anchorSample: fromSample, bounds, isLooping, rate, speed, map });
    return time + (samples.length - played) / (rate * playbackRate);
  }

  function handleEnd(source: AudioBufferSourceNode): void {
    source.disconnect();
    sources.delete(source);
    if (!isReleased) void scheduleAhead();
    else if (sources.size === 0) fade.disconnect();
  }

  /** Piece follows piece to the sample; after one that was read too late, the sound waits and goes on where it was. */
  async function scheduleAhead(): Promise<void> {
    if (readNext === null || isReading) return;
    isReading = true;
    while (!isReleased && endTime < context.currentTime + AHEAD_SECONDS) {
      const piece = await readNext(lastPiece);
      if (piece === null || isReleased) return;
      lastPiece = piece;
      endTime = schedule(piece, piece.bounds.startSample, Math.max(endTime, soonestTime(context)));
    }
    isReading = false;
  }

  void scheduleAhead();
  return {
    startTime,
    release: (atTime) => {
      isReleased = true;
      fade.gain.setValueAtTime(gain, atTime);
      fade.gain.linearRampToValueAtTime(0, atTime + RAMP_SECONDS);
      for (const source of sources) source.stop(atTime + 2 * RAMP_SECONDS);
    },
  };
}

/** A buffer of the loop alone repeats at exact sample bounds; loop points in seconds would round within a longer one. */
function createBuffer(context: BaseAudioContext, samples: Float32Array<ArrayBuffer>, rate: number): AudioBuffer {
  const buffer = context.createBuffer(1, samples.length, rate);
  buffer.copyToChannel(samples, 0);
  return buffer;
}
