import { describe, expect, it } from 'vitest';
import { lowerRate } from './lower-rate.ts';
import { createPitchMeter, PITCH_RATE_HZ } from './pitch.ts';

const RATE = 16_000;

/** A quarter second with harmonics of these amplitudes, the first the fundamental, at the meter's rate. */
function tone(hz: number, amplitudes: readonly number[]): Float32Array {
  const samples = Float32Array.from({ length: RATE / 4 }, (_, n) =>
    amplitudes.reduce(
      (sum, amplitude, k) => sum + amplitude * Math.sin((2 * Math.PI * hz * (k + 1) * n) / RATE + k),
      0,
    ),
  );
  return lowerRate(samples, RATE / PITCH_RATE_HZ);
}

describe('the pitch meter', () => {
  const meter = createPitchMeter(PITCH_RATE_HZ);

  it.each([62, 80, 101.5, 123.4, 155, 210, 261.63, 330, 395])('finds a sine of %d Hz within 0.5 %%', (hz) => {
    expect(Math.abs(meter.measure(tone(hz, [0.5]), 200) / hz - 1)).toBeLessThan(0.005);
  });

  it.each([70, 110, 147, 196, 247])(
    'finds the fundamental of a voice-like sound of %d Hz, though a harmonic is louder',
    (hz) => {
      expect(Math.abs(meter.measure(tone(hz, [0.2, 0.4, 0.3, 0.1, 0.1]), 100) / hz - 1)).toBeLessThan(0.005);
    },
  );

  it.each([262, 296, 318, 348, 352, 380, 388])(
    'takes no multiple of the period of a high voice of %d Hz, whose own lies between two samples',
    (hz) => {
      expect(Math.abs(meter.measure(tone(hz, [0.02, 0.2, 0.14, 0.08]), 100) / hz - 1)).toBeLessThan(0.01);
      expect(Math.abs(meter.measure(tone(hz, [0.06, 0.08, 0.2, 0.06]), 100) / hz - 1)).toBeLessThan(0.01);
    },
  );

  it('finds a fundamental that is missing', () => {
    expect(Math.abs(meter.measure(tone(120, [0, 0.3, 0.3, 0.2]), 100) / 120 - 1)).toBeLessThan(0.005);
  });

  it('is not misled by an offset', () => {
    const offset = tone(140, [0.1]).map((value) => value + 0.8);
    expect(Math.abs(meter.measure(offset, 100) / 140 - 1)).toBeLessThan(0.005);
  });

  it('finds none in silence, a constant or a sound below its range', () => {
    expect(meter.measure(new Float32Array(1000), 0)).toBeNaN();
    expect(meter.measure(new Float32Array(1000).fill(0.25), 0)).toBeNaN();
    expect(meter.measure(tone(30, [0.5]), 100)).toBeNaN();
  });

  it('finds none in most of a noise', () => {
    let state = 1;
    const noise = Float32Array.from({ length: 8000 }, () => {
      // Numerical Recipes' linear congruential generator.
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 31 - 1;
    });
    const found = Array.from({ length: 50 }, (_, piece) => meter.measure(noise, piece * 150));
    expect(found.filter(Number.isNaN).length).toBeGreaterThan(45);
  });
});
