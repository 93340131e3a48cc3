/**
 * The largest values of a stream, for percentiles near its end: a hundredth of the memory of keeping all of them, and one comparison for most values.
 * A heap with the smallest kept value at its root.
 */
export class LargestValues {
  readonly #heap: Float64Array;
  #kept = 0;
  #count = 0;

  /** @param capacity values that are kept. */
  constructor(capacity: number) {
    this.#heap = new Float64Array(Math.max(capacity, 1));
  }

  /** Values seen so far. */
  get count(): number {
    return this.#count;
  }

  /** Finite values only. */
  add(value: number): void {
    this.#count += 1;
    const heap = this.#heap;
    if (this.#kept < heap.length) {
      this.#siftUp(this.#kept++, value);
    } else if (value > (heap[0] as number)) {
      this.#siftDown(value);
    }
  }

  /**
   * `numpy.percentile(values, 100 * share)`, linear between neighbours. NaN where nothing was added, or where fewer values were kept than the share
   * needs, see {@link valuesNeeded}.
   */
  percentile(share: number): number {
    const position = share * (this.#count - 1);
    const below = Math.floor(position);
    const sorted = this.#heap.slice(0, this.#kept).sort();
    const first = this.#count - this.#kept;
    const low = sorted[below - first];
    const high = sorted[Math.min(below + 1, this.#count - 1) - first];
    return low === undefined || high === undefined ? Number.NaN : low + (high - low) * (position - below);
  }

  #siftUp(from: number, value: number): void {
    const heap = this.#heap;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as number) <= value) break;
      heap[at] = heap[parent] as number;
      at = parent;
    }
    heap[at] = value;
  }

  #siftDown(value: number): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#kept) break;
      if (child + 1 < this.#kept && (heap[child + 1] as number) < (heap[child] as number)) child += 1;
      if ((heap[child] as number) >= value) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = value;
  }
}

/** Values to keep of up to `count` for a percentile of `share`. */
export function valuesNeeded(count: number, share: number): number {
  return Math.ceil((1 - share) * Math.max(count - 1, 0)) + 2;
}
