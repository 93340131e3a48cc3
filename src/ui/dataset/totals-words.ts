import { formatCount } from '../format/numbers.ts';

/** A length of time in hours, or below one hour in minutes. */
export function formatHours(seconds: number): { readonly value: string; readonly unit: string } {
  return seconds >= 3600
    ? { value: (seconds / 3600).toFixed(1), unit: 'h' }
    : { value: (seconds / 60).toFixed(1), unit: 'min' };
}

/** A count of frames, from a million on in millions. */
export function formatManyFrames(frames: number): string {
  return frames >= 1e6 ? `${(frames / 1e6).toFixed(2)} M` : formatCount(frames);
}

/** `15 train, 3 val, 1 test`: how many of the rows each split lists. */
export function formatSplitCounts(counts: readonly { readonly name: string; readonly count: number }[]): string {
  return counts
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${formatCount(count)} ${name}`)
    .join(' · ');
}
