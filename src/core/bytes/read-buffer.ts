/**
 * Memory for one read after another, in a pass over much data: fresh memory for every 150 kB costs as much as reading them. What lies in it is overwritten by
 * the next read that is given it.
 */
export class ReadBuffer {
  #bytes = new Uint8Array(0);

  /** `byteCount` bytes, which hold whatever the last read left there. The count has been checked: it is what the file has. */
  take(byteCount: number): Uint8Array {
    // Values of a dataset differ a little in length: a quarter more saves making it again for each that is longer.
    if (byteCount > this.#bytes.length) this.#bytes = new Uint8Array(Math.ceil(byteCount * 1.25));
    return this.#bytes.subarray(0, byteCount);
  }
}
