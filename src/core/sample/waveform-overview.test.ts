import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OVERVIEW_BUCKET_SAMPLES, WaveformOverview } from './waveform-overview.ts';

/** Extremes of the samples of every bucket that `[start, end)` touches, found one by one. */
function extremes(samples: Float32Array, start: number, end: number): [number, number] {
  const bucket = OVERVIEW_BUCKET_SAMPLES;
  const touched = samples.slice(Math.floor(start / bucket) * bucket, Math.ceil(end / bucket) * bucket);
  return [touched.reduce((a, b) => Math.min(a, b)), touched.reduce((a, b) => Math.max(a, b))];
}

function noise(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

describe('WaveformOverview', () => {
  it('finds the extremes of every column at any zoom', () => {
    const samples = noise(300_000);
    const overview = new WaveformOverview();
    overview.extend(samples);
    const range = fc.tuple(fc.nat(299_999), fc.nat(299_999)).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: 30 }), ([a, b], columnCount) => {
        const start = Math.min(a, b);
        const span = Math.abs(a - b);
        const { min, max } = overview.query(start, start + span, columnCount);
        for (let column = 0; column < columnCount; column++) {
          const first = start + Math.floor((column * span) / columnCount);
          const end = Math.max(start + Math.floor(((column + 1) * span) / columnCount), first + 1);
          expect([min[column], max[column]]).toEqual(extremes(samples, first, end));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is the same however its clips are cut and ordered', () => {
    const samples = noise(20_000);
    const whole = new WaveformOverview();
    whole.extend(samples);
    const cuts = fc.uniqueArray(fc.nat(20_000), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, fc.boolean(), (inner, isBackwards) => {
        const bounds = [0, ...inner, 20_000].sort((a, b) => a - b);
        const clips = bounds.slice(1).map((end, i) => [bounds[i] as number, end] as const);
        const pieced = new WaveformOverview();
        for (const [start, end] of isBackwards ? clips.reverse() : clips) {
          pieced.addSamples(start, samples.subarray(start, end));
        }
        expect(pieced.endSample).toBe(20_000);
        for (const columnCount of [1, 7, 250]) {
          expect(pieced.query(0, 20_000, columnCount)).toEqual(whole.query(0, 20_000, columnCount));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('shows a spike of one sample in an hour of silence', () => {
    const overview = new WaveformOverview();
    const minute = new Int16Array(60 * 16000);
    for (let i = 0; i < 60; i++) overview.extend(minute);
    overview.addSamples(40_000_001, Int16Array.of(-32768));
    const { min, max } = overview.query(0, 57_600_000, 100);
    expect([...min].flatMap((value, column) => (value < 0 ? [[column, value]] : []))).toEqual([[69, -1]]);
    expect([...max].every((value) => value === 0)).toBe(true);
  });

  it('keeps a short clip when a later one lies far away', () => {
    const overview = new WaveformOverview();
    overview.addSamples(0, Float32Array.of(0.5));
    overview.addSamples(10_000_000, Float32Array.of(-0.5));
    expect(overview.query(0, 10_000_001, 1)).toEqual({ min: Float32Array.of(-0.5), max: Float32Array.of(0.5) });
  });

  it('divides 16-bit samples by 2^15', () => {
    const overview = new WaveformOverview();
    overview.extend(Int16Array.of(-32768, 32767, 0));
    expect(overview.query(0, 3, 1)).toEqual({ min: Float32Array.of(-1), max: Float32Array.of(32767 / 32768) });
  });

  it('leaves a gap where no clip was added, and past the ends', () => {
    const overview = new WaveformOverview();
    overview.addSamples(640, new Float32Array(640).fill(0.5));
    const { min, max } = overview.query(-640, 1920, 4);
    expect([...min]).toEqual([Number.NaN, Number.NaN, 0.5, Number.NaN]);
    expect([...max]).toEqual([Number.NaN, Number.NaN, 0.5, Number.NaN]);
  });

  it('passes over NaN samples, and keeps a gap where there is nothing else', () => {
    const overview = new WaveformOverview();
    const samples = new Float32Array(128).fill(Number.NaN);
    samples[3] = -0.25;
    samples[9] = 0.75;
    overview.extend(samples);
    expect(overview.query(0, 128, 2)).toEqual({
      min: Float32Array.of(-0.25, Number.NaN),
      max: Float32Array.of(0.75, Number.NaN),
    });
  });

  it('answers an empty range, and one before any samples, with gaps', () => {
    const overview = new WaveformOverview();
    expect([...overview.query(0, 100, 2).min]).toEqual([Number.NaN, Number.NaN]);
    overview.extend(new Float32Array(64));
    expect([...overview.query(10, 10, 2).max]).toEqual([Number.NaN, Number.NaN]);
  });

  it('refuses ranges that cannot be', () => {
    const overview = new WaveformOverview();
    const start = 'The waveform overview has no such range: expected';
    expect(() => overview.addSamples(-1, new Float32Array(2))).toThrow(
      `${start} samples in 0..1073741824, found [-1, 1) (waveform overview)`,
    );
    expect(() => overview.addSamples(2 ** 30, new Float32Array(1))).toThrow('found [1073741824, 1073741825)');
    expect(() => overview.query(5, 4, 1)).toThrow(
      `${start} whole sample numbers, the first no greater than the end, found [5, 4) (waveform overview)`,
    );
    expect(() => overview.query(0, 4, 0)).toThrow(`${start} 1 to 1048576 pixel columns, found 0 (waveform overview)`);
  });
});
