import type { Problem } from '../../core/errors.ts';
import { createSampleConfig } from '../../core/sample/config.ts';
import type { CatalogueFigures } from '../../worker/jobs/catalogue-figures-job.ts';
import type { WorkerPool } from '../../worker/pool.ts';
import type { Answer, DatasetRequest } from '../../worker/protocol.ts';
import { type ProfileTable, writeProfile, writeUnreadable } from './profile-table.ts';

/** Entries of one question for the catalogue's figures: about 20 ms of a worker's time. */
const CATALOGUE_PART = 2000;
const { fps } = createSampleConfig();

export interface MeasurePass {
  readonly pool: WorkerPool;
  readonly request: DatasetRequest;
  /** Filled row by row. */
  readonly table: ProfileTable;
  readonly signal: AbortSignal;
  /** Called after each row, or part of the catalogue, with the rows that are done. */
  readonly onProgress: (doneSequences: number) => void;
}

/** What a snapshot's catalogue knows of its sequences, without a clip being read. Null where all went well. */
export async function takeCatalogue({
  pool,
  request,
  table,
  signal,
  onProgress,
}: MeasurePass): Promise<Problem | null> {
  const { entries } = table;
  for (let first = 0; first < entries.length && !signal.aborted; first += CATALOGUE_PART) {
    let taken: Answer<CatalogueFigures | null> | null = null;
    const passed = await pool.run({
      request,
      name: 'catalogue-figures',
      entries: [''],
      options: { entries: entries.slice(first, first + CATALOGUE_PART) },
      signal,
      onResult: (_entry, answered) => {
        taken = answered;
      },
    });
    if (!passed.ok) return passed.problem;
    const answered = taken as Answer<CatalogueFigures | null> | null;
    // A damaged catalogue is no reason not to measure the records.
    if (answered === null || !answered.ok || answered.value === null) return null;
    writeCatalogue(table, first, answered.value);
    onProgress(0);
  }
  return null;
}

/** Measures every sequence over all its frames. Answers the problem that ended it, null where each row has its figures or its problem. */
export async function measureRows({ pool, request, table, signal, onProgress }: MeasurePass): Promise<Problem | null> {
  let doneSequences = 0;
  const passed = await pool.run({
    request,
    name: 'profile',
    entries: table.entries,
    options: null,
    signal,
    onResult: (_entry, answered, row) => {
      if (answered.ok) writeProfile(table, row, answered.value);
      else writeUnreadable(table, row, answered.problem);
      doneSequences++;
      onProgress(doneSequences);
    },
  });
  return passed.ok ? null : passed.problem;
}

function writeCatalogue({ columns, frames }: ProfileTable, first: number, figures: CatalogueFigures): void {
  frames.set(figures.frames, first);
  columns.seconds.set(
    figures.frames.map((n_frames) => n_frames / fps),
    first,
  );
  columns.loudness.set(figures.loudnessDbfs, first);
  columns.jaw.set(figures.jawMeanRad, first);
  columns.expression.set(figures.expressionEnergy, first);
}
