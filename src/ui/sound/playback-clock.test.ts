import { describe, expect, it } from 'vitest';
import { clockAt, clocksFrom, type PlaybackClock, sampleAt } from './playback-clock.ts';

const CLOCK: PlaybackClock = {
  anchorTime: 10,
  anchorSample: 174080,
  bounds: { startSample: 174080, endSample: 302080 },
  isLooping: true,
  rate: 16000,
  speed: 1,
  map: null,
};

describe('sampleAt', () => {
  it('advances by the rate', () => {
    expect(sampleAt(CLOCK, 10)).toBe(174080);
    expect(sampleAt(CLOCK, 11)).toBe(190080);
  });

  it('advances half as fast at half the speed', () => {
    expect(sampleAt({ ...CLOCK, speed: 0.5 }, 11)).toBe(182080);
  });

  it('is back at the loop start after exactly one loop of 8 s', () => {
    expect(sampleAt(CLOCK, 17.9375)).toBe(301080);
    expect(sampleAt(CLOCK, 18)).toBe(174080);
  });

  it('is right after a hundred loops', () => {
    expect(sampleAt(CLOCK, 10 + 800 + 2)).toBe(206080);
  });

  it('wraps to the loop start, not to where it began', () => {
    expect(sampleAt({ ...CLOCK, anchorSample: 301080 }, 10.125)).toBe(175080);
  });

  it('waits at its end where it does not loop', () => {
    expect(sampleAt({ ...CLOCK, isLooping: false }, 17.9375)).toBe(301080);
    expect(sampleAt({ ...CLOCK, isLooping: false }, 18.5)).toBe(302080);
  });

  it('follows the map of a stretched range, which plays at the rate, and wraps at its end', () => {
    // The first 64000 samples take 4 s, the second 64000 take 8 s.
    const map = { inputs: Float64Array.of(0, 64000, 128000), outputs: Float64Array.of(0, 64000, 192000) };
    const clock = { ...CLOCK, speed: 2 / 3, map };
    expect(sampleAt(clock, 12)).toBe(174080 + 32000);
    expect(sampleAt(clock, 16)).toBe(174080 + 80000);
    expect(sampleAt(clock, 22)).toBe(174080);
    expect(sampleAt({ ...clock, anchorSample: 174080 + 80000 }, 10 + 6)).toBe(174080);
  });

  it('waits at its anchor until the sound has left the device', () => {
    expect(sampleAt(CLOCK, 9.98)).toBe(174080);
  });
});

describe('clockAt', () => {
  const later = { ...CLOCK, anchorTime: 12 };

  it('stays with the old sound until the new one begins', () => {
    expect(clockAt([CLOCK, later], 11.99)).toBe(CLOCK);
    expect(clockAt([CLOCK, later], 12)).toBe(later);
  });

  it('takes the first before anything has begun', () => {
    expect(clockAt([CLOCK, later], 0)).toBe(CLOCK);
    expect(clockAt([], 0)).toBeUndefined();
  });
});

describe('clocksFrom', () => {
  const later = { ...CLOCK, anchorTime: 12 };
  const last = { ...CLOCK, anchorTime: 14 };

  it('keeps the clock in force and those to come', () => {
    expect(clocksFrom([CLOCK, later, last], 12.5)).toEqual([later, last]);
    expect(clocksFrom([CLOCK, later, last], 9)).toEqual([CLOCK, later, last]);
    expect(clocksFrom([CLOCK, later, last], 20)).toEqual([last]);
  });
});
