import { encodeUtf8 } from '../bytes/utf8.ts';
import { attempt, type Dataset } from '../dataset/dataset.ts';
import { clipKey } from '../dataset/keys.ts';
import type { DatasetParts } from '../dataset/open-store.ts';
import type { Problem } from '../errors.ts';
import { createSampleConfig } from '../sample/config.ts';
import type { ExportIdentity } from '../snapshot/export-snapshot.ts';
import type { ExportPlan } from './export-choice.ts';
import type { ExportStep } from './export-progress.ts';
import { coefficientColumns, type Partition, partitionEntries } from './parquet-layout.ts';
import {
  describeTables,
  formatManifest,
  MANIFEST_FILE,
  METADATA_KEY,
  ProblemList,
  sumOf,
  type TablesAbout,
} from './parquet-manifest.ts';
import { PART_LIMITS, type PartFolder, PartitionWriter, type PartLimits, type WrittenPart } from './parquet-parts.ts';
import { type ReadClip, readClips, readExportedFrameCount } from './parquet-source.ts';
import { ClipsTable, FramesTable } from './parquet-tables.ts';
import { fingerprintSource } from './source-fingerprint.ts';

export interface ParquetOptions {
  readonly identity: ExportIdentity;
  /** SHA-256 in hexadecimal, from the platform: of this core's own kind it would take longer than all else. */
  readonly digest: (bytes: Uint8Array) => string;
  readonly limits?: PartLimits;
}

/** What an export as tables has done. */
export interface ParquetSummary {
  /** Those whose length is known. */
  readonly sequences: number;
  /** Rows of the tables. */
  readonly frames: number;
  readonly clips: number;
  readonly files: number;
  readonly sizeBytes: number;
  readonly problemCount: number;
}

/** Missing clips of one sequence that are told one by one; the table `clips` has all. */
const SHOWN_MISSING = 8;

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

/** The two tables of the partition under way, and the counts over all. */
class TablesRun {
  readonly frames: WrittenPart[] = [];
  readonly clips: WrittenPart[] = [];
  readonly problems = new ProblemList();
  sequences = 0;
  readonly #dataset: Dataset;
  readonly #plan: ExportPlan;
  readonly #folder: PartFolder;
  readonly #about: TablesAbout;
  readonly #limits: PartLimits;
  #tables: {
    readonly frames: FramesTable;
    readonly clips: ClipsTable;
    readonly framesWriter: PartitionWriter;
    readonly clipsWriter: PartitionWriter;
  } | null = null;
  #newProblems: Problem[] = [];
  #sequencesDone = 0;
  #missingClips = 0;
  #clipRecords = 0;
  #readBytes = 0;

  constructor(dataset: Dataset, plan: ExportPlan, folder: PartFolder, about: TablesAbout, limits: PartLimits) {
    this.#dataset = dataset;
    this.#plan = plan;
    this.#folder = folder;
    this.#about = about;
    this.#limits = limits;
  }

  begin({ split }: Partition): void {
    const frames = new FramesTable(this.#about.coefficients);
    const clips = new ClipsTable();
    const aboutOf = (table: string) => ({
      table,
      split,
      metadata: { [METADATA_KEY]: JSON.stringify({ table, split, ...this.#about }) },
      createdBy: this.#about.tool,
    });
    this.#tables = {
      frames,
      clips,
      framesWriter: new PartitionWriter(this.#folder, frames.columns, aboutOf('frames'), this.#limits),
      clipsWriter: new PartitionWriter(this.#folder, clips.columns, aboutOf('clips'), this.#limits),
    };
  }

  end(): void {
    if (this.#tables === null) return;
    const { framesWriter, clipsWriter } = this.#tables;
    framesWriter.finish();
    clipsWriter.finish();
    this.frames.push(...framesWriter.parts);
    this.clips.push(...clipsWriter.parts);
    this.#tables = null;
  }

  add({ rows, isThere, bytes }: ReadClip): void {
    if (this.#tables === null) throw new Error('a clip came before its partition');
    const { frames, clips, framesWriter, clipsWriter } = this.#tables;
    const exportedFrames = frames.add(rows);
    if (exportedFrames > 0) framesWriter.addedRows(exportedFrames);
    clips.add(rows, exportedFrames);
    clipsWriter.addedRows(1);
    this.#readBytes += bytes;
    if (isThere) this.#clipRecords += 1;
    else this.#missingClips += 1;
    if (isThere || this.#missingClips <= SHOWN_MISSING) this.addProblems(rows.problems);
    const strays = rows.contents?.strayGroups ?? [];
    if (strays.length > 0) this.addProblems([strayGroupProblem(rows.entry, rows.clip, strays, this.#about)]);
  }

  addProblems(problems: readonly Problem[]): void {
    this.#newProblems.push(...problems);
  }

  countSequence(): void {
    this.sequences += 1;
  }

  endSequence(entry: string): void {
    const unshown = this.#missingClips - SHOWN_MISSING;
    if (unshown > 0) {
      this.addProblems([
        {
          code: 'clips-missing',
          what: `${unshown} more clips are missing from the store`,
          expected: 'a record for every clip',
          found: `${this.#missingClips} without`,
          where: entry,
        },
      ]);
    }
    this.#missingClips = 0;
    this.#sequencesDone += 1;
  }

  /** Of a whole dataset, every record is the root's metadata, a sequence's, or a clip; others are in no table. */
  countRecordsLeft(): void {
    const records = this.#dataset.store.count();
    const used = 1 + this.sequences + this.#clipRecords;
    if (!this.#plan.isWhole || records <= used) return;
    this.addProblems([
      {
        code: 'export-records-left',
        what: 'The store has records that belong to no frame of a sequence, and are in no table',
        expected: `${used} records`,
        found: `${records} records`,
        where: this.#dataset.store.name,
      },
    ]);
  }

  step(entry: string | null): ExportStep {
    const problems = this.#newProblems;
    this.#newProblems = [];
    this.problems.add(problems);
    const { entries, knownCount } = this.#plan;
    const bytesWritten = this.#encodedBytes();
    const shareOfStore = knownCount === 0 ? 1 : entries.length / knownCount;
    const shareRead = this.#readBytes / Math.max(this.#dataset.store.sizeBytes * shareOfStore, this.#readBytes, 1);
    return {
      progress: {
        entry,
        sequencesDone: this.#sequencesDone,
        sequencesTotal: entries.length,
        bytesWritten,
        // The tables are smaller than the store: what they will come to follows from what was read for what is written.
        bytesTotalEstimate: shareRead === 0 ? this.#dataset.store.sizeBytes : bytesWritten / shareRead,
      },
      problems,
    };
  }

  summary(manifestBytes: number): ParquetSummary {
    const files = [...this.frames, ...this.clips];
    return {
      sequences: this.sequences,
      frames: sumOf(this.frames, 'rows'),
      clips: sumOf(this.clips, 'rows'),
      files: files.length + 1,
      sizeBytes: sumOf(files, 'bytes') + manifestBytes,
      problemCount: this.problems.count,
    };
  }

  #encodedBytes(): number {
    const done = sumOf(this.frames, 'bytes') + sumOf(this.clips, 'bytes');
    if (this.#tables === null) return done;
    return done + this.#tables.framesWriter.encodedBytes + this.#tables.clipsWriter.encodedBytes;
  }
}

function strayGroupProblem(entry: string, clip: number, names: readonly string[], about: TablesAbout): Problem {
  return {
    code: 'coef-without-column',
    what: 'The clip has coefficients that the first clip lacks; they are in no table',
    expected: about.coefficients.map(({ name }) => name).join(', ') || 'none',
    found: names.join(', '),
    where: `clip ${clipKey(entry, clip)}`,
  };
}
