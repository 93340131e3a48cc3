import { DataError } from '../errors.ts';

/** Discrete Fourier transform of real input of one fixed size. */
export interface RealFft {
  /** Values of the input. */
  readonly size: number;
  /** Values of the output: `size / 2 + 1`, from frequency 0 to half the sampling rate. */
  readonly binCount: number;
  /**
   * `numpy.fft.rfft`: `X[k] = sum over n of x[n] exp(-2 pi i k n / size)`, unscaled. Reads `size` values of `input` and writes `binCount` values
   * into `real` and `imaginary`.
   */
  transform(input: Float64Array, real: Float64Array, imaginary: Float64Array): void;
}

/** Most values of one transform; a table of sines is kept for it. */
const MAX_SIZE = 2 ** 20;

/** A transform of `size` values, a power of two from 2 on; any other size is a `DataError`. */
export function createRealFft(size: number): RealFft {
  if (!Number.isInteger(Math.log2(size)) || size < 2 || size > MAX_SIZE) {
    throw new DataError({
      code: 'fft-size',
      what: 'A Fourier transform of this size is not offered',
      expected: `a power of two from 2 to ${MAX_SIZE}`,
      found: String(size),
      where: 'Fourier transform',
    });
  }
  const half = size / 2;
  const { cosines, sines } = createTurns(size);
  const order = createReversedOrder(half);
  // Even samples as real parts and odd ones as imaginary parts: one complex transform of half the size.
  const evens = new Float64Array(half);
  const odds = new Float64Array(half);

  return {
    size,
    binCount: half + 1,
    transform(input, real, imaginary) {
      for (let n = 0; n < half; n++) {
        const place = order[n] as number;
        evens[place] = input[2 * n] as number;
        odds[place] = input[2 * n + 1] as number;
      }
      transformInPlace(evens, odds, cosines, sines);
      separate(evens, odds, cosines, sines, real, imaginary);
    },
  };
}

/** Cosine and sine of `-2 pi k / size` for k up to `size / 2`, each computed, not rotated, so that no error adds up. */
function createTurns(size: number): { readonly cosines: Float64Array; readonly sines: Float64Array } {
  const count = size / 2 + 1;
  const angle = (k: number) => (-2 * Math.PI * k) / size;
  return {
    cosines: Float64Array.from({ length: count }, (_, k) => Math.cos(angle(k))),
    sines: Float64Array.from({ length: count }, (_, k) => Math.sin(angle(k))),
  };
}

/** Where each value goes so that the butterflies find their halves side by side: its index with the bits reversed. */
function createReversedOrder(size: number): Uint32Array {
  const order = new Uint32Array(size);
  for (let n = 1; n < size; n++) order[n] = ((order[n >> 1] as number) >> 1) | (n & 1 ? size >> 1 : 0);
  return order;
}

/** Radix-2 butterflies (Cooley and Tukey) on values in reversed order; the turns are those of twice the size. */
function transformInPlace(re: Float64Array, im: Float64Array, cosines: Float64Array, sines: Float64Array): void {
  const size = re.length;
  for (let span = 1; span < size; span *= 2) {
    const turn = size / span;
    for (let start = 0; start < size; start += 2 * span) {
      for (let k = 0, upper = start, lower = start + span; k < span; k++, upper++, lower++) {
        const c = cosines[k * turn] as number;
        const s = sines[k * turn] as number;
        const lowerRe = re[lower] as number;
        const lowerIm = im[lower] as number;
        const turnedRe = c * lowerRe - s * lowerIm;
        const turnedIm = c * lowerIm + s * lowerRe;
        const upperRe = re[upper] as number;
        const upperIm = im[upper] as number;
        re[upper] = upperRe + turnedRe;
        im[upper] = upperIm + turnedIm;
        re[lower] = upperRe - turnedRe;
        im[lower] = upperIm - turnedIm;
      }
    }
  }
}

/** Takes the transforms of the even and the odd samples apart by their symmetry and joins them to that of all samples. */
function separate(
  re: Float64Array,
  im: Float64Array,
  cosines: Float64Array,
  sines: Float64Array,
  real: Float64Array,
  imaginary: Float64Array,
): void {
  const half = re.length;
  for (let k = 0; k <= half; k++) {
    const here = k === half ? 0 : k;
    const mirrored = k === 0 ? 0 : half - k;
    const evenRe = ((re[here] as number) + (re[mirrored] as number)) / 2;
    const evenIm = ((im[here] as number) - (im[mirrored] as number)) / 2;
    const oddRe = ((im[here] as number) + (im[mirrored] as number)) / 2;
    const oddIm = ((re[mirrored] as number) - (re[here] as number)) / 2;
    const c = cosines[k] as number;
    const s = sines[k] as number;
    real[k] = evenRe + c * oddRe - s * oddIm;
    imaginary[k] = evenIm + c * oddIm + s * oddRe;
  }
}
