import type { ByteSink } from '../bytes/byte-sink.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { DatasetParts } from '../dataset/open-store.ts';
import type { ExportPlan } from '../export/export-choice.ts';
import type { ExportStep, ExportSummary } from '../export/export-progress.ts';
import { exportRecords } from '../export/export-records.ts';
import { sideFilesOf } from '../export/side-files.ts';
import { fingerprintSource } from '../export/source-fingerprint.ts';
import { createSampleConfig } from '../sample/config.ts';
import { createCatalogueWriter } from './catalogue-writer.ts';
import {
  SNAPSHOT_APPLICATION_ID,
  SNAPSHOT_PAGE_BYTES,
  SNAPSHOT_SCHEMA_VERSION,
  SNAPSHOT_TABLES,
  type SnapshotTable,
} from './schema.ts';
import { createSqliteWriter, type SqliteWriter } from './sqlite-writer.ts';

/** What an export says of itself in the table `about`. */
export interface ExportIdentity {
  /** Name of the dataset for the user. */
  readonly name: string;
  readonly toolVersion: string;
  /** When the export began. */
  readonly created: Date;
}

/**
 * Writes the sequences of a plan as a snapshot, in one pass: each value is read once and written untouched, and the catalogue is measured as the clips
 * pass. Yields after each record and each sequence; until the generator has returned, the sink holds nothing that opens as a
 * snapshot. Memory does not grow with the number of records.
 *
 * The table `about` says:
 * - `name`, `tool` (e.g. "talkscope 0.1.0"), `created` (ISO 8601);
 * - `source_kind`, `source_fingerprint`: see {@link fingerprintSource};
 * - `config`: JSON, the sampling configuration by which audio and frames were brought together;
 * - `whole`: "1" where it is the whole dataset, else "0"; `records`, `sequences`, `problems`: counts;
 * - `complete`: "1", added after all other tables are filled.
 */
export function* exportSnapshot(
  parts: DatasetParts,
  dataset: Dataset,
  plan: ExportPlan,
  sink: ByteSink,
  identity: ExportIdentity,
): Generator<ExportStep, ExportSummary> {
  const config = createSampleConfig();
  const sideFiles = sideFilesOf(parts, dataset, plan);
  const fingerprint = fingerprintSource(parts.source);
  const writer = createSqliteWriter(sink, {
    pageBytes: SNAPSHOT_PAGE_BYTES,
    applicationId: SNAPSHOT_APPLICATION_ID,
    userVersion: SNAPSHOT_SCHEMA_VERSION,
    tables: Object.entries(SNAPSHOT_TABLES).map(([name, sql]) => ({ name, sql })),
  });
  const files = begin(writer, 'files');
  for (const { name, bytes } of sideFiles) files.addRow([name, bytes]);
  const records = writer.beginRowidTable('records' satisfies SnapshotTable);
  const keys = begin(writer, 'keys');
  const catalogue = createCatalogueWriter(writer, plan.entries, splitsByEntry(dataset));
  let id = 0;
  const summary = yield* exportRecords(dataset, plan, config, {
    addRecord(key, _keyBytes, value) {
      id += 1;
      records.addRow(id, [null, value]);
      keys.addRow([key, id, value.length]);
    },
    addSequence: (sequence) => catalogue.add(sequence),
    bytesWritten: () => sink.size,
  });
  const about: Record<string, string> = {
    complete: '1',
    config: JSON.stringify(config),
    created: identity.created.toISOString(),
    name: identity.name,
    problems: String(summary.problemCount),
    records: String(summary.records),
    sequences: String(summary.sequences),
    source_fingerprint: fingerprint,
    source_kind: dataset.store.kind,
    tool: `talkscope ${identity.toolVersion}`,
    whole: plan.isWhole ? '1' : '0',
  };
  const aboutTable = begin(writer, 'about');
  for (const name of Object.keys(about).sort()) aboutTable.addRow([name, about[name] ?? '']);
  writer.finish();
  return summary;
}

function begin(writer: SqliteWriter, table: SnapshotTable) {
  return writer.beginWithoutRowidTable(table);
}

function splitsByEntry(dataset: Dataset): (entry: string) => readonly string[] {
  const names = new Map<string, string[]>();
  for (const { name, entries } of dataset.splits) {
    for (const entry of entries) names.set(entry, [...(names.get(entry) ?? []), name]);
  }
  return (entry) => names.get(entry) ?? [];
}
