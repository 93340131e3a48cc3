import type { ByteSink } from '../bytes/byte-sink.ts';
import type { ParquetColumn } from './parquet-column.ts';
import { ParquetFile } from './parquet-file.ts';
import { partitionFolder, partName } from './parquet-layout.ts';

/** One file on its way out. */
export interface PartSink extends ByteSink {
  /** Called once, after the last byte. */
  finish(): void;
}

/** Where the files of an export go. */
export interface PartFolder {
  /** A new file; the path is relative, with "/", and its folders are made as needed. */
  create(path: string): PartSink;
}

/** One finished file, as the manifest lists it. */
export interface WrittenPart {
  readonly path: string;
  readonly rows: number;
  readonly rowGroups: number;
  readonly bytes: number;
}

/** When a row group and a file are full; each ends with the clip that fills it. */
export interface PartLimits {
  readonly rowGroupRows: number;
  readonly rowGroupBytes: number;
  readonly partBytes: number;
}

/**
 * 87 minutes at 25 fps a row group: 84 MB at HDTF_TFHP's 156 values a frame, one ranged read of an object store that is worth its round trip, and all the memory that
 * the export takes however large the dataset. Datasets of wider coefficients close a row group at 128 MiB. A file of 512 MiB is one task of a cluster.
 */
export const PART_LIMITS: PartLimits = { rowGroupRows: 2 ** 17, rowGroupBytes: 2 ** 27, partBytes: 2 ** 29 };

/** What the files of one partition of a table have in common. */
export interface PartAbout {
  readonly table: string;
  readonly split: string;
  /** Key-value metadata of each file. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdBy: string;
}

/** The files of one partition of a table, one after the other; there is none without a row. */
export class PartitionWriter {
  readonly parts: WrittenPart[] = [];
  readonly #folder: PartFolder;
  readonly #columns: readonly ParquetColumn[];
  readonly #about: PartAbout;
  readonly #limits: PartLimits;
  #open: { readonly file: ParquetFile; readonly sink: PartSink; readonly path: string } | null = null;
  #heldRows = 0;
  #finishedBytes = 0;

  /** @param columns filled by the caller, who tells of the rows with `addedRows`. */
  constructor(folder: PartFolder, columns: readonly ParquetColumn[], about: PartAbout, limits: PartLimits) {
    this.#folder = folder;
    this.#columns = columns;
    this.#about = about;
    this.#limits = limits;
  }

  /** Bytes written, and those of rows that wait for their row group. */
  get encodedBytes(): number {
    return this.#finishedBytes + (this.#open?.sink.size ?? 0) + (this.#heldRows === 0 ? 0 : this.#heldBytes());
  }

  addedRows(rowCount: number): void {
    this.#heldRows += rowCount;
    const { rowGroupRows, rowGroupBytes, partBytes } = this.#limits;
    if (this.#heldRows < rowGroupRows && this.#heldBytes() < rowGroupBytes) return;
    this.#closeRowGroup();
    if ((this.#open?.sink.size ?? 0) >= partBytes) this.#closePart();
  }

  finish(): void {
    if (this.#heldRows > 0) this.#closeRowGroup();
    this.#closePart();
  }

  #heldBytes(): number {
    return this.#columns.reduce((sum, { heldBytes }) => sum + heldBytes, 0);
  }

  #closeRowGroup(): void {
    this.#open ??= this.#openPart();
    this.#open.file.closeRowGroup(this.#heldRows);
    this.#heldRows = 0;
  }

  #openPart() {
    const { table, split, metadata, createdBy } = this.#about;
    const path = `${table}/${partitionFolder(split)}/${partName(this.parts.length)}`;
    const sink = this.#folder.create(path);
    return { file: new ParquetFile(sink, this.#columns, metadata, createdBy), sink, path };
  }

  #closePart(): void {
    if (this.#open === null) return;
    const { file, sink, path } = this.#open;
    this.#open = null;
    file.finish();
    sink.finish();
    this.parts.push({ path, rows: file.rowCount, rowGroups: file.rowGroupCount, bytes: sink.size });
    this.#finishedBytes += sink.size;
  }
}
