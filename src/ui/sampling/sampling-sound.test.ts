import { beforeEach, describe, expect, it, vi } from 'vitest';
import { measureMeanSpectrum } from '../../core/sampling/mean-spectrum.ts';
import { meanSquare } from '../../core/sampling/resampling-loss.ts';
import { recordTone } from '../../core/sampling/tone.ts';
import { createAppStore } from '../../state/store.ts';
import { createFakeWorker } from '../sound/fake-worker.fixture.ts';
import type { SoundEngine } from '../sound/sound-engine.ts';
import type { PlayableSound } from '../sound/voice.ts';
import { makeTone, makeVersion, resampleInSlices } from './sampled-sound.ts';
import { attachSamplingSound, DEVICE_RATE } from './sampling-sound.ts';

const wanted = () => true;

/** Frequency of the loudest bin. */
function peakHz(samples: Float32Array): number {
  const { density, binHz } = measureMeanSpectrum(samples, DEVICE_RATE);
  return density.indexOf(Math.max(...density)) * binHz;
}

describe('what is heard', () => {
  it('is the alias of a tone beyond the limit', async () => {
    const heard = await makeTone({ hz: 5000, phase: 0.9 }, 8000, wanted);
    expect(heard.length).toBe(1.5 * DEVICE_RATE);
    expect(Math.abs(peakHz(heard) - 3000)).toBeLessThan(24);
    expect(Math.abs(peakHz(await makeTone({ hz: 5000, phase: 0.9 }, 16_000, wanted)) - 5000)).toBeLessThan(24);
  });

  it('is as loud before and after resampling, and does not clip', async () => {
    const low = recordTone({ hz: 500, phase: 0 }, 16_000, 16_000);
    const high = recordTone({ hz: 6000, phase: 0 }, 16_000, 16_000);
    const samples = low.map((value, i) => 0.9 * value + 0.9 * (high[i] ?? 0));
    const other = await resampleInSlices(samples, 16_000, 8000, wanted);
    const pair = { rate: 16_000, samples, otherRate: 8000, other };
    const [before, after] = await Promise.all([makeVersion(pair, false, wanted), makeVersion(pair, true, wanted)]);
    expect(Math.abs(10 * Math.log10(meanSquare(after) / meanSquare(before)))).toBeLessThan(0.05);
    for (const sound of [before, after]) expect(Math.max(...sound.map(Math.abs))).toBeLessThan(1);
  });

  it('is given up when it is not wanted any more', async () => {
    await expect(resampleInSlices(new Float32Array(16_000), 16_000, 8000, () => false)).rejects.toThrow('not wanted');
  });
});

describe('the sound of the view', () => {
  const store = createAppStore({ worker: createFakeWorker() });
  const played: PlayableSound[] = [];
  const engine = {
    start: vi.fn<SoundEngine['start']>(async () => null),
    play: vi.fn<SoundEngine['play']>((sound) => void played.push(sound)),
    stop: vi.fn(),
    setVolume: vi.fn(),
    heardSample: () => null,
    outputRms: () => 0,
    onLost: vi.fn(),
    close: vi.fn(),
  };
  beforeEach(() => {
    played.length = 0;
    vi.clearAllMocks();
  });
  const make = async () => new Float32Array(4800).fill(1);

  it('plays once, without a click at its ends, and says what plays', async () => {
    const sound = attachSamplingSound(store, engine);
    sound.toggle('a tone', make);
    expect(sound.playing.getState()).toBe('a tone');
    await vi.waitFor(() => expect(played).toHaveLength(1));
    const { samples } = played[0]?.piece ?? { samples: new Float32Array() };
    expect([samples[0], samples[2400], samples.at(-1)]).toEqual([0, 1, 0]);
    await vi.waitFor(() => expect(sound.playing.getState()).toBeNull());
    sound.detach();
  });

  it('stops when it is asked for again, and when the view is left', async () => {
    const sound = attachSamplingSound(store, engine);
    sound.toggle('a tone', make);
    sound.toggle('a tone', make);
    expect(sound.playing.getState()).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(played).toEqual([]);
    sound.detach();
    expect(engine.close).toHaveBeenCalled();
  });

  it('says why there is no sound', async () => {
    const problem = { code: 'sound-not-started', what: 'No sound', expected: 'a device', found: 'none', where: 'here' };
    engine.start.mockResolvedValueOnce(problem);
    const sound = attachSamplingSound(store, engine);
    sound.toggle('a tone', make);
    await vi.waitFor(() => expect(store.getState().messages).toMatchObject([{ severity: 'error', problem }]));
    expect(sound.playing.getState()).toBeNull();
    sound.detach();
  });
});
