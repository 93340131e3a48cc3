import { describe, expect, it } from 'vitest';
import { describeExport, describeWriting, formatBytes } from './export-words.ts';

const PROGRESS = { entry: 'A', sequencesDone: 1, sequencesTotal: 1052, bytesWritten: 25e6, bytesTotalEstimate: 2e9 };

describe('the words of an export', () => {
  it('count sequences and give the time left', () => {
    expect(describeExport(PROGRESS, 1)).toBe('1 of 1,052 sequences, 1 min 19 s left');
    expect(describeWriting('a.sqlite', PROGRESS)).toBe('Writing a.sqlite, 25.0 MB of about 2.00 GB.');
  });

  it('say what is done before the first record', () => {
    expect(describeExport(null, 1)).toBe('Reading the keys');
    expect(describeWriting('a.sqlite', null)).toBe('Writing a.sqlite.');
  });

  it('give sizes in megabytes and gigabytes', () => {
    expect([4_100_096, 999_900_000, 1e9].map(formatBytes)).toEqual(['4.1 MB', '999.9 MB', '1.00 GB']);
  });
});
