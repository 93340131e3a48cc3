import type { Dataset } from '../dataset/dataset.ts';
import { clipKey } from '../dataset/keys.ts';
import type { Problem } from '../errors.ts';
import type { ExportPlan } from './export-choice.ts';
import type { ExportStep } from './export-progress.ts';
import type { Partition } from './parquet-layout.ts';
import { METADATA_KEY, ProblemList, sumOf, type TablesAbout } from './parquet-manifest.ts';
import { type PartFolder, PartitionWriter, type PartLimits, type WrittenPart } from './parquet-parts.ts';
import type { ReadClip } from './parquet-source.ts';
import { ClipsTable, FramesTable } from './parquet-tables.ts';

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

/** Rows of a row group of `clips`, 4 MB: its rows are held as values, not as pages. */
const CLIP_ROWS = 2 ** 14;
/** Missing clips of one sequence that are told one by one; the table `clips` has all. */
const SHOWN_MISSING = 8;

/** The two tables of the partition under way, and the counts over all. */
export class TablesRun {
  readonly frames: WrittenPart[] = [];
  readonly clips: WrittenPart[] = [];
  readonly problems = new ProblemList();
  sequences = 0;
  readonly #dataset: Dataset;
  readonly #plan: ExportPlan;
  readonly #folder: PartFolder;
  readonly #about: TablesAbout;
  readonly #limits: PartLimits;
  /** Empty between partitions. */
  readonly #framesTable: FramesTable;
  readonly #clipsTable = new ClipsTable();
  #writers: { readonly frames: PartitionWriter; readonly clips: PartitionWriter } | null = null;
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
    this.#framesTable = new FramesTable(about.coefficients);
    this.#limits = limits;
  }

  begin({ split }: Partition): void {
    const aboutOf = (table: string) => ({
      table,
      split,
      metadata: { [METADATA_KEY]: JSON.stringify({ table, split, ...this.#about }) },
      createdBy: this.#about.tool,
    });
    this.#writers = {
      frames: new PartitionWriter(this.#folder, this.#framesTable.columns, aboutOf('frames'), this.#limits),
      clips: new PartitionWriter(this.#folder, this.#clipsTable.columns, aboutOf('clips'), {
        ...this.#limits,
        rowGroupRows: Math.min(CLIP_ROWS, this.#limits.rowGroupRows),
      }),
    };
  }

  end(): void {
    if (this.#writers === null) return;
    const { frames, clips } = this.#writers;
    frames.finish();
    clips.finish();
    this.frames.push(...frames.parts);
    this.clips.push(...clips.parts);
    this.#writers = null;
  }

  add({ rows, isThere, bytes }: ReadClip): void {
    if (this.#writers === null) throw new Error('a clip came before its partition');
    const exportedFrames = this.#framesTable.add(rows);
    if (exportedFrames > 0) this.#writers.frames.addedRows(exportedFrames);
    this.#clipsTable.add(rows, exportedFrames);
    this.#writers.clips.addedRows(1);
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
    if (this.#writers === null) return done;
    return done + this.#writers.frames.encodedBytes + this.#writers.clips.encodedBytes;
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
