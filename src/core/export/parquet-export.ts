import { encodeUtf8 } from '../bytes/utf8.ts';
import { attempt, type Dataset } from '../dataset/dataset.ts';
import type { DatasetParts } from '../dataset/open-store.ts';
import { createSampleConfig } from '../sample/config.ts';
import type { ExportIdentity } from '../snapshot/export-snapshot.ts';
import type { ExportPlan } from './export-choice.ts';
import type { ExportStep } from './export-progress.ts';
import { coefficientColumns, partitionEntries } from './parquet-layout.ts';
import { describeTables, formatManifest, MANIFEST_FILE } from './parquet-manifest.ts';
import { PART_LIMITS, type PartFolder, type PartLimits } from './parquet-parts.ts';
import { type ParquetSummary, TablesRun } from './parquet-run.ts';
import { readClips, readExportedFrameCount } from './parquet-source.ts';
import { fingerprintSource } from './source-fingerprint.ts';

export interface ParquetOptions {
  readonly identity: ExportIdentity;
  /** SHA-256 in hexadecimal, from the platform: of this core's own kind it would take longer than all else. */
  readonly digest: (bytes: Uint8Array) => string;
  readonly limits?: PartLimits;
}

/**
 * Writes the sequences of a plan as two tables, `frames` and `clips`, in files of Parquet by split, and `manifest.json` at the end. docs/scale.md
 * says what the columns hold. One partition after the other, each clip read once; memory is that of one row group. Yields after each clip.
 */
export function* exportParquet(
  parts: DatasetParts,
  dataset: Dataset,
  plan: ExportPlan,
  folder: PartFolder,
  options: ParquetOptions,
): Generator<ExportStep, ParquetSummary> {
  const config = createSampleConfig();
  const { name, toolVersion, created } = options.identity;
  const source = { name, kind: dataset.store.kind, fingerprint: fingerprintSource(parts.source) };
  const coefficients = coefficientColumns(dataset.groups);
  const about = describeTables(source, toolVersion, dataset.seg_len, config, coefficients);
  const run = new TablesRun(dataset, plan, folder, about, options.limits ?? PART_LIMITS);
  for (const partition of partitionEntries(dataset.splits, plan.entries)) {
    run.begin(partition);
    for (const entry of partition.entries) {
      const length = attempt(() => readExportedFrameCount(dataset, entry));
      if ('problem' in length) run.addProblems([length.problem]);
      else {
        run.countSequence();
        for (const clip of readClips(dataset, { entry, n_frames: length.value }, config, options.digest)) {
          run.add(clip);
          yield run.step(entry);
        }
      }
      run.endSequence(entry);
      yield run.step(entry);
    }
    run.end();
  }
  run.countRecordsLeft();
  yield run.step(null);
  const manifest = folder.create(MANIFEST_FILE);
  manifest.append(
    encodeUtf8(
      formatManifest({
        about,
        created,
        isWhole: plan.isWhole,
        sequences: run.sequences,
        frames: run.frames,
        clips: run.clips,
        problems: run.problems,
      }),
    ),
  );
  manifest.finish();
  return run.summary(manifest.size);
}
