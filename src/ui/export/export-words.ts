import { type ExportProgress, formatTimeLeft, secondsLeftOrNull } from '../../core/export/export-progress.ts';
import { formatCount } from '../format/numbers.ts';

/** E.g. `4.1 MB`, `1.94 GB`. */
export function formatBytes(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** E.g. `3 of 12 sequences, 12 s left`. */
export function describeExport(progress: ExportProgress | null, elapsedSeconds: number): string {
  if (progress === null) return 'Reading the keys';
  const { sequencesDone, sequencesTotal } = progress;
  const seconds = secondsLeftOrNull(progress, elapsedSeconds);
  const words = `${formatCount(sequencesDone)} of ${countOf(sequencesTotal, 'sequence')}`;
  return seconds === null ? words : `${words}, ${formatTimeLeft(seconds)} left`;
}

/** E.g. `Writing demo.sqlite, 40.5 MB of about 162.0 MB.` */
export function describeWriting(fileName: string, progress: ExportProgress | null): string {
  if (progress === null) return `Writing ${fileName}.`;
  const { bytesWritten, bytesTotalEstimate } = progress;
  return `Writing ${fileName}, ${formatBytes(bytesWritten)} of about ${formatBytes(bytesTotalEstimate)}.`;
}
