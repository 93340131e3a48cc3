import { describe, expect, it } from 'vitest';
import { describeDrift, measureDrift, measureFrame, sampleOfFrame } from './frames-and-samples.ts';
import { PYTHON } from './sampling.fixture.ts';

describe('frames against samples', () => {
  it.each(PYTHON.slices)("cuts where Python's round does: $rate Hz at $fps fps", ({ rate, fps, bounds, clip }) => {
    expect(bounds.map((_, frame) => sampleOfFrame(frame, rate, fps))).toEqual(bounds);
    expect(sampleOfFrame(100, rate, fps)).toBe(clip);
    const lengths = bounds.slice(1).map((bound, i) => bound - (bounds[i] ?? Number.NaN));
    expect([...new Set(lengths)].sort((a, b) => a - b)).toEqual(measureFrame(rate, fps).sliceLengths);
  });

  it('has no whole number of samples a frame at 29.97 fps', () => {
    const frame = measureFrame(16_000, 29.97);
    expect(frame).toMatchObject({ isWhole: false, sliceLengths: [533, 534] });
    expect(frame.samplesPerFrame.toFixed(2)).toBe('533.87');
    expect(measureFrame(16_000, 25)).toEqual({ samplesPerFrame: 640, isWhole: true, sliceLengths: [640] });
  });

  it('refuses a picture rate of nothing', () => {
    expect(() => measureFrame(16_000, 0)).toThrow(
      'The picture rate is none that is offered: expected 10 to 240 frames a second, found 0 (sampling)',
    );
  });
});

describe('640 a frame on the wrong rate', () => {
  it.each([
    [8000, '8.00', '100 frames ahead'],
    [16_000, '4.00', 'in step'],
    [22_050, '2.90', '27 frames behind'],
    [44_100, '1.45', '64 frames behind'],
  ])('reads one clip of 4 s from %i Hz', (rate, seconds, words) => {
    const drift = measureDrift(640, rate, 25, 100);
    expect(drift.soundSeconds.toFixed(2)).toBe(seconds);
    expect(drift.pictureSeconds).toBe(4);
    expect(describeDrift(drift)).toBe(words);
  });

  it('is out of step at another picture rate too', () => {
    // 64,000 samples are 4 s, for 100 frames of 1/30 s.
    expect(describeDrift(measureDrift(640, 16_000, 30, 100))).toBe('20 frames ahead');
    expect(describeDrift(measureDrift(640, 15_760, 25, 100))).toBe('2 frames ahead');
  });
});
