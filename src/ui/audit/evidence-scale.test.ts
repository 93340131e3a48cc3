import { describe, expect, it } from 'vitest';
import { envelopePath, linearScale, linePath, logScale, paddedExtent, roundTicks } from './evidence-scale.ts';

describe('the scales of a picture', () => {
  it('map the ends of a domain to the ends of the range', () => {
    const scale = linearScale([100, 200], [0, 50]);
    expect([100, 150, 200].map(scale)).toEqual([0, 25, 50]);
    const log = logScale([0.01, 1], [0, 100]);
    expect([0.01, 0.1, 1].map((value) => Math.round(log(value)))).toEqual([0, 50, 100]);
  });

  it('put a constant into the middle', () => {
    expect(linearScale([3, 3], [0, 50])(3)).toBe(25);
  });

  it('have round ticks inside the domain', () => {
    expect(roundTicks(128, 171, 5)).toEqual([130, 140, 150, 160, 170]);
    expect(roundTicks(-0.21, 0.37, 3).map((tick) => Number(tick.toFixed(3)))).toEqual([-0.2, 0, 0.2]);
    expect(roundTicks(5, 5, 3)).toEqual([5]);
  });

  it('give values room and leave out what is not finite', () => {
    expect(paddedExtent([0, 10, Number.NaN, Number.POSITIVE_INFINITY])).toEqual([-1, 11]);
    expect(paddedExtent([4])).toEqual([2, 6]);
    expect(paddedExtent([Number.NaN])).toEqual([-1, 1]);
  });
});

describe('the paths of a picture', () => {
  it('break where a value is missing', () => {
    const path = linePath(
      [1, 2, Number.NaN, 3],
      (index) => index * 10,
      (value) => value,
    );
    expect(path).toBe('M0.0 1.0L10.0 2.0M30.0 3.0');
  });

  it('draw a part of the wave from its minimum to its maximum, silence as a thin line', () => {
    const wave = Float32Array.from([-1, 1, 0, 0, Number.NaN, Number.NaN]);
    expect(
      envelopePath(
        wave,
        (part) => part,
        (value) => 10 - value * 10,
      ),
    ).toBe('M0.0 0.0V20.0M1.0 10.0V10.8');
  });
});
