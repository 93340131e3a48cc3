import { describe, expect, it } from 'vitest';
import { DataError } from '../../core/errors.ts';
import { stretchSound } from '../../core/signal/time-stretch.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { createSoundMaker, type SoundSources } from './prepare-sound.ts';
import type { SoundPiece } from './sound-piece.ts';
import type { PlayableSound } from './voice.ts';
import type { WantedSound } from './wanted-sound.ts';

/** 33 minutes: too long to be held whole. */
const HEAD: SequenceHead = { entry: 'A/0', n_frames: 50_000, n_clips: 500, seg_len: 100, fps: 25, rate: 16_000 };
const LOOP = { startSample: 0, endSample: 32_000_000 };
const RAW = { kind: 'raw' } as const;

const sampleAt = (sample: number) => Math.fround(0.5 * Math.sin(sample * 0.05));

function wantedAt(speed: number, isStretched = false): WantedSound {
  return { head: HEAD, loop: LOOP, unit: 640, speed, isStretched, signal: RAW };
}

function makeSources(changed: Partial<SoundSources> = {}) {
  const reads: [number, number][] = [];
  const said: string[] = [];
  const failed: unknown[] = [];
  const sources: SoundSources = {
    readAudio: async (startSample, endSample) => {
      reads.push([startSample, endSample]);
      return Float32Array.from({ length: endSample - startSample }, (_, i) => sampleAt(startSample + i));
    },
    stretch: async (samples, rate, speed) => stretchSound(samples, rate, speed),
    signals: () => null,
    say: (_, note) => said.push(note),
    fail: (_, error) => failed.push(error),
    ...changed,
  };
  return { maker: createSoundMaker(sources), reads, said, failed };
}

/** The first pieces of a sound. */
async function take({ piece, readNext }: PlayableSound, count: number): Promise<SoundPiece[]> {
  const pieces = [piece];
  while (pieces.length < count) {
    const next = await readNext?.(pieces.at(-1) ?? piece);
    if (next === undefined || next === null) break;
    pieces.push(next);
  }
  return pieces;
}

const joined = (pieces: readonly SoundPiece[]) => pieces.flatMap(({ samples }) => [...samples]);

describe('a loop that is too long to be held', () => {
  it('is read piece by piece, none before it is needed', async () => {
    const { maker, reads } = makeSources();
    const { sound } = await maker.prepare(wantedAt(1), RAW, 16_000_000.5);
    expect(reads).toEqual([[16_000_000, 16_128_001]]);
    await take(sound, 2);
    expect(reads[1]).toEqual([16_128_000, 16_256_001]);
  });

  it('joins its pieces as the signal is', async () => {
    const { maker } = makeSources();
    const pieces = await take((await maker.prepare(wantedAt(1), RAW, 1_000)).sound, 2);
    const samples = joined(pieces);
    expect(samples).toHaveLength(256_000);
    expect(samples.every((sample, i) => sample === sampleAt(1_000 + i))).toBe(true);
  });

  it('joins them at another speed, too', async () => {
    const { maker } = makeSources();
    const pieces = await take((await maker.prepare(wantedAt(0.7), RAW, 0)).sound, 2);
    expect(pieces.map(({ bounds }) => [bounds.startSample, bounds.endSample])).toEqual([
      [0, 89_600],
      [89_600, 179_200],
    ]);
    const samples = joined(pieces);
    expect(samples).toHaveLength(256_000);
    // A straight line between samples of this sine is off by 0.5 * 0.05^2 / 8 at most.
    expect(samples.every((sample, i) => Math.abs(sample - 0.5 * Math.sin(i * 0.7 * 0.05)) < 1.7e-4)).toBe(true);
  });

  it('keeps the pitch piece by piece', async () => {
    const { maker } = makeSources();
    const pieces = await take((await maker.prepare(wantedAt(0.5, true), RAW, 0)).sound, 2);
    expect(pieces.map(({ samples }) => samples.length)).toEqual([128_000, 128_000]);
    expect(pieces[0]?.samples.at(-1)).toBe(sampleAt(63_999));
    expect(pieces[1]?.samples[0]).toBe(sampleAt(64_000));
  });

  it('goes on at its start after its end', async () => {
    const { maker } = makeSources();
    const pieces = await take((await maker.prepare(wantedAt(1), RAW, 31_990_000)).sound, 2);
    expect(pieces.map(({ bounds }) => [bounds.startSample, bounds.endSample])).toEqual([
      [31_990_000, 32_000_000],
      [0, 128_000],
    ]);
  });

  it('has one level, that of the loudest sample known', async () => {
    const peaks = new Float32Array(1_000_000);
    peaks[600_000] = -4;
    const { maker } = makeSources({ signals: () => ({ peaks }) });
    const { sound, note } = await maker.prepare(wantedAt(1), RAW, 0);
    expect(sound.gain).toBe(1);
    expect(sound.piece.samples[7]).toBe(sampleAt(7) / 4);
    expect(note).toBe('Played ×0.25: peak ±4.00 kept at 0 dBFS');
  });

  it('names a clip that cannot be read when its piece is read, and goes on', async () => {
    const problem = { code: 'audio', what: 'Wrong rate', expected: '16000 Hz', found: '8000 Hz', where: 'clip 002' };
    const { maker, said } = makeSources({
      readAudio: async (start, end) => {
        if (start < 192_000 && end > 128_001) throw new DataError(problem);
        return Float32Array.from({ length: end - start }, () => 0.25);
      },
    });
    const [, second] = await take((await maker.prepare(wantedAt(1), RAW, 0)).sound, 2);
    expect(said).toEqual(['Clip 002 cannot be read and plays as silence']);
    expect(second?.samples[63_999]).toBe(0);
    expect(second?.samples[64_000]).toBe(0.25);
  });

  it('ends where a piece fails for another reason', async () => {
    const { maker, failed } = makeSources({
      readAudio: async (start, end) => {
        if (start > 0) throw new Error('the worker is gone');
        return new Float32Array(end - start);
      },
    });
    expect(await take((await maker.prepare(wantedAt(1), RAW, 0)).sound, 2)).toHaveLength(1);
    expect(failed).toEqual([new Error('the worker is gone')]);
  });
});
