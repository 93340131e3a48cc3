import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dragInterval, keyStep } from './drag-interval.ts';
import { layoutPlotTicks } from './plot-ticks.ts';
import { createPointIndex } from './point-index.ts';
import { createSprite, paintPoints, parseColor } from './point-raster.ts';
import { stepPath } from './step-path.ts';

describe('dragInterval', () => {
  it('begins a new interval at either end of a drag, within the axis', () => {
    expect(dragInterval('new', [0, 1], 0.75, 0.25)).toEqual([0.25, 0.75]);
    expect(dragInterval('new', [0, 1], 0.5, 1.5)).toEqual([0.5, 1]);
  });

  it('moves one end, and lets it pass the other', () => {
    expect(dragInterval('high', [0.25, 0.5], 0.5, 0.75)).toEqual([0.25, 0.75]);
    expect(dragInterval('low', [0.25, 0.5], 0.25, 0.75)).toEqual([0.5, 0.75]);
  });

  it('moves the whole, which keeps its width at the end of the axis', () => {
    expect(dragInterval('move', [0.5, 0.75], 0, 0.5)).toEqual([0.75, 1]);
    expect(dragInterval('move', [0.5, 0.75], 0.5, -1)).toEqual([0, 0.25]);
  });
});

it('moves an end by a hundredth of the axis, with Shift by a tenth', () => {
  expect([keyStep('ArrowRight', false), keyStep('ArrowLeft', true), keyStep('Tab', false)]).toEqual([0.01, -0.1, null]);
});

describe('createPointIndex', () => {
  const box = { widthPx: 200, heightPx: 120 };

  it('finds the nearest point within reach, and none beyond it', () => {
    const index = createPointIndex(Float32Array.of(10, 30, Number.NaN), Float32Array.of(10, 10, 10), box);
    expect([index.nearest(17, 10, 8), index.nearest(24, 12, 8), index.nearest(100, 100, 8)]).toEqual([0, 1, -1]);
  });

  it('takes the point that is drawn last where two lie at one place', () => {
    expect(createPointIndex(Float32Array.of(5, 5), Float32Array.of(5, 5), box).nearest(5, 5, 8)).toBe(1);
  });

  it('finds what looking at every point finds', () => {
    const place = fc.tuple(fc.integer({ min: -20, max: 220 }), fc.integer({ min: -20, max: 140 }));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 80 }), place, (points, [x, y]) => {
        const index = createPointIndex(
          Float32Array.from(points, ([px]) => px),
          Float32Array.from(points, ([, py]) => py),
          box,
        );
        let best = -1;
        let bestSquare = 64;
        for (const [point, [px, py]] of points.entries()) {
          const isInside = px >= 0 && px <= box.widthPx && py >= 0 && py <= box.heightPx;
          const square = (px - x) ** 2 + (py - y) ** 2;
          if (isInside && (square < bestSquare || (square === bestSquare && point > best))) {
            best = point;
            bestSquare = square;
          }
        }
        expect(index.nearest(x, y, 8)).toBe(best);
      }),
    );
  });
});

describe('paintPoints', () => {
  const dot = createSprite('dot', 1, 1);
  const paint = { color: [10, 20, 30] as const, sprites: [dot], opacities: [1], pixelRatio: 1 };
  const alphasOf = (xs: number[], ys: number[], mask: Uint8Array | null = null) => {
    const pixels = { data: new Uint8ClampedArray(7 * 5 * 4), width: 7, height: 5 };
    const points = { xsPx: Float32Array.from(xs), ysPx: Float32Array.from(ys), marks: new Uint8Array(xs.length) };
    paintPoints(pixels, points, paint, mask);
    return { ...pixels, alphaAt: (x: number, y: number) => pixels.data[(y * 7 + x) * 4 + 3] };
  };

  it('covers the pixel of a point in the colour asked for, and none far from it', () => {
    const { data, alphaAt } = alphasOf([3], [2]);
    expect([...data.slice((2 * 7 + 3) * 4, (2 * 7 + 3) * 4 + 4)]).toEqual([10, 20, 30, 255]);
    expect([alphaAt(0, 0), alphaAt(6, 4)]).toEqual([0, 0]);
  });

  it('draws only the points of the mask, and none that lies nowhere', () => {
    const { alphaAt } = alphasOf([1, 5, Number.NaN], [2, 2, 2], Uint8Array.of(0, 1, 1));
    expect([alphaAt(1, 2), alphaAt(5, 2)]).toEqual([0, 255]);
  });

  it('cuts a mark at the edge instead of drawing it on the next row', () => {
    const { alphaAt } = alphasOf([0], [0]);
    expect(alphaAt(0, 0)).toBe(255);
    expect([alphaAt(6, 0), alphaAt(6, 1)]).toEqual([0, 0]);
  });

  it('leaves the middle of a square open', () => {
    const { sizePx, cover } = createSprite('square', 3, 1);
    const middle = (sizePx - 1) / 2;
    expect(cover[middle * sizePx + middle]).toBe(0);
    expect(cover[middle * sizePx + middle + 2]).toBeGreaterThan(0.5);
  });
});

it('reads a colour of the tokens', () => {
  expect(parseColor(' #8e97A2')).toEqual([0x8e, 0x97, 0xa2]);
});

it('draws the outline of bars on their own scale, from the first to the last', () => {
  expect(stepPath([0, 2, 0, 4, 0], 50, 21)).toBe('M10.5 21V10.5H20.5V20.5H30.5V0.5H40.5V21');
  expect(stepPath([0, 0], 50, 20)).toBe('');
});

describe('layoutPlotTicks', () => {
  it('labels round numbers, none nearer to the next than its text allows', () => {
    const ticks = layoutPlotTicks(
      { isLog: false, low: -3, high: 3 },
      { lengthPx: 300, leastGapPx: 48, isSigned: true },
    );
    expect(ticks.map(({ text }) => text)).toEqual(['−3', '−2', '−1', '0', '+1', '+2', '+3']);
    expect(ticks.map(({ px }) => px)).toEqual([0, 50, 100, 150, 200, 250, 300]);
  });

  it('keeps labels away from the ends of a small axis', () => {
    const ticks = layoutPlotTicks({ isLog: true, low: 8, high: 320 }, { lengthPx: 148, leastGapPx: 36, edgePx: 10 });
    for (const [i, { px }] of ticks.entries()) {
      expect(px).toBeGreaterThanOrEqual(10);
      expect(px - (ticks[i - 1]?.px ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(36);
    }
    expect(ticks.length).toBeGreaterThan(1);
  });
});
