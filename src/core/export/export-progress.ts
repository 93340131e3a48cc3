import type { Problem } from '../errors.ts';

/** How far an export has come. */
export interface ExportProgress {
  /** The sequence under way; null for records that belong to none. */
  readonly entry: string | null;
  readonly sequencesDone: number;
  readonly sequencesTotal: number;
  readonly bytesWritten: number;
  /** The store's size, or of a part of its sequences that share; never below `bytesWritten`. */
  readonly bytesTotalEstimate: number;
}

/** One step of an export. */
export interface ExportStep {
  readonly progress: ExportProgress;
  /** Problems found since the step before. */
  readonly problems: readonly Problem[];
}

/** What an export has done. */
export interface ExportSummary {
  /** Those of which the store has records. */
  readonly sequences: number;
  readonly records: number;
  readonly problemCount: number;
}

/** Below this share the time left would be a guess. */
const LEAST_SHARE = 0.01;

/** Share of the work that is done, 0 to 1: of the bytes, which are copied at an even pace. */
export function shareDone({ bytesWritten, bytesTotalEstimate }: ExportProgress): number {
  return bytesTotalEstimate === 0 ? 0 : Math.min(bytesWritten / bytesTotalEstimate, 1);
}

/** Seconds that an export will take yet at the pace so far; null while too little is done to tell. */
export function secondsLeftOrNull(progress: ExportProgress, elapsedSeconds: number): number | null {
  const share = shareDone(progress);
  if (share < LEAST_SHARE) return null;
  return (elapsedSeconds * (1 - share)) / share;
}

/** E.g. "12 s", "3 min 20 s", "1 h 5 min". */
export function formatTimeLeft(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
