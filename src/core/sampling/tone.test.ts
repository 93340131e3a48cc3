import { describe, expect, it } from 'vitest';
import { largestError, PYTHON } from './sampling.fixture.ts';
import { describeTone, sampleTone, toneSample } from './tone.ts';

describe('sampleTone', () => {
  it.each(PYTHON.tone)('takes the samples of numpy: $hz Hz at $rate Hz in $window_ms ms', (expected) => {
    const { times, values } = sampleTone({ hz: expected.hz, phase: 0 }, expected.rate, expected.window_ms / 1000);
    expect([times.length, values.length]).toEqual([expected.samples.count, expected.samples.count]);
    expect(largestError(values, expected.samples)).toBeLessThan(1e-12);
    expect(times[1]).toBe(1 / expected.rate);
  });

  it('is as exact after an hour as at the beginning', () => {
    expect(toneSample({ hz: 440, phase: 0 }, 16_000, 3600 * 16_000 + 7)).toBe(
      toneSample({ hz: 440, phase: 0 }, 16_000, 7),
    );
  });

  it.each([
    [
      { hz: 0, rate: 8000, seconds: 0.005 },
      'The frequency of the tone is out of bounds: expected 1 to 96000 Hz, found 0 Hz (sampling)',
    ],
    [
      { hz: 440, rate: 999, seconds: 0.005 },
      'The sampling rate is none that is offered: expected a whole number from 1000 to 192000 Hz, found 999 (sampling)',
    ],
    [
      { hz: 440, rate: 8000.5, seconds: 0.005 },
      'The sampling rate is none that is offered: expected a whole number from 1000 to 192000 Hz, found 8000.5 (sampling)',
    ],
    [
      { hz: 440, rate: 8000, seconds: 2 },
      'The window is out of bounds: expected 0.1 to 1000 ms, found 2000 ms (sampling)',
    ],
  ])('refuses %o', ({ hz, rate, seconds }, sentence) => {
    expect(() => sampleTone({ hz, phase: 0 }, rate, seconds)).toThrow(sentence);
  });
});

describe('describeTone', () => {
  it.each([
    [8000, 40, '18.2', 4000],
    [16_000, 80, '36.4', 8000],
    [22_050, 110.25, '50.1', 11_025],
    [44_100, 220.5, '100.2', 22_050],
  ])('counts 440 Hz over 5 ms at %i Hz', (rate, samplesInWindow, perPeriod, limitHz) => {
    const figures = describeTone(440, rate, 0.005);
    expect(figures).toMatchObject({ samplesInWindow, limitHz });
    expect(figures.samplesPerPeriod.toFixed(1)).toBe(perPeriod);
  });
});
