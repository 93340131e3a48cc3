import { createSumKernelOrNull, type SumKernel } from './sum-kernel.ts';

/**
 * Running sums over the rows of a block, a value a dimension, of deviations from the block's first row. That row belongs to the block, so its squared
 * distance from the mean is at most `rows` times the variance: `squares - sum^2 / rows` loses no more than that factor in precision, and blocks are
 * short. The difference of two float32 values rarely rounds in float64.
 *
 * Four dimensions lie together: 4 shifts, 4 sums, 4 sums of squares, float64, then 4 minima and 4 maxima, float32.
 */
export interface BlockSums {
  readonly width: number;
  readonly state: Float64Array;
  /** The same bytes. */
  readonly float32: Float32Array;
}

/** The figures of one dimension, float64. */
export interface ColumnSums {
  readonly shift: number;
  readonly sum: number;
  readonly squares: number;
  readonly min: number;
  readonly max: number;
}

/** Rows of a block: a factor of 512 in precision costs 9 of float64's 53 bits, far less than what 1e-12 needs. */
export const BLOCK_ROWS = 512;

/** Values of float64 that four dimensions take, and where each figure of the first begins. */
const QUAD = 16;
const SUM = 4;
const SQUARES = 8;
/** Counted in float32. */
const MIN = 24;
const MAX = 28;

export function createBlockSums(width: number): BlockSums {
  const state = new Float64Array(Math.ceil(width / 4) * QUAD);
  return { width, state, float32: new Float32Array(state.buffer) };
}

export function columnSums({ state, float32 }: BlockSums, dim: number): ColumnSums {
  const at = placeOf(dim);
  const atFloat32 = 2 * at - (dim & 3);
  return {
    shift: state[at] as number,
    sum: state[at + SUM] as number,
    squares: state[at + SQUARES] as number,
    min: float32[atFloat32 + MIN] as number,
    max: float32[atFloat32 + MAX] as number,
  };
}

/** Whether all values that were added are finite: squares of finite float32 values cannot overflow float64. */
export function isFiniteBlock({ width, state }: BlockSums): boolean {
  for (let dim = 0; dim < width; dim++) {
    if (!Number.isFinite(state[placeOf(dim) + SQUARES])) return false;
  }
  return true;
}

/** Begins a block with the row at `start`, which is not yet added. */
export function beginBlock({ width, state, float32 }: BlockSums, rows: Float32Array, start: number): void {
  for (let dim = 0; dim < width; dim++) {
    const value = rows[start + dim] as number;
    const at = placeOf(dim);
    const atFloat32 = 2 * at - (dim & 3);
    state[at] = value;
    state[at + SUM] = 0;
    state[at + SQUARES] = 0;
    float32[atFloat32 + MIN] = value;
    float32[atFloat32 + MAX] = value;
  }
}

let sharedKernel: { readonly kernel: SumKernel | null } | undefined;

/** Made when it is first wanted. */
function fastestKernel(): SumKernel | null {
  sharedKernel = sharedKernel ?? { kernel: createSumKernelOrNull() };
  return sharedKernel.kernel;
}

/**
 * Adds values `[start, end)` of row-major `rows` to the sums, which change. Additions of a dimension are in the order of the rows with any kernel, so the
 * results are the same to the last bit; null adds in JavaScript.
 */
export function addToBlock(
  sums: BlockSums,
  rows: Float32Array,
  start: number,
  end: number,
  kernel: SumKernel | null = fastestKernel(),
): void {
  if (kernel?.fits(sums.width)) kernel.add(sums.state, rows, start, end, sums.width);
  else for (let dim = 0; dim < sums.width; dim++) addColumn(sums, rows, dim, start, end);
}

function addColumn(
  { width, state, float32 }: BlockSums,
  rows: Float32Array,
  dim: number,
  start: number,
  end: number,
): void {
  const at = placeOf(dim);
  const atFloat32 = 2 * at - (dim & 3);
  const shift = state[at] as number;
  let sum = state[at + SUM] as number;
  let squares = state[at + SQUARES] as number;
  let min = float32[atFloat32 + MIN] as number;
  let max = float32[atFloat32 + MAX] as number;
  for (let i = start + dim; i < end; i += width) {
    const value = rows[i] as number;
    const deviation = value - shift;
    sum += deviation;
    squares += deviation * deviation;
    if (value < min) min = value;
    else if (value > max) max = value;
  }
  state[at + SUM] = sum;
  state[at + SQUARES] = squares;
  float32[atFloat32 + MIN] = min;
  float32[atFloat32 + MAX] = max;
}

/** Where the shift of a dimension lies in the state. */
function placeOf(dim: number): number {
  return (dim >> 2) * QUAD + (dim & 3);
}
