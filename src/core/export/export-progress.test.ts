import { describe, expect, it } from 'vitest';
import { formatTimeLeft, secondsLeftOrNull } from './export-progress.ts';

const progress = { entry: null, sequencesDone: 1, sequencesTotal: 4 };

describe('the time left', () => {
  it('follows from the pace of the bytes so far', () => {
    expect(secondsLeftOrNull({ ...progress, bytesWritten: 25, bytesTotalEstimate: 100 }, 10)).toBe(30);
  });

  it('is unknown before one part in a hundred is done', () => {
    expect(secondsLeftOrNull({ ...progress, bytesWritten: 9, bytesTotalEstimate: 1000 }, 10)).toBeNull();
    expect(secondsLeftOrNull({ ...progress, bytesWritten: 0, bytesTotalEstimate: 0 }, 10)).toBeNull();
  });

  it.each([
    [0.2, '1 s'],
    [59.4, '59 s'],
    [200, '3 min 20 s'],
    [3900, '1 h 5 min'],
  ])('of %d seconds reads %s', (seconds, words) => {
    expect(formatTimeLeft(seconds)).toBe(words);
  });
});
