import { describe, expect, it } from 'vitest';
import reference from '../../../fixtures/signal/power.json' with { type: 'json' };
import { BIN_COUNT, createHann, createStft, measureLevels, WINDOW_SAMPLES } from './stft.ts';

const RATE = 16000;

function sine(hertz: number, amplitude = 1): Float32Array {
  return Float32Array.from(
    { length: WINDOW_SAMPLES },
    (_, n) => amplitude * Math.sin((2 * Math.PI * hertz * n) / RATE),
  );
}

describe('createStft', () => {
  it('gives the power that numpy and torch.stft give', () => {
    const stft = createStft();
    const samples = Float32Array.from(reference.samples);
    for (const [frame, expected] of reference.power.entries()) {
      const power = stft.measure(samples, frame * reference.hop);
      expect(power).toHaveLength(expected.length);
      for (const [bin, value] of expected.entries())
        expect(Math.abs((power[bin] ?? 0) - value)).toBeLessThan(2e-7 * Math.max(value, 1e-3));
    }
  });

  it('calls a sine of full scale 0 dB, at its own frequency', () => {
    const power = createStft().measure(sine(1000), 0);
    expect(power.indexOf(Math.max(...power))).toBe((1000 * WINDOW_SAMPLES) / RATE);
    expect(10 * Math.log10(power[32] ?? 0)).toBeCloseTo(0, 6);
    expect(10 * Math.log10(createStft().measure(sine(1000, 0.1), 0)[32] ?? 0)).toBeCloseTo(-20, 5);
  });

  it('knows nothing of a frame with a sample that is no number', () => {
    const samples = sine(1000);
    samples[200] = Number.NaN;
    expect([...createStft().measure(samples, 0)].every(Number.isNaN)).toBe(true);
    samples[200] = Number.POSITIVE_INFINITY;
    expect([...measureLevels(createStft(), samples, 1)]).toEqual(Array.from({ length: BIN_COUNT }, () => 0));
  });

  it('measures as many frames as fit, none that would need more samples', () => {
    expect(measureLevels(createStft(), new Float32Array(WINDOW_SAMPLES + 2 * 16 + 15), 16)).toHaveLength(3 * BIN_COUNT);
    expect(measureLevels(createStft(), new Float32Array(WINDOW_SAMPLES - 1), 16)).toHaveLength(0);
  });
});

describe('createHann', () => {
  it('is the periodic window of scipy and torch', () => {
    expect([...createHann(4)].map((weight) => Number(weight.toFixed(12)))).toEqual([0, 0.5, 1, 0.5]);
  });
});
