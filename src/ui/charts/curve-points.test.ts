import { describe, expect, it } from 'vitest';
import { selectCurvePoints } from './curve-points.ts';

const NAN = Number.NaN;
const WHOLE = { startFrame: 0, endFrame: 1000 };

function ramp(length: number): Float32Array {
  return Float32Array.from({ length }, (_, frame) => frame / length);
}

describe('selectCurvePoints', () => {
  it('gives every frame in view, and one beyond each edge, where they fit', () => {
    const points = selectCurvePoints([ramp(100)], { startFrame: 10.5, endFrame: 14.2 }, 200);
    expect(points.map(({ frame }) => frame)).toEqual([9, 10, 11, 12, 13, 14, 15, 16]);
  });

  it('keeps a spike of one frame, at its frame and with its value', () => {
    for (const frame of [0, 1, 499, 731, 998, 999]) {
      const values = ramp(1000);
      values[frame] = 7;
      expect(selectCurvePoints([values], WHOLE, 100)).toContainEqual({ frame, v0: 7, v1: null, v2: null });
    }
  });

  it('stays near the number of points asked for', () => {
    const noise = [0, 1, 2].map((seed) =>
      Float32Array.from({ length: 100_000 }, (_, frame) => Math.sin(frame * 12.9898 + seed)),
    );
    const points = selectCurvePoints(noise, { startFrame: 0, endFrame: 100_000 }, 200);
    expect(points.length).toBeGreaterThan(150);
    expect(points.length).toBeLessThanOrEqual(210);
  });

  it('shows a gap of one frame among a thousand', () => {
    const values = ramp(1000);
    values[640] = NAN;
    const points = selectCurvePoints([values], WHOLE, 100);
    const gap = points.findIndex(({ frame }) => frame === 640);
    expect(points.slice(gap - 1, gap + 2).map(({ frame, v0 }) => [frame, v0 === null])).toEqual([
      [639, false],
      [640, true],
      [641, false],
    ]);
  });

  it('shows a gap as wide as it is, also where it begins and ends with a run', () => {
    // Runs of 20 frames; the extremes of those beside the gap lie at their far ends.
    const values = Float32Array.from({ length: 1000 }, (_, frame) => Math.sin((frame / 20) * 2 * Math.PI));
    values.fill(NAN, 400, 500);
    const points = selectCurvePoints([values], WHOLE, 100);
    const known = points.filter(({ v0 }) => v0 !== null).map(({ frame }) => frame);
    expect(known.filter((frame) => frame < 400).at(-1)).toBe(399);
    expect(known.find((frame) => frame > 400)).toBe(500);
    expect(points.filter(({ frame }) => frame === 400 || frame === 499).map(({ v0 }) => v0)).toEqual([null, null]);
  });

  it('takes infinities for gaps, and a series of gaps for one', () => {
    const points = selectCurvePoints([new Float32Array(1000).fill(Number.POSITIVE_INFINITY)], WHOLE, 100);
    expect(points.every(({ v0 }) => v0 === null)).toBe(true);
  });

  it('gives every series its value at each chosen frame', () => {
    const other = ramp(1000).map((value) => -value);
    const points = selectCurvePoints([ramp(1000), other], WHOLE, 60);
    expect(points.every(({ v0, v1 }) => v0 !== null && v1 === -v0)).toBe(true);
  });

  it('chooses the same frames after a pan', () => {
    const values = Float32Array.from({ length: 5000 }, (_, frame) => Math.sin(frame * 12.9898));
    const chosen = (startFrame: number) =>
      selectCurvePoints([values], { startFrame, endFrame: startFrame + 2000 }, 100)
        .map(({ frame }) => frame)
        .filter((frame) => frame > 1200 && frame < 2800);
    expect(chosen(1007)).toEqual(chosen(1000));
  });
});
