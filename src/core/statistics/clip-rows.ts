import { ReadBuffer } from '../bytes/read-buffer.ts';
import { type ClipRecord, parseClipRecord, readCoefficients } from '../dataset/clip-record.ts';
import { type Dataset, readClipRecord } from '../dataset/dataset.ts';
import { clipKey } from '../dataset/keys.ts';
import { within } from '../errors.ts';
import { arrayBytes, type ClipTemplate, makeTemplateOrNull, shiftOrNull } from './clip-template.ts';

/**
 * Reads the coefficients of one clip after another: for passes over much data. What it gives is overwritten by the next read.
 */
export class ClipRowsReader {
  readonly #dataset: Dataset;
  readonly #buffer = new ReadBuffer();
  #template: ClipTemplate | null = null;
  #rows: readonly Float32Array[] = [];

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
  }

  /**
   * The first `frameCount` rows of every group of a clip, each row-major (frames, width), in the order of the dataset's groups. Throws a `DataError` where
   * the clip is missing, unreadable or too short.
   */
  read(entry: string, clip: number, frameCount: number): readonly Float32Array[] {
    const value = this.#dataset.store.get(clipKey(entry, clip), this.#buffer);
    return (
      (value === null ? null : this.#readByTemplate(value, frameCount)) ?? this.#parse(value, entry, clip, frameCount)
    );
  }

  #readByTemplate(value: Uint8Array, frameCount: number): readonly Float32Array[] | null {
    const template = this.#template;
    if (template === null || template.rowCount < frameCount) return null;
    const shift = shiftOrNull(template, value);
    if (shift === null) return null;
    return this.#dataset.groups.map(({ width }, index) => {
      const rows = this.#rows[index] ?? new Float32Array(0);
      new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength).set(arrayBytes(template, index, value, shift));
      return rows.subarray(0, frameCount * width);
    });
  }

  #parse(value: Uint8Array | null, entry: string, clip: number, frameCount: number): readonly Float32Array[] {
    const { groups } = this.#dataset;
    // Of an absent clip it gives the error that every reader gives.
    if (value === null) return this.#read(readClipRecord(this.#dataset, entry, clip), frameCount);
    return within(`clip ${clipKey(entry, clip)}`, () => {
      const record = parseClipRecord(value);
      const rows = this.#read(record, frameCount);
      this.#template = makeTemplateOrNull(value, record, groups);
      return rows;
    });
  }

  #read(record: ClipRecord, frameCount: number): readonly Float32Array[] {
    const { groups } = this.#dataset;
    this.#template = null;
    this.#rows = groups.map((group) => readCoefficients(record, group, frameCount, frameCount));
    return this.#rows.map((rows, index) => rows.subarray(0, frameCount * (groups[index]?.width ?? 0)));
  }
}

/** One reader a dataset, so that a pass over many sequences learns the layout of their clips once. */
const readers = new WeakMap<Dataset, ClipRowsReader>();

function readerOf(dataset: Dataset): ClipRowsReader {
  const reader = readers.get(dataset) ?? new ClipRowsReader(dataset);
  readers.set(dataset, reader);
  return reader;
}

/** The same for one clip, as copies. */
export function readClipRows(dataset: Dataset, entry: string, clip: number, frameCount: number): Float32Array[] {
  return readerOf(dataset)
    .read(entry, clip, frameCount)
    .map((rows) => rows.slice());
}

/**
 * Hands the rows of frames `[startFrame, endFrame)` of a sequence to `visit`, a clip after another: one array a group, valid until the next read of any rows
 * of the dataset.
 */
export function visitFrameRows(
  dataset: Dataset,
  entry: string,
  { startFrame, endFrame }: { readonly startFrame: number; readonly endFrame: number },
  visit: (rows: readonly Float32Array[]) => void,
): void {
  const { groups, seg_len } = dataset;
  const reader = readerOf(dataset);
  for (let clip = Math.floor(startFrame / seg_len); clip * seg_len < endFrame; clip++) {
    const firstRow = Math.max(startFrame - clip * seg_len, 0);
    const rows = reader.read(entry, clip, Math.min(endFrame - clip * seg_len, seg_len));
    visit(firstRow === 0 ? rows : rows.map((all, group) => all.subarray(firstRow * (groups[group]?.width ?? 0))));
  }
}
