/**
 * The WebAssembly module of `sum-kernel.ts`, assembled here byte by byte: one loop, four columns at a time in 128-bit registers. JavaScript adds the two
 * moments and the two extremes of a value in 1.0 to 1.9 ns, this in 0.35 ns, which is what brings a pass over a dataset near the time that reading its bytes
 * takes (docs/decisions).
 *
 * Sources: WebAssembly core specification 2.0, section 5 (binary format); each list of bytes is one instruction.
 */

const I32 = 0x7f;
const V128 = 0x7b;

/** Unsigned LEB128 (section 5.2.2). */
function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const tee = (local: number) => [0x22, local];
/** For constants below 64, whose signed LEB128 is one byte; 128 is two. */
const i32Const = (value: number) => [0x41, ...(value < 64 ? [value] : [value | 0x80, value >> 7])];
const I32_ADD = [0x6a];
const I32_LT_U = [0x49];
const LOOP = [0x03, 0x40];
const BRANCH_IF_TO_LOOP = [0x0d, 0x00];
const END = [0x0b];

const simd = (opcode: number, ...immediates: number[]) => [0xfd, ...leb(opcode), ...immediates];
const ALIGN_1 = 0;
const ALIGN_16 = 4;
const load = (offset: number) => simd(0x00, ALIGN_16, ...leb(offset));
const LOAD_UNALIGNED = simd(0x00, ALIGN_1, 0);
const store = (offset: number) => simd(0x0b, ALIGN_16, ...leb(offset));
/** Lanes 2 and 3 of four float32 in the place of lanes 0 and 1. */
const UPPER_HALF = simd(0x0d, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
const F64X2_PROMOTE_LOW_F32X4 = simd(0x5f);
/** `a < b ? a : b` of the lower two operands taken as (b, a): a NaN or an equal value leaves the first. */
const F32X4_PMIN = simd(0xea);
const F32X4_PMAX = simd(0xeb);
const F64X2_ADD = simd(0xf0);
const F64X2_SUB = simd(0xf1);
const F64X2_MUL = simd(0xf2);

/** Parameters: addresses in bytes, and the bytes of a row. */
const [STATE, STATE_END, COLUMN, ROWS_END, ROW_BYTES] = [0, 1, 2, 3, 4] as const;
/** Locals: the place in the rows; then the registers, in the order in which a quad's state holds them; then scratch. */
const [AT, SHIFT_0, SHIFT_1, SUM_0, SUM_1, SQUARES_0, SQUARES_1, MIN, MAX, VALUES, DEVIATIONS] = [
  5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
] as const;
const REGISTERS = [SHIFT_0, SHIFT_1, SUM_0, SUM_1, SQUARES_0, SQUARES_1, MIN, MAX] as const;
const REGISTER_BYTES = 16;

/** Bytes of the state of four columns. */
export const QUAD_BYTES = REGISTERS.length * REGISTER_BYTES;

/** Widened values are on the stack: adds their deviations and the squares of these. */
const addDeviations = (shift: number, sum: number, squares: number) => [
  ...get(shift),
  ...F64X2_SUB,
  ...tee(DEVIATIONS),
  ...get(sum),
  ...F64X2_ADD,
  ...set(sum),
  ...get(DEVIATIONS),
  ...get(DEVIATIONS),
  ...F64X2_MUL,
  ...get(squares),
  ...F64X2_ADD,
  ...set(squares),
];

const addRow = [
  ...get(AT),
  ...LOAD_UNALIGNED,
  ...set(VALUES),
  ...get(MIN),
  ...get(VALUES),
  ...F32X4_PMIN,
  ...set(MIN),
  ...get(MAX),
  ...get(VALUES),
  ...F32X4_PMAX,
  ...set(MAX),
  ...get(VALUES),
  ...F64X2_PROMOTE_LOW_F32X4,
  ...addDeviations(SHIFT_0, SUM_0, SQUARES_0),
  ...get(VALUES),
  ...get(VALUES),
  ...UPPER_HALF,
  ...F64X2_PROMOTE_LOW_F32X4,
  ...addDeviations(SHIFT_1, SUM_1, SQUARES_1),
];

const advance = (local: number, bytes: readonly number[]) => [...get(local), ...bytes, ...I32_ADD];

const addQuads = [
  ...LOOP,
  ...REGISTERS.flatMap((local, at) => [...get(STATE), ...load(at * REGISTER_BYTES), ...set(local)]),
  ...get(COLUMN),
  ...set(AT),
  ...LOOP,
  ...addRow,
  ...advance(AT, get(ROW_BYTES)),
  ...tee(AT),
  ...get(ROWS_END),
  ...I32_LT_U,
  ...BRANCH_IF_TO_LOOP,
  ...END,
  ...REGISTERS.flatMap((local, at) => [...get(STATE), ...get(local), ...store(at * REGISTER_BYTES)]),
  ...advance(COLUMN, i32Const(REGISTER_BYTES)),
  ...set(COLUMN),
  ...advance(STATE, i32Const(QUAD_BYTES)),
  ...tee(STATE),
  ...get(STATE_END),
  ...I32_LT_U,
  ...BRANCH_IF_TO_LOOP,
  ...END,
  ...END,
];

const section = (id: number, content: readonly number[]) => [id, ...leb(content.length), ...content];
const LOCALS = [2, 1, I32, VALUES + 1 - SHIFT_0 + 1, V128];
const code = [...LOCALS, ...addQuads];
const A = 0x61;
const M = 0x6d;

/** Imports `m.m`, a memory; exports `a`, the loop with the parameters above. */
export const SUM_KERNEL_CODE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
  ...section(2, [1, 1, M, 1, M, 2, 0, 1]),
  ...section(3, [1, 0]),
  ...section(7, [1, 1, A, 0, 0]),
  ...section(10, [1, ...leb(code.length), ...code]),
]);
