import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inputAt, outputAt } from './time-map.ts';
import { stretchSound } from './time-stretch.ts';

const RATE = 16_000;
const SPEEDS = [0.1, 0.3, 0.5, 0.8, 1.2, 1.5, 2];

function sine(hz: number, sampleCount: number, amplitude = 0.5): Float32Array {
  return Float32Array.from({ length: sampleCount }, (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / RATE));
}

/** Upward zero crossings a second. */
function pitchOf(samples: Float32Array): number {
  const crossings: number[] = [];
  for (let i = 1; i < samples.length; i++) if ((samples[i - 1] ?? 0) < 0 && (samples[i] ?? 0) >= 0) crossings.push(i);
  return ((crossings.length - 1) * RATE) / ((crossings.at(-1) ?? 0) - (crossings[0] ?? 0));
}

/** Clicks of 1 ms over a quiet tone, at irregular places. */
function clickTrack(): { readonly samples: Float32Array; readonly clicks: readonly number[] } {
  const samples = sine(110, 128_000, 0.002);
  const clicks = [0, 640, 4_003, 9_999, 25_600, 40_001, 77_777, 100_000, 127_000];
  for (const click of clicks) for (let i = 0; i < 16; i++) samples[click + i] = 0.9 * (-0.75) ** i;
  return { samples, clicks };
}

/** Places at which something loud begins, not counting what follows within 2 ms. */
function loudPlaces(samples: Float32Array): number[] {
  const places: number[] = [];
  for (let i = 0; i < samples.length; i++) {
    if (Math.abs(samples[i] ?? 0) > 0.2 && i - (places.at(-1) ?? Number.NEGATIVE_INFINITY) > 32) places.push(i);
  }
  return places;
}

/** Largest step from one sample to the next, the last to the first included, as a loop plays them. */
function largestStepOfLoop(samples: Float32Array): number {
  let largest = Math.abs((samples[0] ?? 0) - (samples.at(-1) ?? 0));
  for (let i = 1; i < samples.length; i++)
    largest = Math.max(largest, Math.abs((samples[i] ?? 0) - (samples[i - 1] ?? 0)));
  return largest;
}

describe('stretchSound', () => {
  it.each(SPEEDS)('takes exactly the time that speed %d asks for', (speed) => {
    for (const sampleCount of [640, 5_001, 64_000]) {
      expect(stretchSound(sine(200, sampleCount), RATE, speed).samples).toHaveLength(Math.round(sampleCount / speed));
    }
  });

  it.each(SPEEDS)('keeps the pitch of a sine at speed %d', (speed) => {
    for (const hz of [90, 220, 1_000]) {
      const { samples } = stretchSound(sine(hz, 64_000), RATE, speed);
      expect(Math.abs(pitchOf(samples) / hz - 1)).toBeLessThan(0.01);
    }
  });

  it.each(SPEEDS)('plays each click once, whole and within 1 ms of its place, at speed %d', (speed) => {
    const { samples, clicks } = clickTrack();
    const stretched = stretchSound(samples, RATE, speed);
    const heard = loudPlaces(stretched.samples);
    expect(heard).toHaveLength(clicks.length);
    for (const [index, click] of clicks.entries()) {
      const place = heard[index] ?? Number.NaN;
      // A transient is found to 16 samples, and those before it are played at their own pace.
      expect(Math.abs(place - click / speed)).toBeLessThanOrEqual(16 + Math.abs(16 / speed - 16));
      expect(stretched.samples[place]).toBeCloseTo(0.9, 3);
      expect(Math.abs(inputAt(stretched.map, place) - click)).toBeLessThan(1);
      expect(Math.abs(outputAt(stretched.map, click) - place)).toBeLessThan(1);
    }
  });

  it.each(SPEEDS)('closes a loop without a step at speed %d', (speed) => {
    // 100 Hz fits 4 s, so that the loop itself has no step either: its steepest is 0.0196. A tenth of the amplitude off would be 0.05.
    const { samples } = stretchSound(sine(100, 64_000), RATE, speed);
    expect(largestStepOfLoop(samples)).toBeLessThan(0.0196 * 1.25);
  });

  it('joins copies of neighbouring ranges as the signal joins them', () => {
    const whole = sine(130, 96_000);
    const [left, right] = [whole.subarray(0, 47_000), whole.subarray(47_000)].map(
      (part) => stretchSound(part, RATE, 0.7).samples,
    );
    expect(left?.at(-1)).toBe(whole[46_999]);
    expect(right?.[0]).toBe(whole[47_000]);
  });

  it('never plays louder than the signal', () => {
    const demo = readFileSync(fileURLToPath(new URL('../../../public/demo/data.mdb', import.meta.url)));
    // Bytes of a file as samples: about as unlike a voice as can be.
    const noise = Float32Array.from(demo.subarray(0, 40_000), (byte) => (byte - 127.5) / 127.5);
    for (const speed of SPEEDS) {
      const { samples } = stretchSound(noise, RATE, speed);
      expect(samples.every((sample) => Math.abs(sample) <= 1)).toBe(true);
    }
  });

  it('gives a copy at speed 1', () => {
    const { samples } = clickTrack();
    const stretched = stretchSound(samples, RATE, 1);
    expect(stretched.samples).toEqual(samples);
    expect(inputAt(stretched.map, 12_345)).toBe(12_345);
  });

  it('leaves silence silent and nothing empty', () => {
    expect(stretchSound(new Float32Array(3_200), RATE, 0.5).samples).toEqual(new Float32Array(6_400));
    expect(stretchSound(new Float32Array(0), RATE, 0.5).samples).toHaveLength(0);
    expect(stretchSound(Float32Array.of(0.5, -0.5), RATE, 0.5).samples).toHaveLength(4);
  });

  it.each([0, 0.09, 2.1, Number.NaN])('refuses speed %d', (speed) => {
    expect(() => stretchSound(new Float32Array(640), RATE, speed)).toThrow(
      `The sound cannot be stretched to this speed: expected a speed from 0.1 to 2, found ${speed} (sound)`,
    );
  });
});
