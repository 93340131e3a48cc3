import { DataError } from '../errors.ts';

const STATE_LENGTH = 624;
const SHIFT_LENGTH = 397;
const TWO_32 = 2 ** 32;

/**
 * `np.random.seed(seed)` and the draws that follow it, bit for bit: the 32-bit Mersenne Twister.
 * Sources: numpy/random/src/mt19937/mt19937.c (`mt19937_seed`, i.e. init_genrand, and `mt19937_gen`), numpy/random/mtrand.pyx
 * (`randint`, `random_sample`), numpy/random/_bounded_integers.pyx.in and distributions.c (`random_bounded_uint64_fill`).
 */
export class NumpyRandomState {
  readonly #state = new Uint32Array(STATE_LENGTH);
  #position = STATE_LENGTH;

  /** `seed` is a whole number in 0..2^32-1, as for `np.random.seed`; anything else throws a `DataError`. */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed >= TWO_32) {
      throw randomError(
        'seed-out-of-range',
        'The seed is not one that numpy takes',
        'a whole number in 0..4294967295',
        seed,
      );
    }
    let word = seed >>> 0;
    for (let i = 0; i < STATE_LENGTH; i++) {
      this.#state[i] = word;
      word = (Math.imul(1812433253, word ^ (word >>> 30)) + i + 1) >>> 0;
    }
  }

  /**
   * `np.random.randint(low, high)` with its default int64: a whole number in `[low, high)`.
   *
   * A range of one value draws nothing. Up to 2^32 values take one masked 32-bit draw an attempt, wider ranges two (high word first).
   * Both bounds and their distance have to be safe integers.
   */
  randint(low: number, high: number): number {
    const range = high - 1 - low;
    if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || !Number.isSafeInteger(range) || range < 0) {
      throw randomError(
        'randint-empty-range',
        'No whole number can be drawn',
        'whole numbers low < high',
        `[${low}, ${high})`,
      );
    }
    if (range === 0) return low;
    const highRange = Math.floor(range / TWO_32);
    if (highRange === 0) {
      const mask = maskFor(range);
      for (;;) {
        const draw = (this.#next32() & mask) >>> 0;
        if (draw <= range) return low + draw;
      }
    }
    const highMask = maskFor(highRange);
    for (;;) {
      const highWord = (this.#next32() & highMask) >>> 0;
      const draw = highWord * TWO_32 + this.#next32();
      if (draw <= range) return low + draw;
    }
  }

  /** `np.random.random_sample()`: a float64 in `[0, 1)` made of 53 random bits. */
  random_sample(): number {
    const high = this.#next32() >>> 5;
    const low = this.#next32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  #next32(): number {
    if (this.#position === STATE_LENGTH) this.#generate();
    let word = this.#state[this.#position++] as number;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    word ^= word >>> 18;
    return word >>> 0;
  }

  #generate(): void {
    const state = this.#state;
    for (let i = 0; i < STATE_LENGTH; i++) {
      const mixed = ((state[i] as number) & 0x80000000) | ((state[(i + 1) % STATE_LENGTH] as number) & 0x7fffffff);
      const twist = (mixed & 1) === 0 ? 0 : 0x9908b0df;
      state[i] = (state[(i + SHIFT_LENGTH) % STATE_LENGTH] as number) ^ (mixed >>> 1) ^ twist;
    }
    this.#position = 0;
  }
}

/** The smallest 2^k - 1 that is no less than `value`, which lies in 1..2^32-1 (numpy's `_gen_mask`). */
function maskFor(value: number): number {
  return 0xffffffff >>> Math.clz32(value);
}

function randomError(code: string, what: string, expected: string, found: number | string): DataError {
  return new DataError({ code, what, expected, found: String(found), where: 'numpy random numbers' });
}
