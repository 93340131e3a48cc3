import { beforeEach, describe, expect, it } from 'vitest';
import type { PlaybackClock } from './playback-clock.ts';
import type { SoundPiece } from './sound-piece.ts';
import { type PlayableSound, startVoice } from './voice.ts';

const RATE = 16_000;
const PIECE_SAMPLES = 128_000;

/** A buffer source that notes when it is told to start and to stop. */
class FakeSource {
  buffer: unknown = null;
  loop = false;
  readonly playbackRate = { value: 1 };
  onended: (() => void) | null = null;
  startTime = Number.NaN;
  offsetSeconds = Number.NaN;
  stopTime: number | null = null;
  connect = () => undefined;
  disconnect = () => undefined;
  start(time: number, offsetSeconds: number) {
    this.startTime = time;
    this.offsetSeconds = offsetSeconds;
  }
  stop(time: number) {
    this.stopTime = time;
  }
}

let sources: FakeSource[];
let clocks: PlaybackClock[];
let context: { currentTime: number; sampleRate: number };
let reads: number[];

function piece(startSample: number): SoundPiece {
  const bounds = { startSample, endSample: startSample + PIECE_SAMPLES };
  return { samples: new Float32Array(PIECE_SAMPLES), bounds, map: null };
}

function stream(readNext: PlayableSound['readNext']): PlayableSound {
  return { piece: piece(0), rate: RATE, speed: 1, gain: 1, readNext };
}

function start(sound: PlayableSound, anchorSample = 0) {
  const ramp = { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined };
  const parts = {
    ...context,
    createGain: () => ({ gain: ramp, connect: () => undefined, disconnect: () => undefined }),
    createBuffer: () => ({ copyToChannel: () => undefined }),
    createBufferSource: () => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
  };
  Object.defineProperty(parts, 'currentTime', { get: () => context.currentTime });
  return startVoice(
    {
      context: parts as unknown as AudioContext,
      output: {} as AudioNode,
      addClock: (clock) => clocks.push(clock),
    },
    sound,
    anchorSample,
    1,
  );
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

const readOn = async ({ bounds }: SoundPiece) => {
  reads.push(bounds.endSample);
  return piece(bounds.endSample);
};

beforeEach(() => {
  sources = [];
  clocks = [];
  reads = [];
  context = { currentTime: 0.98, sampleRate: RATE };
});

describe('a voice of pieces', () => {
  it('schedules each where the one before ends, and no further ahead than it must', async () => {
    start(stream(readOn), 32_000);
    await settle();
    // The first begins 2 s within its 8; the third would begin beyond the 12 s that are looked ahead.
    expect(sources.map(({ startTime }) => startTime)).toEqual([1, 7]);
    expect(sources[0]?.offsetSeconds).toBe(2);
    expect(clocks.map(({ anchorTime, anchorSample }) => [anchorTime, anchorSample])).toEqual([
      [1, 32_000],
      [7, 128_000],
    ]);
    context.currentTime = 7;
    sources[0]?.onended?.();
    await settle();
    expect(sources.map(({ startTime }) => startTime)).toEqual([1, 7, 15]);
    expect(reads).toEqual([128_000, 256_000]);
  });

  it('goes on where it was after a piece that came too late', async () => {
    let deliver: (piece: SoundPiece) => void = () => undefined;
    start(stream(() => new Promise((resolve) => (deliver = resolve))));
    await settle();
    context.currentTime = 20;
    deliver(piece(PIECE_SAMPLES));
    await settle();
    // 256 samples ahead of the moment.
    expect(sources.map(({ startTime }) => startTime)).toEqual([1, 20.016]);
    expect(clocks[1]).toMatchObject({ anchorTime: 20.016, anchorSample: PIECE_SAMPLES });
  });

  it('ends with all its pieces when it is released, and reads no more', async () => {
    const voice = start(stream(readOn));
    await settle();
    voice.release(3);
    expect(sources.map(({ stopTime }) => stopTime)).toEqual([3.01, 3.01]);
    context.currentTime = 9;
    for (const source of sources) source.onended?.();
    await settle();
    expect(reads).toEqual([128_000]);
  });

  it('ends where there is no next piece', async () => {
    start(stream(async () => null));
    await settle();
    sources[0]?.onended?.();
    await settle();
    expect(sources).toHaveLength(1);
  });
});

describe('a voice of one loop', () => {
  it('repeats its only piece at the speed', () => {
    start({ ...stream(null), speed: 0.5 }, 64_000);
    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({ loop: true, playbackRate: { value: 0.5 }, startTime: 1, offsetSeconds: 4 });
  });

  it('begins a stretched piece where its map puts the sample, and plays it at the rate', () => {
    const map = { inputs: Float64Array.of(0, PIECE_SAMPLES), outputs: Float64Array.of(0, 2 * PIECE_SAMPLES) };
    const stretched = { ...piece(0), samples: new Float32Array(2 * PIECE_SAMPLES), map };
    start({ ...stream(null), piece: stretched, speed: 0.5 }, 64_000);
    expect(sources[0]).toMatchObject({ playbackRate: { value: 1 }, offsetSeconds: 8 });
    expect(clocks[0]).toMatchObject({ anchorSample: 64_000, isLooping: true, map });
  });
});
