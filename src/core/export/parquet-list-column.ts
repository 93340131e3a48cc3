import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import { PAGE_BYTES, type ParquetColumn, type SchemaElement, type WrittenChunk } from './parquet-column.ts';
import { float32Bytes } from './parquet-float32-bytes.ts';

/** Rows of a page where a row takes few bytes or none. */
const MOST_PAGE_ROWS = 2 ** 16;
/** Levels of the three-level list (apache/parquet-format, LogicalTypes.md, "Lists"): the list is null, it is empty, it has an element. */
const NULL_LIST = 0;
const EMPTY_LIST = 1;
const ELEMENT = 2;

interface Page {
  /** Begins with the page; may be longer. */
  readonly buffer: Uint8Array;
  readonly byteLength: number;
  readonly rowCount: number;
}

/**
 * A column of float32 lists that all have `width` elements, or are null: each row one frame's coefficients. Values are written as they are, byte for byte:
 * the floats of a motion do not shrink under Snappy, and other encodings of floats are unknown to many readers. hyparquet-writer's own lists take an
 * object a value, 1.2 GB for 100,000 frames; here pages are made as rows come in, and a row group takes the memory of its bytes.
 */
export class FloatListColumn implements ParquetColumn {
  readonly schema: readonly SchemaElement[];
  readonly #name: string;
  readonly #width: number;
  readonly #pageRows: number;
  /** Values of the page under way, null rows left out; made with the first row, since a width alone is only a claim. */
  #values = new Float32Array(0);
  #valueCount = 0;
  /** Rows of the page under way: 1 where the list is null. */
  readonly #isNull: Uint8Array;
  #rowCount = 0;
  #pages: Page[] = [];
  /** Buffers of pages that are written, for the next row group: as garbage they would wait in memory beside it. */
  #spareBuffers: Uint8Array[] = [];
  #pageBytes = 0;
  #levelCount = 0;
  #levelScratch = new Uint8Array(0);

  constructor(name: string, width: number) {
    this.#name = name;
    this.#width = width;
    this.#pageRows = Math.max(1, Math.min(Math.floor(PAGE_BYTES / 4 / Math.max(width, 1)), MOST_PAGE_ROWS));
    this.#isNull = new Uint8Array(this.#pageRows);
    this.schema = [
      { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' },
    ];
  }

  get heldBytes(): number {
    return this.#pageBytes + this.#values.byteLength;
  }

  /** @param rows row-major (rowCount, width). */
  addRows(rows: Float32Array, rowCount: number): void {
    if (this.#values.length === 0) this.#values = new Float32Array(this.#pageRows * this.#width);
    for (let start = 0; start < rowCount; ) {
      const end = Math.min(start + this.#pageRows - this.#rowCount, rowCount);
      this.#values.set(rows.subarray(start * this.#width, end * this.#width), this.#valueCount);
      this.#valueCount += (end - start) * this.#width;
      this.#addRowMarks(end - start, 0);
      start = end;
    }
  }

  addNulls(rowCount: number): void {
    for (let left = rowCount; left > 0; ) {
      const count = Math.min(left, this.#pageRows - this.#rowCount);
      this.#addRowMarks(count, 1);
      left -= count;
    }
  }

  writeChunk(writer: ByteWriter, drain: () => void): WrittenChunk {
    if (this.#rowCount > 0) this.#closePage();
    const startByte = writer.offset;
    const page_locations = [];
    let rowsBefore = 0;
    for (const { buffer, byteLength, rowCount } of this.#pages) {
      page_locations.push({
        offset: BigInt(writer.offset),
        compressed_page_size: byteLength,
        first_row_index: BigInt(rowsBefore),
      });
      rowsBefore += rowCount;
      writer.appendBytes(buffer.subarray(0, byteLength));
      drain();
    }
    const sizeBytes = BigInt(writer.offset - startByte);
    const chunk: WrittenChunk['chunk'] = {
      meta_data: {
        type: 'FLOAT',
        encodings: ['PLAIN', 'RLE'],
        path_in_schema: [this.#name, 'list', 'element'],
        codec: 'UNCOMPRESSED',
        num_values: BigInt(this.#levelCount),
        total_uncompressed_size: sizeBytes,
        total_compressed_size: sizeBytes,
        data_page_offset: BigInt(startByte),
        encoding_stats: [{ page_type: 'DATA_PAGE_V2', encoding: 'PLAIN', count: this.#pages.length }],
      },
      file_offset: BigInt(startByte),
    };
    this.#spareBuffers = this.#pages.map(({ buffer }) => buffer);
    this.#pages = [];
    this.#pageBytes = 0;
    this.#levelCount = 0;
    return { chunk, offsetIndex: { page_locations } };
  }

  #addRowMarks(count: number, isNull: 0 | 1): void {
    this.#isNull.fill(isNull, this.#rowCount, this.#rowCount + count);
    this.#rowCount += count;
    if (this.#rowCount === this.#pageRows) this.#closePage();
  }

  /** Data page, version 2 (apache/parquet-format, parquet.thrift DataPageHeaderV2): the levels, without a length in front, then the values. */
  #closePage(): void {
    const { repetition, definition, nullCount } = this.#levels();
    const levels = new ByteWriter(2 ** 12);
    const repetitionBytes = writeRleBitPackedHybrid(levels, repetition, 1);
    const definitionBytes = writeRleBitPackedHybrid(levels, definition, 2);
    const values = float32Bytes(this.#values.subarray(0, this.#valueCount));
    const sizeBytes = levels.offset + values.length;
    const header = new ByteWriter(64);
    writePageHeader(header, {
      type: 'DATA_PAGE_V2',
      uncompressed_page_size: sizeBytes,
      compressed_page_size: sizeBytes,
      data_page_header_v2: {
        num_values: repetition.length,
        num_nulls: nullCount,
        num_rows: this.#rowCount,
        encoding: 'PLAIN',
        definition_levels_byte_length: definitionBytes,
        repetition_levels_byte_length: repetitionBytes,
        is_compressed: false,
      },
    });
    const byteLength = header.offset + sizeBytes;
    const buffer = this.#takeBuffer(byteLength);
    buffer.set(header.getBytes());
    buffer.set(levels.getBytes(), header.offset);
    buffer.set(values, header.offset + levels.offset);
    this.#pages.push({ buffer, byteLength, rowCount: this.#rowCount });
    this.#pageBytes += byteLength;
    this.#levelCount += repetition.length;
    this.#rowCount = 0;
    this.#valueCount = 0;
  }

  #takeBuffer(byteLength: number): Uint8Array {
    const spare = this.#spareBuffers.pop();
    return spare !== undefined && spare.length >= byteLength ? spare : new Uint8Array(byteLength);
  }

  /** Dremel's levels of the page: an element of a list that is not its first repeats at level 1; a list without elements has one entry. */
  #levels(): { repetition: Uint8Array; definition: Uint8Array; nullCount: number } {
    const isNull = this.#isNull.subarray(0, this.#rowCount);
    const nullRows = isNull.reduce((sum, mark) => sum + mark, 0);
    const fullRows = this.#rowCount - nullRows;
    const levelCount = nullRows + fullRows * Math.max(this.#width, 1);
    if (this.#levelScratch.length < 2 * levelCount) this.#levelScratch = new Uint8Array(2 * levelCount);
    const repetition = this.#levelScratch.subarray(0, levelCount).fill(1);
    const definition = this.#levelScratch
      .subarray(levelCount, 2 * levelCount)
      .fill(this.#width === 0 ? EMPTY_LIST : ELEMENT);
    let at = 0;
    for (const mark of isNull) {
      repetition[at] = 0;
      if (mark === 1) definition[at] = NULL_LIST;
      at += mark === 1 ? 1 : Math.max(this.#width, 1);
    }
    return { repetition, definition, nullCount: nullRows + (this.#width === 0 ? fullRows : 0) };
  }
}
