import { normalizeCoefficients } from '../../core/sample/normalize.ts';
import type { SequenceSignals } from '../../state/app-state.ts';
import type { GroupStatistics } from '../../worker/protocol.ts';

/** Values a frame of a group, 0 where the sequence has no such group. */
export function groupWidth(signals: SequenceSignals, group: string): number {
  return (signals.coef[group]?.length ?? 0) / signals.head.n_frames;
}

/** One column (n_frames,) of a group; all NaN where the group has no such dimension. */
export function readDimension(signals: SequenceSignals, group: string, dim: number): Float32Array {
  const { n_frames } = signals.head;
  const rows = signals.coef[group];
  const width = groupWidth(signals, group);
  const column = new Float32Array(n_frames).fill(Number.NaN);
  if (rows === undefined || dim >= width) return column;
  for (let frame = 0; frame < n_frames; frame++) column[frame] = rows[frame * width + dim] as number;
  return column;
}

/** The column as the loader normalises it, bit for bit. Null where the statistics lack the dimension. */
export function normalizeDimension(
  column: Float32Array,
  dim: number,
  statistics: GroupStatistics | undefined,
): Float32Array | null {
  if (statistics === undefined || dim >= statistics.mean.length || dim >= statistics.std.length) return null;
  return normalizeCoefficients(
    column,
    1,
    statistics.mean.subarray(dim, dim + 1),
    statistics.std.subarray(dim, dim + 1),
  );
}
