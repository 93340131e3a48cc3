export interface SymmetricEigen {
  /** Falling. */
  readonly values: Float64Array;
  /** Unit vectors in the order of the values, row-major: vector k is `[k * size, (k + 1) * size)`. */
  readonly vectors: Float64Array;
}

/** Sweeps after which rounding alone is left; six do for the sizes met here. */
const MAX_SWEEPS = 60;

/**
 * Eigenvalues and vectors of a real symmetric matrix, row-major, by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5.3 "cyclic-by-row"). For a few
 * dozen dimensions. The sign of a vector is open. All NaN where the matrix is not finite.
 */
export function eigenOfSymmetric(matrix: Float64Array, size: number): SymmetricEigen {
  const a = matrix.slice();
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  if (!a.every(Number.isFinite)) {
    return { values: new Float64Array(size).fill(Number.NaN), vectors: vectors.fill(Number.NaN) };
  }
  const scale = Math.max(...a.map(Math.abs));
  for (let sweep = 0; sweep < MAX_SWEEPS && largestBeside(a, size) > scale * 1e-18; sweep++) {
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
    }
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => diagonal(a, size, j) - diagonal(a, size, i));
  return {
    values: Float64Array.from(order, (i) => diagonal(a, size, i)),
    vectors: Float64Array.from({ length: size * size }, (_, at) => {
      const vector = order[Math.floor(at / size)] as number;
      return vectors[vector * size + (at % size)] as number;
    }),
  };
}

/** Turns the plane of dimensions p and q so that their element beside the diagonal becomes 0. Row k of `vectors` is the k-th vector. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const beside = a[p * size + q] as number;
  if (beside === 0) return;
  const theta = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * beside);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) turnPair(a, k * size + p, k * size + q, cosine, sine);
  for (let k = 0; k < size; k++) turnPair(a, p * size + k, q * size + k, cosine, sine);
  for (let k = 0; k < size; k++) turnPair(vectors, p * size + k, q * size + k, cosine, sine);
}

function turnPair(values: Float64Array, i: number, j: number, cosine: number, sine: number): void {
  const first = values[i] as number;
  const second = values[j] as number;
  values[i] = cosine * first - sine * second;
  values[j] = sine * first + cosine * second;
}

function diagonal(a: Float64Array, size: number, i: number): number {
  return a[i * size + i] as number;
}

function largestBeside(a: Float64Array, size: number): number {
  let largest = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (row !== column) largest = Math.max(largest, Math.abs(a[row * size + column] as number));
    }
  }
  return largest;
}
