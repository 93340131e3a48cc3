import type { DrawnSequence } from '../../core/statistics/random-crop-plan.ts';
import type { DatasetSummary, DatasetWorkerApi, SequenceRow } from '../../worker/protocol.ts';
import type { LeftOutSequence } from './normalize-state.ts';

/** Rows described by one call, so that other calls get their turn. */
const ROWS_A_CALL = 64;

/** Lengths of these entries, read where the list does not have them; or why one has none. */
export async function readLengths(
  worker: Pick<DatasetWorkerApi, 'describeSequences'>,
  { sequences }: DatasetSummary,
  entries: readonly string[],
  signal: AbortSignal,
): Promise<(DrawnSequence | LeftOutSequence)[]> {
  const rows = new Map(sequences.map((row) => [row.entry, row]));
  const unknown = entries.filter((entry) => lengthOf(rows.get(entry)) === null);
  for (let first = 0; first < unknown.length && !signal.aborted; first += ROWS_A_CALL) {
    const asked = unknown.slice(first, first + ROWS_A_CALL);
    const answered = await worker.describeSequences(asked);
    for (const [index, entry] of asked.entries()) {
      if (answered.ok) rows.set(entry, answered.value[index] ?? unreadable(entry));
      else rows.set(entry, { ...unreadable(entry), problem: answered.problem });
    }
  }
  return entries.map((entry) => {
    const row = rows.get(entry);
    const nFrames = lengthOf(row);
    return nFrames === null
      ? { entry, problem: (row ?? unreadable(entry)).problem ?? LENGTH_UNKNOWN(entry) }
      : { entry, nFrames };
  });
}

function lengthOf(row: SequenceRow | undefined): number | null {
  return row?.n_frames ?? null;
}

function unreadable(entry: string): SequenceRow {
  return { entry, splits: [], n_frames: null, problem: LENGTH_UNKNOWN(entry), level: null };
}

const LENGTH_UNKNOWN = (entry: string) => ({
  code: 'length-unknown',
  what: 'The length of the sequence is not known',
  expected: 'its n_frames',
  found: 'none',
  where: entry,
});
