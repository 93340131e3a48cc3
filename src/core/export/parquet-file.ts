import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { writeIndexes } from 'hyparquet-writer/src/indexes.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { ByteSink } from '../bytes/byte-sink.ts';
import type { ParquetColumn, WrittenChunk } from './parquet-column.ts';

type FileMetadata = Parameters<typeof writeMetadata>[1];

/** "PAR1", little-endian: the first and the last four bytes of a file. */
const MAGIC = 0x31524150;

/**
 * One Parquet file (apache/parquet-format), written in order: the caller fills the columns and closes row groups. Memory is that of one row group and of the footer,
 * which takes some hundred bytes a column and row group.
 */
export class ParquetFile {
  readonly #sink: ByteSink;
  readonly #columns: readonly ParquetColumn[];
  readonly #about: readonly { readonly key: string; readonly value: string }[];
  readonly #createdBy: string;
  readonly #writer = new ByteWriter();
  readonly #rowGroups: FileMetadata['row_groups'] = [];
  readonly #chunks: WrittenChunk[] = [];
  #rowCount = 0;

  constructor(
    sink: ByteSink,
    columns: readonly ParquetColumn[],
    about: Readonly<Record<string, string>>,
    createdBy: string,
  ) {
    this.#sink = sink;
    this.#columns = columns;
    this.#about = Object.entries(about).map(([key, value]) => ({ key, value }));
    this.#createdBy = createdBy;
    this.#writer.appendUint32(MAGIC);
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  get rowGroupCount(): number {
    return this.#rowGroups.length;
  }

  /** Writes the rows that the columns hold, `rowCount` in each. */
  closeRowGroup(rowCount: number): void {
    const startByte = this.#writer.offset;
    const written = this.#columns.map((column) => column.writeChunk(this.#writer, () => this.#drain()));
    this.#drain();
    const sum = written.reduce((bytes, { chunk }) => bytes + (chunk.meta_data?.total_uncompressed_size ?? 0n), 0n);
    this.#rowGroups.push({
      columns: written.map(({ chunk }) => chunk),
      total_byte_size: sum,
      num_rows: BigInt(rowCount),
      total_compressed_size: BigInt(this.#writer.offset - startByte),
    });
    this.#chunks.push(...written);
    this.#rowCount += rowCount;
  }

  /** Writes the page indexes and the footer, without which nothing reads the file. */
  finish(): void {
    writeIndexes(this.#writer, this.#chunks);
    writeMetadata(this.#writer, {
      version: 2,
      created_by: this.#createdBy,
      schema: [{ name: 'root', num_children: this.#columns.length }, ...this.#columns.flatMap(({ schema }) => schema)],
      num_rows: BigInt(this.#rowCount),
      row_groups: this.#rowGroups,
      key_value_metadata: [...this.#about],
      // Not written: the writer adds the length behind the footer.
      metadata_length: 0,
    });
    this.#writer.appendUint32(MAGIC);
    this.#drain();
  }

  #drain(): void {
    this.#sink.append(this.#writer.getBytes());
    this.#writer.index = 0;
  }
}
