import { DataError } from '../errors.ts';

export type ByteOrder = 'little' | 'big';

export interface ByteCursorOptions {
  /** What the bytes are, for messages, e.g. `pickle`, `WAV file`, `page`. */
  readonly name: string;
  /** Where the bytes begin in what the user knows; added to every position in a message. 0 when absent. */
  readonly baseByte?: number;
  /** Code of the `DataError` for reading past the end; `bytes-end-early` when absent. */
  readonly code?: string;
}

/**
 * Reads numbers and runs of bytes one after another, little-endian unless told otherwise. Every read past the end is a `DataError` that
 * names the position, and moves nothing. The bytes are not copied.
 */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #options: ByteCursorOptions;
  #position = 0;

  constructor(bytes: Uint8Array, options: ByteCursorOptions) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#options = options;
  }

  /** Bytes in all. */
  get size(): number {
    return this.#bytes.length;
  }

  /** Index of the next byte. */
  get position(): number {
    return this.#position;
  }

  /** Bytes left. */
  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  get isAtEnd(): boolean {
    return this.#position === this.#bytes.length;
  }

  /** Goes to an index within the bytes, or to their end. Returns the cursor, for `cursor.seek(8).uint32()`. */
  seek(position: number): this {
    if (!Number.isSafeInteger(position) || position < 0 || position > this.#bytes.length) {
      throw this.#endsEarly(`a position in [0, ${this.#bytes.length}]`, `position ${position}`);
    }
    this.#position = position;
    return this;
  }

  skip(byteCount: number): this {
    this.#advance(byteCount);
    return this;
  }

  uint8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  int8(): number {
    return this.#view.getInt8(this.#advance(1));
  }

  uint16(order: ByteOrder = 'little'): number {
    return this.#view.getUint16(this.#advance(2), order === 'little');
  }

  int16(order: ByteOrder = 'little'): number {
    return this.#view.getInt16(this.#advance(2), order === 'little');
  }

  uint32(order: ByteOrder = 'little'): number {
    return this.#view.getUint32(this.#advance(4), order === 'little');
  }

  int32(order: ByteOrder = 'little'): number {
    return this.#view.getInt32(this.#advance(4), order === 'little');
  }

  uint64(order: ByteOrder = 'little'): bigint {
    return this.#view.getBigUint64(this.#advance(8), order === 'little');
  }

  int64(order: ByteOrder = 'little'): bigint {
    return this.#view.getBigInt64(this.#advance(8), order === 'little');
  }

  float32(order: ByteOrder = 'little'): number {
    return this.#view.getFloat32(this.#advance(4), order === 'little');
  }

  float64(order: ByteOrder = 'little'): number {
    return this.#view.getFloat64(this.#advance(8), order === 'little');
  }

  /** The next bytes as a view of the cursor's own, not to be changed. The count may be any claim of the file: it is checked first. */
  bytes(byteCount: number): Uint8Array {
    const start = this.#advance(byteCount);
    return this.#bytes.subarray(start, start + byteCount);
  }

  /** Moves past `byteCount` bytes and returns where they begin. */
  #advance(byteCount: number): number {
    const start = this.#position;
    if (!Number.isSafeInteger(byteCount) || byteCount < 0 || byteCount > this.#bytes.length - start) {
      throw this.#endsEarly(`${byteCount} ${byteCount === 1 ? 'byte' : 'bytes'}`, `${this.remaining} left`);
    }
    this.#position = start + byteCount;
    return start;
  }

  #endsEarly(expected: string, found: string): DataError {
    const { name, baseByte = 0, code = 'bytes-end-early' } = this.#options;
    const where = `byte ${baseByte + this.#position} of the ${name}`;
    return new DataError({ code, what: `The ${name} ends early`, expected, found, where });
  }
}
