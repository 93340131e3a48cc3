import { describe, expect, it } from 'vitest';
import { createFrameScale } from './frame-scale.ts';
import { isClearOfFlag, layoutTicks, planTicks } from './ruler-ticks.ts';

describe('planTicks', () => {
  it('labels every second where a second has 40 px, with short ticks each fifth of it', () => {
    expect(planTicks(25, 2.32)).toEqual({ majorStep: 25, minorStep: 5 });
  });

  it('widens to whole seconds when zoomed out', () => {
    expect(planTicks(25, 0.93)).toEqual({ majorStep: 50, minorStep: 25 });
    expect(planTicks(25, 0.45)).toEqual({ majorStep: 100, minorStep: 25 });
    expect(planTicks(25, 0.17)).toEqual({ majorStep: 250, minorStep: 50 });
  });

  it('labels parts of a second in a close view', () => {
    expect(planTicks(25, 14)).toEqual({ majorStep: 5, minorStep: 1 });
    expect(planTicks(25, 90)).toEqual({ majorStep: 1, minorStep: null });
  });

  it('labels parts of a frame where samples are drawn', () => {
    expect(planTicks(25, 330)).toEqual({ majorStep: 0.2, minorStep: null });
    expect(planTicks(25, 2500)).toEqual({ majorStep: 0.05, minorStep: null });
  });

  it('keeps to whole seconds at 30 frames a second', () => {
    expect(planTicks(30, 1)).toEqual({ majorStep: 60, minorStep: 6 });
  });
});

describe('layoutTicks', () => {
  it('shares ticks between frames and seconds', () => {
    const scale = createFrameScale({ startFrame: 250, endFrame: 550 }, 600);
    const labels = layoutTicks(scale, 25).filter(({ label }) => label !== null);
    expect(labels.map(({ x, label }) => [x, label?.frame, label?.second])).toEqual([
      [50, '275', '11'],
      [100, '300', '12'],
      [150, '325', '13'],
      [200, '350', '14'],
      [250, '375', '15'],
      [300, '400', '16'],
      [350, '425', '17'],
      [400, '450', '18'],
      [450, '475', '19'],
      [500, '500', '20'],
      [550, '525', '21'],
    ]);
  });

  it('keeps the tick and drops the label within 14 px of an edge', () => {
    const scale = createFrameScale({ startFrame: 244, endFrame: 544 }, 600);
    const first = layoutTicks(scale, 25).find(({ frame }) => frame === 250);
    expect(first).toEqual({ frame: 250, x: 12, isMajor: true, label: null });
  });

  it('shows fractions of a second in a close view', () => {
    const scale = createFrameScale({ startFrame: 10, endFrame: 20 }, 900);
    expect(layoutTicks(scale, 25).map(({ label }) => label?.second)).toContain('0.44');
    expect(layoutTicks(scale, 25).map(({ label }) => label?.second)).toContain('0.6');
  });
});

it('is never empty at the closest zoom', () => {
  const scale = createFrameScale({ startFrame: 331.3, endFrame: 331.7 }, 1000);
  const labels = layoutTicks(scale, 25).flatMap(({ label }) => (label === null ? [] : [[label.frame, label.second]]));
  expect(labels).toEqual([
    ['331.35', '13.254'],
    ['331.4', '13.256'],
    ['331.45', '13.258'],
    ['331.5', '13.26'],
    ['331.55', '13.262'],
    ['331.6', '13.264'],
    ['331.65', '13.266'],
  ]);
});

it('drops a frame label closer than 34 px to the flag', () => {
  expect(isClearOfFlag(100, 133)).toBe(false);
  expect(isClearOfFlag(100, 134)).toBe(true);
});
