import { describe, expect, it } from 'vitest';
import { formatCell, formatCount, formatExact, formatFigure, formatSigned, formatSpeed } from './numbers.ts';

describe('formatFigure', () => {
  it.each([
    [-0.00000447, '\u22124.47e\u22126'],
    [0.025714, '0.02571'],
    [0.0010301795555278659, '0.001030'],
    [0.000999, '9.99e\u22124'],
    [0.1718917042016983, '0.1719'],
    [123456.4, '123456'],
    [9999.99, '10000'],
    [2_500_000, '2.50e6'],
    [0, '0'],
    [-0, '0'],
  ])('writes %s as %s', (value, text) => {
    expect(formatFigure(value)).toBe(text);
  });

  it('names what is no number instead of hiding it', () => {
    expect(formatFigure(Number.NaN)).toBe('NaN');
    expect(formatFigure(Number.NEGATIVE_INFINITY)).toBe('\u2212∞');
  });
});

describe('formatCell', () => {
  it.each([
    [-0.0425, '\u22120.0425'],
    [0.214, '0.2140'],
    [3.1e-8, '3.1e\u22128'],
    [-1.13e-9, '\u22121.1e\u22129'],
    [0.0012, '0.0012'],
    [0.00099, '9.9e\u22124'],
    [0, '0'],
    [-4.12e7, '\u22124.1e7'],
  ])('writes %s as %s', (value, text) => {
    expect(formatCell(value)).toBe(text);
  });
});

describe('formatSigned', () => {
  it.each([
    [0.694, '+0.69'],
    [-1.49, '\u22121.49'],
    [-0.001, '0.00'],
    [0, '0.00'],
    [3_000_000, '+3.0e6'],
    [Number.POSITIVE_INFINITY, '∞'],
  ])('writes %s as %s', (value, text) => {
    expect(formatSigned(value)).toBe(text);
  });
});

describe('formatCount', () => {
  it('separates thousands', () => {
    expect(formatCount(1052)).toBe('1,052');
    expect(formatCount(12)).toBe('12');
  });
});

describe('formatSpeed', () => {
  it('shows a tenth where there is one', () => {
    expect(formatSpeed(1)).toBe('1×');
    expect(formatSpeed(0.30000000000000004)).toBe('0.3×');
  });
});

describe('formatExact', () => {
  it('keeps every digit and the hyphen that Python reads', () => {
    expect(formatExact(-0.0010301795555278659)).toBe('-0.0010301795555278659');
  });
});
