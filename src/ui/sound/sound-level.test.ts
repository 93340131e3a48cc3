import { describe, expect, it } from 'vitest';
import { measureRms, planSound, toDecibels } from './sound-level.ts';

const RAW = { kind: 'raw' } as const;

describe('planSound', () => {
  it('plays raw samples as they are, in a copy', () => {
    const raw = Float32Array.of(0.25, -0.5, 1);
    const sound = planSound(raw, RAW);
    expect(sound).toEqual({ samples: Float32Array.of(0.25, -0.5, 1), gain: 1, note: null });
    expect(sound.samples).not.toBe(raw);
  });

  it('keeps raw samples beyond full scale from being cut off, and says so', () => {
    const { gain, note } = planSound(Float32Array.of(0.5, -4), RAW);
    expect(gain).toBe(0.25);
    expect(note).toBe('Played ×0.25: peak ±4.00 kept at 0 dBFS');
  });

  it('plays normalised samples with their peak at half of full scale, and says so', () => {
    const { samples, gain, note } = planSound(Float32Array.of(0.5, 0.25, -1.5), {
      kind: 'normalized',
      moments: { mean: 0.25, std: 0.25 - 1e-5 },
    });
    expect(samples[2]).toBeCloseTo(-7, 5);
    expect(gain).toBeCloseTo(0.5 / 7, 6);
    expect(note).toBe('Played ×0.071: peak ±7.00 kept at \u22126 dBFS');
  });

  it('leaves silence alone', () => {
    expect(planSound(new Float32Array(4), { kind: 'normalized', moments: { mean: 0, std: 0 } })).toEqual({
      samples: new Float32Array(4),
      gain: 1,
      note: null,
    });
  });

  it('plays what is no number as silence, and says how many samples these are', () => {
    const { samples, note } = planSound(Float32Array.of(Number.NaN, 0.5, Number.POSITIVE_INFINITY), RAW);
    expect(samples).toEqual(Float32Array.of(0, 0.5, 0));
    expect(note).toBe('2 samples are no finite numbers and play as silence');
  });
});

describe('levels', () => {
  it('measures a full-scale square wave at 0 dBFS and a sine at -3.01', () => {
    const square = Float32Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const sine = Float32Array.from({ length: 1000 }, (_, i) => Math.sin((2 * Math.PI * i) / 100));
    expect(toDecibels(measureRms(square))).toBe(0);
    expect(toDecibels(measureRms(sine))).toBeCloseTo(-3.0103, 3);
  });

  it('measures silence as minus infinity', () => {
    expect(toDecibels(measureRms(new Float32Array(8)))).toBe(Number.NEGATIVE_INFINITY);
    expect(measureRms(new Float32Array(0))).toBe(0);
  });
});
