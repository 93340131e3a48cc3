import { describe, expect, it } from 'vitest';
import { formatClip, formatClock, formatRange } from './positions.ts';

describe('positions', () => {
  it('shows a slice as Python shows a list', () => {
    expect(formatRange([46080, 64000])).toBe('[46080, 64000]');
  });

  it('spells a clip as its key does', () => {
    expect(formatClip(3)).toBe('003');
    expect(formatClip(1204)).toBe('1204');
  });

  it.each([
    [331 / 25, '00:13.240'],
    [0, '00:00.000'],
    [59.9996, '01:00.000'],
    [3661.5, '1:01:01.500'],
    [-1, '00:00.000'],
  ])('shows %s seconds as %s', (seconds, text) => {
    expect(formatClock(seconds)).toBe(text);
  });

  it('shows no time where there is none', () => {
    expect(formatClock(Number.NaN)).toBe('--:--.---');
  });
});
