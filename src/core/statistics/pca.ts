import { eigenOfSymmetric } from './symmetric-eigen.ts';

/** Principal components of standardised columns. Component k explains no less than component k + 1. */
export interface PrincipalComponents {
  /** Share of the standardised variance that each component explains; they add up to 1. */
  readonly explained: Float64Array;
  /** Weight of each column in each component, a unit vector: `loadings[component][column]`; 0 for a constant column. Its largest weight is positive. */
  readonly loadings: readonly Float64Array[];
  /** Place of each row along each component: `scores[component][row]`, in the order of the rows; NaN for a row that is left out. */
  readonly scores: readonly Float64Array[];
  /** Rows that went in. */
  readonly rowCount: number;
  /** Rows with a value that is not finite. */
  readonly leftOutCount: number;
  /** Indices of columns without variance, which tell nothing. */
  readonly constantColumns: readonly number[];
}

/**
 * Principal components by the eigenvectors of the correlation matrix: columns of different units weigh alike. As numpy's
 * `eigh(corrcoef(columns))`. Null where fewer than two rows are complete, or every column is constant.
 *
 * @param columns of one length, a value a row.
 */
export function principalComponents(columns: readonly ArrayLike<number>[]): PrincipalComponents | null {
  const width = columns.length;
  const rowTotal = columns[0]?.length ?? 0;
  const isComplete = Array.from({ length: rowTotal }, (_, row) =>
    columns.every((column) => Number.isFinite(column[row] ?? Number.NaN)),
  );
  const rowCount = isComplete.filter(Boolean).length;
  if (rowCount < 2) return null;
  const standardised = columns.map((column) => standardise(column, isComplete, rowCount));
  const constantColumns = standardised.flatMap((values, column) => (values === null ? [column] : []));
  if (constantColumns.length === width) return null;
  const { values, vectors } = eigenOfSymmetric(correlate(standardised, rowCount), width);
  const variance = width - constantColumns.length;
  const loadings = Array.from({ length: variance }, (_, component) =>
    withPositiveLargest(vectors.slice(component * width, (component + 1) * width)),
  );
  return {
    // Rounding may leave a component of nothing a little less than nothing.
    explained: values.slice(0, variance).map((value) => Math.max(value, 0) / variance),
    loadings,
    scores: loadings.map((weights) => project(standardised, weights, isComplete)),
    rowCount,
    leftOutCount: rowTotal - rowCount,
    constantColumns,
  };
}

/** Deviations from the mean in units of the population's standard deviation; null for a constant column. */
function standardise(column: ArrayLike<number>, isComplete: readonly boolean[], rowCount: number): Float64Array | null {
  let sum = 0;
  let first = Number.NaN;
  let isConstant = true;
  for (const [row, isUsed] of isComplete.entries()) {
    if (!isUsed) continue;
    const value = column[row] as number;
    if (Number.isNaN(first)) first = value;
    if (value !== first) isConstant = false;
    sum += value;
  }
  if (isConstant) return null;
  const mean = sum / rowCount;
  let squares = 0;
  for (const [row, isUsed] of isComplete.entries()) {
    if (isUsed) squares += ((column[row] as number) - mean) ** 2;
  }
  const std = Math.sqrt(squares / rowCount);
  return Float64Array.from({ length: isComplete.length }, (_, row) =>
    isComplete[row] === true ? ((column[row] as number) - mean) / std : Number.NaN,
  );
}

/** Row-major (width, width). A constant column has 0 everywhere, and so comes last. */
function correlate(columns: readonly (Float64Array | null)[], rowCount: number): Float64Array {
  const width = columns.length;
  const matrix = new Float64Array(width * width);
  for (const [i, a] of columns.entries()) {
    for (const [j, b] of columns.entries()) {
      if (a === null || b === null || j < i) continue;
      const r = i === j ? 1 : meanProduct(a, b, rowCount);
      matrix[i * width + j] = r;
      matrix[j * width + i] = r;
    }
  }
  return matrix;
}

function meanProduct(a: Float64Array, b: Float64Array, rowCount: number): number {
  let sum = 0;
  for (let row = 0; row < a.length; row++) {
    const product = (a[row] as number) * (b[row] as number);
    if (!Number.isNaN(product)) sum += product;
  }
  return sum / rowCount;
}

/** An eigenvector's sign is open; this settles it. */
function withPositiveLargest(vector: Float64Array): Float64Array {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  // Adding 0 turns -0 into 0.
  return largest < 0 ? vector.map((value) => -value + 0) : vector;
}

function project(
  columns: readonly (Float64Array | null)[],
  weights: Float64Array,
  isComplete: readonly boolean[],
): Float64Array {
  return Float64Array.from(isComplete, (isUsed, row) => {
    if (!isUsed) return Number.NaN;
    let sum = 0;
    for (const [column, values] of columns.entries()) {
      if (values !== null) sum += (values[row] as number) * (weights[column] as number);
    }
    return sum;
  });
}
