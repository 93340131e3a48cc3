import { addToBlock, BLOCK_ROWS, type BlockSums, beginBlock, createBlockSums, isFiniteBlock } from './block-sums.ts';
import { addBlockSums, addRows, createMoments, type Moments } from './moments.ts';

/**
 * Moments of rows that come a clip at a time. Merging costs as much as adding 40 rows and a clip has about 100, so sums run on over clips and are merged
 * once a block.
 */
export class MomentsAccumulator {
  readonly #width: number;
  readonly #moments: Moments;
  readonly #sums: BlockSums;
  /** The sums as they were before the last rows, which may turn out not to be finite. */
  readonly #before: Float64Array;
  #rowCount = 0;

  constructor(width: number) {
    this.#width = width;
    this.#moments = createMoments(width);
    this.#sums = createBlockSums(width);
    this.#before = this.#sums.state.slice();
  }

  /** Rows of shape (frames, width), row-major. */
  add(rows: Float32Array): void {
    const blockValues = BLOCK_ROWS * this.#width;
    for (let start = 0; start < rows.length; start += blockValues) {
      this.#addPart(rows, start, Math.min(start + blockValues, rows.length));
    }
  }

  /** Moments of all rows so far. Nothing may be added afterwards. */
  finish(): Moments {
    this.#merge();
    return this.#moments;
  }

  #addPart(rows: Float32Array, start: number, end: number): void {
    if (this.#rowCount === 0) beginBlock(this.#sums, rows, start);
    this.#before.set(this.#sums.state);
    addToBlock(this.#sums, rows, start, end);
    if (isFiniteBlock(this.#sums)) {
      this.#rowCount += (end - start) / this.#width;
      if (this.#rowCount >= BLOCK_ROWS) this.#merge();
      return;
    }
    this.#sums.state.set(this.#before);
    this.#merge();
    addRows(this.#moments, rows.subarray(start, end), this.#width);
  }

  #merge(): void {
    addBlockSums(this.#moments, this.#sums, this.#rowCount);
    this.#rowCount = 0;
  }
}
