import { describe, expect, it } from 'vitest';
import { besselI0, createKaiserWindow } from './kaiser-window.ts';
import { createResampler, NEARLY_IDEAL, resample } from './resample.ts';
import { largestError, PYTHON, readSignal } from './sampling.fixture.ts';
import { recordTone } from './tone.ts';

const signal = readSignal();

describe('resample', () => {
  // torchaudio's kernel and convolution in float64; what remains is the float32 of the result, 3e-8.
  it.each(PYTHON.resample)('gives the samples of torchaudio: $from to $to Hz', ({ from, to, samples }) => {
    const output = resample(signal, from, to);
    expect(output.length).toBe(samples.count);
    expect(largestError(output, samples)).toBeLessThan(1e-7);
  });

  it("gives those of torchaudio's own float32 call to its precision", () => {
    const { from, to, torchaudio_float32: expected } = PYTHON.default;
    expect(largestError(resample(signal, from, to), expected)).toBeLessThan(2e-6);
  });

  it('does the same in parts', () => {
    const resampler = createResampler(16_000, 11_025);
    const output = new Float32Array(resampler.outputCount(signal.length));
    for (let first = 0; first < output.length; first += 1000) {
      resampler.write(signal, output, first, Math.min(first + 1000, output.length));
    }
    expect(output).toEqual(resample(signal, 16_000, 11_025));
  });

  it('leaves a signal alone where the rate stays', () => {
    expect(resample(signal, 16_000, 16_000)).toEqual(signal);
  });

  it('refuses a rate that is no whole number', () => {
    expect(() => createResampler(16_000, 8000.5)).toThrow(
      'expected a whole number from 1000 to 192000 Hz, found 8000.5',
    );
  });

  it('lets a tone close below the limit through whole when it is rebuilt', () => {
    const rebuilt = resample(recordTone({ hz: 3900, phase: 0.5 }, 8000, 4000), 8000, 48_000, NEARLY_IDEAL);
    let worst = 0;
    for (let i = 4000; i < 20_000; i++) {
      worst = Math.max(worst, Math.abs((rebuilt[i] ?? 0) - Math.sin((2 * Math.PI * 3900 * i) / 48_000 + 0.5)));
    }
    // 0.04 dB.
    expect(worst).toBeLessThan(5e-3);
  });
});

describe('the Kaiser window', () => {
  it.each(PYTHON.bessel_i0)('has the Bessel function of numpy at %d', (x, expected) => {
    expect(Math.abs(besselI0(x) / expected - 1)).toBeLessThan(1e-7);
  });

  it('is 1 in its middle and 0 beyond its end', () => {
    const window = createKaiserWindow(14.769656459379492);
    expect([window.weightAt(0), window.weightAt(1.001), window.weightAt(-2)]).toEqual([1, 0, 0]);
    // numpy.kaiser(5, 14.769656459379492)[1] is the window at -0.5.
    expect(window.weightAt(-0.5)).toBeCloseTo(0.148760078, 6);
  });
});
