import { describe, expect, it } from 'vitest';
import { createAmplitudeScale, createValueScale, measureExtremes, valueToY } from './value-scale.ts';

const labels = (min: number, max: number, heightPx = 96) =>
  createValueScale({ min, max }, heightPx).ticks.map(({ label }) => label);

describe('createValueScale', () => {
  it('is as tall as the data and has ticks at round values within', () => {
    expect(createValueScale({ min: 0.012, max: 0.271 }, 96)).toMatchObject({ min: 0.012, max: 0.271 });
    expect(labels(0.012, 0.271)).toEqual(['0.1', '0.2']);
    expect(labels(-0.02, 0.271)).toEqual(['0', '0.1', '0.2']);
    expect(labels(-2.1, 4.2)).toEqual(['−2', '0', '2', '4']);
    expect(labels(0.2901, 0.3103)).toEqual(['0.295', '0.3', '0.305', '0.31']);
  });

  it('has more ticks in a taller lane', () => {
    expect(labels(-0.55, 0.55, 76)).toEqual(['−0.5', '0', '0.5']);
    expect(labels(-0.45, 0.45, 200)).toEqual(['−0.4', '−0.2', '0', '0.2', '0.4']);
  });

  it('keeps a tick at the very end of the data', () => {
    expect(labels(-0.3, 0.3)).toEqual(['−0.2', '0', '0.2']);
    expect(labels(-0.2, 0.2)).toEqual(['−0.2', '0', '0.2']);
  });

  it('has two ticks at least, however low the lane', () => {
    for (let max = 0.11; max < 1.2; max += 0.01) expect(labels(0.101, max, 48).length).toBeGreaterThanOrEqual(2);
  });

  it('gives a constant a height', () => {
    expect(createValueScale({ min: 5, max: 5 }, 96)).toMatchObject({ min: 2.5, max: 7.5 });
    expect(labels(0, 0)).toEqual(['−1', '0', '1']);
  });

  it('writes very small steps with an exponent', () => {
    expect(labels(-2e-9, 2e-9)).toEqual(['−2e−9', '0', '2e−9']);
  });

  it('stands in where no value is finite', () => {
    const extremes = measureExtremes([Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY)]);
    expect(createValueScale(extremes, 96)).toMatchObject({ min: -1, max: 1 });
  });
});

it('makes a waveform symmetric', () => {
  expect(createAmplitudeScale({ min: -0.05, max: 0.16 }, 92)).toMatchObject({ min: -0.16, max: 0.16 });
});

it('leaves room for the tick text above and below', () => {
  const scale = createAmplitudeScale({ min: -0.2, max: 0.2 }, 92);
  expect([0.2, 0, -0.2].map((value) => valueToY(scale, 92, value))).toEqual([12, 46, 80]);
});
