import { describe, expect, it } from 'vitest';
import { compareStatistics } from '../../core/statistics/compare-statistics.ts';
import { countRows, createNormalHistogram, placeNormalBins } from '../../core/statistics/normal-histogram.ts';
import { changeBar, FIRST_ORDER, orderBy, sortRows } from './disagreement-rows.ts';
import { layoutNormalized, layoutRaw } from './histogram-layout.ts';
import { moveDimension } from './move-dimension.ts';
import { dimensionAt, layoutRanges } from './range-layout.ts';
import { layoutScatter, markAt } from './scatter-layout.ts';

const COMPARISON = compareStatistics(
  new Map([['exp', { mean: [0, 1, 0, 0], std: [1, 1, 0.5, 0] }]]),
  new Map([['exp', { mean: [0, 1.5, 0, 0], std: [1.05, 2, 0.1, 0] }]]),
);

describe('the rows of the table', () => {
  const namesBy = (...columns: Parameters<typeof orderBy>[1][]) =>
    sortRows(COMPARISON, columns.reduce(orderBy, FIRST_ORDER)).map(({ dim }) => dim);

  it('begin with the largest ratio, whichever way it goes, without what is near 0 on both sides', () => {
    expect(namesBy()).toEqual([2, 1, 0]);
  });

  it('are sorted by a column, and turned round by the same', () => {
    expect(namesBy('name')).toEqual([0, 1, 2]);
    expect(namesBy('name', 'name')).toEqual([2, 1, 0]);
    expect(namesBy('candStd')).toEqual([1, 0, 2]);
    expect(namesBy('meanChange')[0]).toBe(1);
    expect(namesBy('stdChange')).toEqual([0, 1, 2]);
  });

  it('have bars from the middle, cut at a change by half', () => {
    expect(changeBar(0.25)).toEqual({ left: 0.5, width: 0.25 });
    expect(changeBar(-0.25)).toEqual({ left: 0.25, width: 0.25 });
    expect(changeBar(90)).toEqual({ left: 0.5, width: 0.5 });
  });
});

describe('the ranges', () => {
  it('draw each dimension once, and those that differ apart', () => {
    const shape = layoutRanges(COMPARISON.dimensions, { widthPx: 444, heightPx: 220 });
    expect(shape.reference.split('M')).toHaveLength(5);
    expect(shape.candidate.split('M')).toHaveLength(3);
    expect(shape.different.split('M')).toHaveLength(3);
    expect([43, 44, 143, 144, 443, 444].map((x) => dimensionAt(shape, 4, x))).toEqual([null, 0, 0, 1, 3, null]);
  });

  it('leave out what is no number', () => {
    const { dimensions } = compareStatistics(
      new Map([['exp', { mean: [Number.NaN, 0], std: [1, 1] }]]),
      new Map([['exp', { mean: [0, 0], std: [1, Number.POSITIVE_INFINITY] }]]),
    );
    const shape = layoutRanges(dimensions, { widthPx: 444, heightPx: 220 });
    expect(shape.reference.split('M')).toHaveLength(2);
    expect(JSON.stringify(shape)).not.toMatch(/NaN|Infinity/);
  });
});

describe('the scatter', () => {
  const shape = layoutScatter(COMPARISON.dimensions, COMPARISON.largest, null, 400, 300);

  it('puts equal stds on the diagonal and a std near 0 into the strip', () => {
    const [equal, , , nearZero] = shape.marks;
    const { left, bottom, right, top } = shape.plot;
    const shareX = ((equal?.xPx ?? 0) - left) / (right - left);
    const shareY = (bottom - (equal?.yPx ?? 0)) / (bottom - top);
    // 1.05 against 1, of an axis of 1.3 decades and its margins.
    expect(shareY - shareX).toBeGreaterThan(0);
    expect(shareY - shareX).toBeLessThan(0.03);
    expect(nearZero?.xPx).toBeLessThan(left);
    expect(nearZero?.yPx).toBeGreaterThan(bottom);
  });

  it('finds the mark under a finger, and none beside', () => {
    const [first] = shape.marks;
    expect(markAt(shape, (first?.xPx ?? 0) + 3, first?.yPx ?? 0)?.dimension.dim).toBe(0);
    expect(markAt(shape, shape.plot.right, shape.plot.bottom)).toBeNull();
  });
});

describe('the histograms', () => {
  const histogram = createNormalHistogram(placeNormalBins({ mean: [0], std: [1] }, { binCount: 121, reach: 6 }));
  countRows(histogram, Float32Array.of(0, 0.5, -0.5, 5, 7, Number.NaN), 1);
  const { dimensions } = compareStatistics(
    new Map([['exp', { mean: [0], std: [1] }]]),
    new Map([['exp', { mean: [0], std: [2] }]]),
  );
  const [dimension] = dimensions;
  if (dimension === undefined) throw new Error('no dimension');

  it('count what lies beyond the ends', () => {
    const raw = layoutRaw(histogram, dimension, 300, 100);
    expect([raw.valueCount, raw.outsideCount, raw.nonFiniteCount]).toEqual([6, 2, 1]);
    expect(raw.bars.split('M')).toHaveLength(4);
  });

  it('give the share of z beyond 4, where the bins reach so far', () => {
    // Of five finite values 5 and 7 are beyond 4 by the reference. By the candidate 7 is z 3.5, but past the bins, which nobody can know.
    const { beyond } = layoutNormalized(histogram, dimension, 300, 100);
    expect(beyond.reference).toBeCloseTo(0.4, 12);
    expect(beyond.candidate).toBeNull();
  });
});

it('moves the chosen dimension by keys, within the group', () => {
  expect(moveDimension('ArrowRight', null, 6)).toBe(0);
  expect(moveDimension('ArrowRight', 5, 6)).toBe(5);
  expect(moveDimension('ArrowDown', null, 6)).toBe(5);
  expect(moveDimension('PageUp', 3, 50)).toBe(13);
  expect(moveDimension('Home', 3, 50)).toBe(0);
  expect(moveDimension('x', 3, 50)).toBeNull();
});
