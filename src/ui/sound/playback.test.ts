import { beforeEach, describe, expect, it } from 'vitest';
import { DataError, type Problem } from '../../core/errors.ts';
import { stretchSound } from '../../core/signal/time-stretch.ts';
import type { AppStore } from '../../state/actions.ts';
import { createAppStore } from '../../state/store.ts';
import { createFakeWorker, toneSample } from './fake-worker.fixture.ts';
import { attachPlayback, type Playback } from './playback.ts';
import type { SoundEngine } from './sound-engine.ts';
import type { PlayableSound } from './voice.ts';

/** An engine that notes its orders and hears what the test says. */
class SilentEngine implements SoundEngine {
  readonly played: { readonly sound: PlayableSound; readonly fromSample: number | null }[] = [];
  problem: Problem | null = null;
  heard: number | null = null;
  rms = 0.5;
  stopCount = 0;
  volume = Number.NaN;

  start(): Promise<Problem | null> {
    return Promise.resolve(this.problem);
  }
  play(sound: PlayableSound, fromSample: number | null): void {
    this.played.push({ sound, fromSample });
  }
  stop(): void {
    this.stopCount++;
  }
  setVolume(volume: number): void {
    this.volume = volume;
  }
  heardSample(): number | null {
    return this.heard;
  }
  outputRms(): number {
    return this.rms;
  }
  lose: (problem: Problem) => void = () => undefined;
  onLost(listener: (problem: Problem) => void): void {
    this.lose = listener;
  }
  close(): void {}
}

let store: AppStore;
let engine: SilentEngine;
let playback: Playback;
let drawFrame: (timeMs: number) => void;

/** Lets every answer that is under way arrive. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

function framesOf({ piece: { bounds } }: PlayableSound): readonly number[] {
  return [bounds.startSample / 640, bounds.endSample / 640];
}

async function playFrom(frame: number): Promise<void> {
  store.actions.setPlayheadFrame(frame);
  store.actions.setPlaying(true);
  await settle();
}

beforeEach(async () => {
  store = createAppStore({ worker: createFakeWorker() });
  await store.actions.openDataset({ kind: 'url', url: 'fake' });
  await settle();
  store.actions.moveCrop(272);
  await settle();
  engine = new SilentEngine();
  const stretch = (samples: Float32Array, rate: number, speed: number) =>
    Promise.resolve(stretchSound(samples, rate, speed));
  playback = attachPlayback(store, engine, stretch, {
    request: (callback) => {
      drawFrame = callback;
      return 1;
    },
    cancel: () => {},
  });
});

describe('attachPlayback', () => {
  it('plays exactly the samples of the crop, from the playhead', async () => {
    await playFrom(331);
    expect(engine.played).toHaveLength(1);
    const played = engine.played[0];
    expect(played?.fromSample).toBe(331 * 640);
    expect(played?.sound).toMatchObject({
      piece: { bounds: { startSample: 272 * 640, endSample: 472 * 640 }, map: null },
      readNext: null,
      rate: 16000,
      gain: 1,
      speed: 1,
    });
    expect(played?.sound.piece.samples).toHaveLength(128000);
    expect(played?.sound.piece.samples[5]).toBe(Math.fround(toneSample(272 * 640 + 5)));
  });

  it('moves the playhead to what is heard, and takes no move of its own for a jump of the user', async () => {
    await playFrom(331);
    engine.heard = 340.25 * 640;
    drawFrame(0);
    expect(store.getState().playheadFrame).toBe(340.25);
    await settle();
    expect(engine.played).toHaveLength(1);
  });

  it('follows a jump of the user', async () => {
    await playFrom(331);
    store.actions.setPlayheadFrame(300);
    await settle();
    expect(engine.played.map(({ fromSample }) => fromSample)).toEqual([331 * 640, 300 * 640]);
  });

  it('goes on where it is when the crop moves, the loop or the speed change', async () => {
    await playFrom(331);
    store.actions.moveCrop(280);
    await settle();
    store.actions.setLoopTarget('window-a');
    await settle();
    store.actions.setSpeed(0.5);
    await settle();
    const later = engine.played.slice(1);
    expect(later.map(({ fromSample }) => fromSample)).toEqual([null, null, null]);
    expect(later.map(({ sound }) => [framesOf(sound), sound.speed])).toEqual([
      [[280, 480], 1],
      [[280, 380], 1],
      [[280, 380], 0.5],
    ]);
  });

  it('reads only the newest place of a crop that is dragged while samples are under way', async () => {
    await playFrom(331);
    for (let start = 273; start <= 290; start++) store.actions.moveCrop(start);
    await settle();
    const starts = engine.played.map(({ sound }) => framesOf(sound)[0]);
    expect(starts.at(-1)).toBe(290);
    expect(starts.length).toBeLessThanOrEqual(3);
  });

  it('plays normalised samples at a safe level, and says so', async () => {
    store.actions.setNormalized(true);
    await playFrom(331);
    const sound = engine.played[0]?.sound;
    const peak = sound?.piece.samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) ?? 0;
    // A sine's peak is the square root of 2 of its deviation.
    expect(peak).toBeCloseTo(Math.SQRT2, 3);
    expect(peak * (sound?.gain ?? 0)).toBeCloseTo(0.5, 6);
    expect(playback.status.getState().note).toBe('Played ×0.35: peak ±1.41 kept at \u22126 dBFS');
  });

  it('stretches the loop where the pitch is kept, and plays it as it is at speed 1', async () => {
    store.actions.setPitchKept(true);
    await playFrom(331);
    expect(engine.played[0]?.sound.piece.map).toBeNull();
    store.actions.setSpeed(0.5);
    await settle();
    const { sound, fromSample } = engine.played[1] ?? expect.fail('not played');
    expect(fromSample).toBeNull();
    expect(sound.piece.samples).toHaveLength(256000);
    expect(sound.piece.map?.outputs.at(-1)).toBe(256000);
    store.actions.setPitchKept(false);
    await settle();
    expect(engine.played[2]?.sound).toMatchObject({ speed: 0.5, piece: { map: null } });
    expect(engine.played[2]?.sound.piece.samples).toHaveLength(128000);
  });

  it('does not stop for a change of the pitch at speed 1', async () => {
    await playFrom(331);
    store.actions.setPitchKept(true);
    await settle();
    expect(engine.played).toHaveLength(1);
  });

  it('plays an unreadable clip as silence, and names it', async () => {
    const { readAudio } = store.actions;
    const problem = { code: 'audio', what: 'Wrong rate', expected: '16000 Hz', found: '8000 Hz', where: 'clip 003' };
    Object.assign(store.actions, {
      readAudio: (start: number, end: number) =>
        start < 400 * 640 && end > 300 * 640 ? Promise.reject(new DataError(problem)) : readAudio(start, end),
    });
    await playFrom(272);
    const samples = engine.played[0]?.sound.piece.samples ?? new Float32Array();
    expect(samples[28 * 640 - 1]).toBe(Math.fround(toneSample(300 * 640 - 1)));
    expect(samples.subarray(28 * 640, 128 * 640).every((sample) => sample === 0)).toBe(true);
    expect(samples[128 * 640 + 5]).toBe(Math.fround(toneSample(5)));
    expect(playback.status.getState().note).toBe('Clip 003 cannot be read and plays as silence');
    expect(store.getState().isPlaying).toBe(true);
  });

  it('stops and says why when the device is taken away, and plays again when asked', async () => {
    await playFrom(331);
    engine.lose({ code: 'sound-lost', what: 'Halted', expected: 'a running device', found: 'none', where: 'sound' });
    expect(store.getState().isPlaying).toBe(false);
    expect(store.getState().messages.map(({ problem }) => problem.code)).toEqual(['sound-lost']);
    await playFrom(331);
    expect(engine.played).toHaveLength(2);
  });

  it('plays the whole of a sequence that is shorter than the crop', async () => {
    await store.actions.selectEntry('SPK02/001');
    await playFrom(10);
    expect(engine.played[0]?.sound.piece.bounds).toEqual({ startSample: 0, endSample: 199 * 640 });
  });

  it('reports the level in dBFS while it plays, and silence afterwards', async () => {
    await playFrom(331);
    engine.heard = 331 * 640;
    drawFrame(1000);
    expect(playback.status.getState().levelDb).toBeCloseTo(-6.02, 2);
    store.actions.setPlaying(false);
    expect(engine.stopCount).toBe(1);
    expect(playback.status.getState().levelDb).toBe(Number.NEGATIVE_INFINITY);
  });

  it('hands on the volume, before and while it plays', async () => {
    await playFrom(331);
    expect(engine.volume).toBe(0.8);
    store.actions.setVolume(0.25);
    expect(engine.volume).toBe(0.25);
  });

  it('stops and says why where the browser starts no sound', async () => {
    engine.problem = {
      code: 'sound-not-started',
      what: 'No sound',
      expected: 'a device',
      found: 'none',
      where: 'sound',
    };
    await playFrom(331);
    expect(store.getState().isPlaying).toBe(false);
    expect(store.getState().messages.map(({ problem }) => problem.code)).toEqual(['sound-not-started']);
    await playFrom(331);
    expect(store.getState().messages).toHaveLength(1);
  });

  it('does not begin when the user pauses before the device has started', async () => {
    store.actions.setPlaying(true);
    store.actions.setPlaying(false);
    await settle();
    expect(engine.played).toEqual([]);
  });

  it('reads the samples anew where another dataset has an entry of the same name', async () => {
    await playFrom(331);
    await store.actions.openDataset({ kind: 'url', url: 'another' });
    store.actions.moveCrop(272);
    let readCount = 0;
    const { readAudio } = store.actions;
    Object.assign(store.actions, {
      readAudio: (start: number, end: number) => {
        readCount++;
        return readAudio(start, end);
      },
    });
    await playFrom(331);
    expect(readCount).toBe(1);
  });

  it('falls silent with the page', async () => {
    await playFrom(331);
    playback.detach();
    expect(engine.stopCount).toBe(1);
    expect(store.getState().isPlaying).toBe(false);
    store.actions.moveCrop(0);
    await settle();
    expect(engine.played).toHaveLength(1);
  });
});
