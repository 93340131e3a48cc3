import { describe, expect, it } from 'vitest';
import cases from '../../../fixtures/signal/fft.json' with { type: 'json' };
import { createRealFft } from './fft.ts';

describe('createRealFft', () => {
  it('agrees with numpy.fft.rfft', () => {
    expect(cases.length).toBe(5);
    for (const { input, real: expectedReal, imaginary: expectedImaginary } of cases) {
      const fft = createRealFft(input.length);
      const real = new Float64Array(fft.binCount);
      const imaginary = new Float64Array(fft.binCount);
      fft.transform(Float64Array.from(input), real, imaginary);
      expect(real.length).toBe(expectedReal.length);
      for (const [bin, value] of expectedReal.entries()) expect(real[bin]).toBeCloseTo(value, 11);
      for (const [bin, value] of expectedImaginary.entries()) expect(imaginary[bin]).toBeCloseTo(value, 11);
    }
  });

  it('leaves its input as it is and gives the same again', () => {
    const fft = createRealFft(4);
    const input = Float64Array.of(1, 2, 3, 4);
    const [real, imaginary] = [new Float64Array(3), new Float64Array(3)];
    for (let turn = 0; turn < 2; turn++) {
      fft.transform(input, real, imaginary);
      expect([...input]).toEqual([1, 2, 3, 4]);
      // By hand: 1+2+3+4, (1-3) + i(4-2), 1-2+3-4.
      expect([...real]).toEqual([10, -2, -2]);
      for (const [bin, value] of [0, 2, 0].entries()) expect(imaginary[bin]).toBeCloseTo(value, 14);
    }
  });

  it('refuses a size that is no power of two', () => {
    for (const size of [0, 1, 3, 500, 2.5, Number.NaN]) {
      expect(() => createRealFft(size)).toThrow(
        `A Fourier transform of this size is not offered: expected a power of two from 2 to 1048576, found ${size} (Fourier transform)`,
      );
    }
  });
});
