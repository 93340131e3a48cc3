import { array, assert, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRequests } from './plan-requests.ts';

const limits = { maxGapBytes: 10, maxRequestBytes: 100 };
const plan = (...ranges: [number, number][]) =>
  planRequests(
    ranges.map(([startByte, endByte]) => ({ startByte, endByte })),
    limits,
  ).map(({ startByte, endByte }) => [startByte, endByte]);

describe('planRequests', () => {
  it('joins ranges whose gap is worth less than a round trip', () => {
    expect(plan([0, 20], [30, 40])).toEqual([[0, 40]]);
    expect(plan([0, 20], [31, 40])).toEqual([
      [0, 20],
      [31, 40],
    ]);
  });

  it('does not join beyond the longest request', () => {
    expect(plan([0, 60], [65, 100])).toEqual([[0, 100]]);
    expect(plan([0, 60], [65, 101])).toEqual([
      [0, 60],
      [65, 101],
    ]);
  });

  it('splits a range that is longer than a request', () => {
    expect(plan([5, 255])).toEqual([
      [5, 105],
      [105, 205],
      [205, 255],
    ]);
  });

  it('orders ranges, drops empty ones and asks for common bytes once', () => {
    expect(plan([50, 60], [7, 7], [0, 8], [4, 12], [50, 60], [52, 55])).toEqual([
      [0, 12],
      [50, 60],
    ]);
  });

  it('leaves the ranges of the caller as they are', () => {
    const ranges = Object.freeze([
      Object.freeze({ startByte: 9, endByte: 10 }),
      Object.freeze({ startByte: 0, endByte: 1 }),
    ]);
    expect(planRequests(ranges, limits)).toEqual([{ startByte: 0, endByte: 10 }]);
  });

  it('brings every byte asked for, in requests that are ordered, apart and within the limit', () => {
    const range = tuple(integer({ min: 0, max: 500 }), integer({ min: 0, max: 150 })).map(([startByte, length]) => ({
      startByte,
      endByte: startByte + length,
    }));
    assert(
      property(array(range, { maxLength: 12 }), (ranges) => {
        const requests = planRequests(ranges, limits);
        const brought = new Set<number>();
        for (const [i, { startByte, endByte }] of requests.entries()) {
          expect(startByte).toBeGreaterThanOrEqual(requests[i - 1]?.endByte ?? 0);
          expect(endByte - startByte).toBeLessThanOrEqual(limits.maxRequestBytes);
          for (let at = startByte; at < endByte; at++) brought.add(at);
        }
        const missing: number[] = [];
        for (const { startByte, endByte } of ranges) {
          for (let at = startByte; at < endByte; at++) if (!brought.has(at)) missing.push(at);
        }
        expect(missing).toEqual([]);
      }),
    );
  });
});
