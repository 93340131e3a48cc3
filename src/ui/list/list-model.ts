import type { SequenceRow } from '../../worker/protocol.ts';
import { formatCount } from '../format/numbers.ts';

/** How bad a row is: an unusable sequence is an error, one with a flaw a warning. */
export function rowSeverity({ problem, n_frames }: SequenceRow): 'error' | 'warning' | null {
  if (problem === null) return null;
  return n_frames === null ? 'error' : 'warning';
}

/** Seconds of a sequence with one decimal, as the list shows them. */
export function formatSeconds(n_frames: number, fps: number): string {
  return (n_frames / fps).toFixed(1);
}

/** The words under the list: `7 sequences`, or `2 of 7 sequences` while a filter hides some. */
export function describeCount(shownCount: number, totalCount: number): string {
  const noun = totalCount === 1 ? 'sequence' : 'sequences';
  return shownCount === totalCount
    ? `${formatCount(totalCount)} ${noun}`
    : `${formatCount(shownCount)} of ${formatCount(totalCount)} ${noun}`;
}

/** The words at the end of the list's foot: `7 with warnings`, or `8 with problems` where some of them cannot be used; null without either. */
export function describeFlaws(rows: readonly SequenceRow[]): { severity: 'error' | 'warning'; words: string } | null {
  const severities = rows.map(rowSeverity).filter((severity) => severity !== null);
  if (severities.length === 0) return null;
  const severity = severities.includes('error') ? 'error' : 'warning';
  return {
    severity,
    words: `${formatCount(severities.length)} with ${severity === 'error' ? 'problems' : 'warnings'}`,
  };
}

/** The visible rows whose length has not been read. */
export function entriesToDescribe(rows: readonly SequenceRow[]): readonly string[] {
  return rows.filter(({ n_frames, problem }) => n_frames === null && problem === null).map(({ entry }) => entry);
}
