import { describe, expect, it } from 'vitest';
import { chooseStep, planAxis } from './axis-ticks.ts';
import { positionOf, valueAt } from './log-slider.ts';

describe('planAxis', () => {
  it('puts round values along the axis and leaves the end to the unit', () => {
    const ticks = planAxis(5, 'ms', 624, 64);
    expect(ticks.map(({ value, label }) => [value, label])).toEqual([
      [0, '0'],
      [1, '1'],
      [2, '2'],
      [3, '3'],
      [4, '4'],
    ]);
    expect(ticks[2]?.share).toBe(0.4);
  });

  it('drops a label that would run into that of the end', () => {
    const labels = planAxis(22.05, 'kHz', 480, 48).map(({ value, label }) => [value, label]);
    expect(labels).toEqual([
      [0, '0'],
      [5, '5'],
      [10, '10'],
      [15, '15'],
      [20, null],
    ]);
  });

  it('has no rounding errors in its values', () => {
    expect(planAxis(1, 'ms', 400, 30).map(({ label }) => label)).toContain('0.3');
  });

  it.each([
    [0.4, 0.5],
    [0.5, 0.5],
    [0.51, 1],
    [2.1, 5],
    [60, 100],
    [0.0002, 0.0002],
  ])('takes for at least %d a step of %d', (least, step) => expect(chooseStep(least)).toBe(step));
});

describe('a slider of ratios', () => {
  it('has the ends of its range at its ends, and 440 Hz at 45 % of 20 Hz to 20 kHz', () => {
    expect([positionOf(20, 20, 20_000), positionOf(440, 20, 20_000), positionOf(20_000, 20, 20_000)]).toEqual([
      0, 89, 200,
    ]);
    expect([positionOf(5, 20, 20_000), positionOf(90_000, 20, 20_000)]).toEqual([0, 200]);
    expect([valueAt(0, 20, 20_000), valueAt(200, 20, 20_000)]).toEqual([20, 20_000]);
  });

  it('moves with each step, at the low end too', () => {
    for (let position = 0; position < 200; position++) {
      expect(valueAt(position + 1, 20, 20_000)).toBeGreaterThan(valueAt(position, 20, 20_000));
      expect(valueAt(position + 1, 1, 200)).toBeGreaterThan(valueAt(position, 1, 200));
    }
  });
});
