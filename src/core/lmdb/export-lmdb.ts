import type { ByteSink } from '../bytes/byte-sink.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { ExportPlan } from '../export/export-choice.ts';
import type { ExportStep, ExportSummary } from '../export/export-progress.ts';
import { exportRecords } from '../export/export-records.ts';
import { createSampleConfig } from '../sample/config.ts';
import { createLmdbWriter } from './lmdb-writer.ts';

/**
 * Writes the sequences of a plan as an LMDB 0.9 data file, values untouched, in one pass; the clips are decoded as for a snapshot, so that the same
 * problems come to light. The files that belong beside it are those of `sideFilesOf`. Yields after each record and each sequence; until the
 * generator has returned, the sink holds no store.
 */
export function* exportLmdb(dataset: Dataset, plan: ExportPlan, sink: ByteSink): Generator<ExportStep, ExportSummary> {
  const writer = createLmdbWriter(sink);
  const summary = yield* exportRecords(dataset, plan, createSampleConfig(), {
    addRecord: (_key, keyBytes, value) => writer.put(keyBytes, value),
    bytesWritten: () => sink.size,
  });
  writer.finish();
  return summary;
}
