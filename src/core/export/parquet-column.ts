import type { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { writeColumn } from 'hyparquet-writer/src/column.js';
import type { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';

/** What hyparquet-writer takes and gives, by its own declarations. */
export type SchemaElement = Parameters<typeof writeMetadata>[1]['schema'][number];
export type WrittenChunk = ReturnType<typeof writeColumn>;

/** One column of a Parquet file: gathers the values of a row group, then writes them as one column chunk. */
export interface ParquetColumn {
  /** The column's elements below the root, in the order of the format. */
  readonly schema: readonly SchemaElement[];
  /** Bytes of memory that the gathered values take, about. */
  readonly heldBytes: number;
  /** Writes what was gathered and forgets it. Calls `drain` at times: the writer may be emptied then. */
  writeChunk(writer: ByteWriter, drain: () => void): WrittenChunk;
}

export type ScalarType = 'STRING' | 'INT32' | 'INT64' | 'DOUBLE' | 'BOOLEAN';
export type ScalarValue = string | number | boolean | null;

/** Target size of a page, as most writers have it. */
export const PAGE_BYTES = 2 ** 20;
/** An array element and, where it is a number, its box. */
const HELD_BYTES_A_VALUE = 16;

/** A column of text or numbers, compressed with Snappy, which every reader knows; with minimum and maximum a row group. */
export class ScalarColumn implements ParquetColumn {
  readonly schema: readonly [SchemaElement];
  readonly #type: ScalarType;
  #values: (string | number | bigint | boolean | null)[] = [];

  constructor(name: string, type: ScalarType, nullability: 'required' | 'nullable') {
    this.#type = type;
    const repetition_type = nullability === 'required' ? 'REQUIRED' : 'OPTIONAL';
    this.schema = [
      type === 'STRING'
        ? { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' }, repetition_type }
        : { name, type, repetition_type },
    ];
  }

  get heldBytes(): number {
    return this.#values.length * HELD_BYTES_A_VALUE;
  }

  /** @param value whole for INT32 (within 32 bits) and INT64. */
  add(value: ScalarValue, count = 1): void {
    const stored = this.#type === 'INT64' && typeof value === 'number' ? BigInt(value) : value;
    for (let i = 0; i < count; i++) this.#values.push(stored);
  }

  writeChunk(writer: ByteWriter, drain: () => void): WrittenChunk {
    const values = this.#values;
    this.#values = [];
    const [element] = this.schema;
    const isNullable = element.repetition_type === 'OPTIONAL';
    const chunk = writeColumn({
      writer,
      column: {
        columnName: element.name,
        element,
        schemaPath: [{ name: 'root' }, element],
        codec: 'SNAPPY',
        compressors: { SNAPPY: snappyCompress },
        stats: true,
        pageSize: PAGE_BYTES,
        columnIndex: false,
        offsetIndex: true,
        // A dictionary takes 0 and -0 for one value.
        ...(this.#type === 'DOUBLE' ? { encoding: 'PLAIN' } : {}),
      },
      pageData: {
        values,
        definitionLevels: isNullable ? values.map((value) => (value === null ? 0 : 1)) : [],
        repetitionLevels: [],
        maxDefinitionLevel: isNullable ? 1 : 0,
      },
    });
    drain();
    return chunk;
  }
}
