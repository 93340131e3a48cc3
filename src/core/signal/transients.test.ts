import { describe, expect, it } from 'vitest';
import { findTransients } from './transients.ts';

const RATE = 16_000;

describe('findTransients', () => {
  it('finds clicks to 1 ms', () => {
    const samples = new Float32Array(8_000);
    for (const click of [1_605, 4_000]) samples[click] = 0.5;
    expect(findTransients(samples, RATE, 640)).toEqual([1_600, 4_000]);
  });

  it('takes the first of several within the distance', () => {
    const samples = new Float32Array(8_000);
    for (const click of [1_600, 2_000, 2_400]) samples[click] = 0.5;
    expect(findTransients(samples, RATE, 640)).toEqual([1_600, 2_400]);
  });

  it('finds the onset of a tone and none within it', () => {
    const samples = Float32Array.from({ length: 16_000 }, (_, i) =>
      i < 4_800 ? 0 : 0.4 * Math.sin((i - 4_799) * 0.3),
    );
    expect(findTransients(samples, RATE, 640)).toEqual([4_800]);
  });

  it('takes the pulses of a deep voice for none, apart from the first', () => {
    const samples = new Float32Array(16_000);
    // 60 Hz, each pulse dying away before the next.
    for (let pulse = 0; pulse < 16_000; pulse += 267) {
      for (let i = 0; i < 200 && pulse + i < 16_000; i++) samples[pulse + i] = 0.5 * Math.exp(-i / 40) * Math.cos(i);
    }
    expect(findTransients(samples, RATE, 640)).toEqual([0]);
  });

  it('finds none in noise 50 dB below the loudest sample, or in silence', () => {
    const samples = new Float32Array(16_000);
    samples[100] = 1;
    samples[8_000] = 0.003;
    expect(findTransients(samples, RATE, 640)).toEqual([96]);
    expect(findTransients(new Float32Array(1_000), RATE, 640)).toEqual([]);
  });
});
