import { type ExportProgress, formatTimeLeft, secondsLeftOrNull, shareDone } from '../core/export/export-progress.ts';
import type { Output } from './output.ts';

const BAR_CELLS = 24;
/** A terminal is told no more often than eyes follow. */
const SHOWN_EVERY_MS = 100;

/** Shows an export's progress on one line of the terminal. */
export function createExportProgress(output: Output): (progress: ExportProgress) => void {
  const startMs = performance.now();
  let shownMs = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const nowMs = performance.now();
    if (nowMs - shownMs < SHOWN_EVERY_MS) return;
    shownMs = nowMs;
    output.progress(describeProgress(progress, (nowMs - startMs) / 1000));
  };
}

/** E.g. `[######------------------]  25%  3 of 12 sequences  40.5 of about 162.0 MB  12 s left`. */
export function describeProgress(progress: ExportProgress, elapsedSeconds: number): string {
  const share = shareDone(progress);
  const filled = Math.floor(share * BAR_CELLS);
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  const seconds = secondsLeftOrNull(progress, elapsedSeconds);
  return [
    `[${'#'.repeat(filled)}${'-'.repeat(BAR_CELLS - filled)}] ${String(Math.floor(share * 100)).padStart(3)}%`,
    `${progress.sequencesDone} of ${progress.sequencesTotal} sequences`,
    `${megabytes(progress.bytesWritten)} of about ${megabytes(progress.bytesTotalEstimate)} MB`,
    ...(seconds === null ? [] : [`${formatTimeLeft(seconds)} left`]),
  ].join('  ');
}
