import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumbers } from '../../../fixtures/numbers/read-numbers.ts';
import {
  denormalizeAudio,
  denormalizeCoefficients,
  measureAudio,
  normalizeAudio,
  normalizeCoefficients,
} from './normalize.ts';

const torch = readNumbers<{
  audio: { samples: number[]; mean: number; std: number; normalized: number[] }[];
  coef: { rows: number[]; mean: number[]; std: number[]; normalized: number[] };
}>('normalisation');

describe('audio', () => {
  it.each(torch.audio)('has the mean $mean and the std $std that torch gives', ({ samples, mean, std }) => {
    const measured = measureAudio(Float32Array.from(samples));
    expect(Math.abs(measured.mean - mean)).toBeLessThanOrEqual(1e-7);
    expect(Math.abs(measured.std / std - 1)).toBeLessThanOrEqual(1e-6);
  });

  it.each(torch.audio)("is normalised to torch's bits by torch's mean $mean", ({ samples, mean, std, normalized }) => {
    expect([...normalizeAudio(Float32Array.from(samples), { mean, std })]).toEqual(normalized);
  });

  it('has no deviation where there is one sample, and neither mean nor deviation where there is none', () => {
    expect(measureAudio(Float32Array.of(0.5))).toEqual({ mean: 0.5, std: Number.NaN });
    expect(measureAudio(new Float32Array())).toEqual({ mean: Number.NaN, std: Number.NaN });
  });

  it('passes a NaN on to mean and deviation', () => {
    const samples = new Float32Array(9);
    samples[6] = Number.NaN;
    expect(measureAudio(samples)).toEqual({ mean: Number.NaN, std: Number.NaN });
  });

  it('comes back through the inverse within float32 rounding', () => {
    const samples = fc.float32Array({ minLength: 2, maxLength: 50, min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(samples, (wave) => {
        const moments = measureAudio(wave);
        const back = denormalizeAudio(normalizeAudio(wave, moments), moments);
        // Two roundings of a deviation from the mean and one of the sum, each at most 2^-24 of numbers up to 2.
        for (const [i, value] of back.entries()) expect(Math.abs(value - (wave[i] as number))).toBeLessThan(2 ** -21);
      }),
    );
  });

  it('leaves its input as it was', () => {
    const wave = Float32Array.of(0.25, -0.5);
    normalizeAudio(wave, { mean: 1, std: 2 });
    denormalizeAudio(wave, { mean: 1, std: 2 });
    expect([...wave]).toEqual([0.25, -0.5]);
  });
});

describe('coefficients', () => {
  const rows = Float32Array.from(torch.coef.rows);
  const mean = Float32Array.from(torch.coef.mean);
  const std = Float32Array.from(torch.coef.std);
  const width = mean.length;

  it("are normalised to torch's bits, also where eps decides", () => {
    expect([...normalizeCoefficients(rows, width, mean, std)]).toEqual(torch.coef.normalized);
  });

  it('come back through the inverse within float32 rounding', () => {
    const back = denormalizeCoefficients(normalizeCoefficients(rows, width, mean, std), width, mean, std);
    for (const [i, value] of back.entries()) expect(Math.abs(value - (rows[i] as number))).toBeLessThan(1e-6);
  });

  it.each([
    ['a short mean', rows, mean.subarray(1), std, '320 values, a mean 63 wide and a std 64 wide'],
    ['a long std', rows, mean, new Float32Array(65), '320 values, a mean 64 wide and a std 65 wide'],
    ['a broken row', rows.subarray(1), mean, std, '319 values, a mean 64 wide and a std 64 wide'],
  ])('are refused with %s', (_, values, means, stds, found) => {
    const message = `The statistics do not fit the coefficients: expected rows, mean and std 64 wide, found ${found} (normalisation)`;
    expect(() => normalizeCoefficients(values, width, means, stds)).toThrow(message);
    expect(() => denormalizeCoefficients(values, width, means, stds)).toThrow(message);
  });

  it('are refused with a width of 0', () => {
    const none = new Float32Array();
    expect(() => normalizeCoefficients(none, 0, none, none)).toThrow('expected rows, mean and std 0 wide');
  });
});
