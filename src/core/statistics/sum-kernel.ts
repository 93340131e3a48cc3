import { QUAD_BYTES, SUM_KERNEL_CODE } from './sum-kernel-code.ts';

/** Adds rows to the state of a block (see `block-sums.ts`) in WebAssembly. */
export interface SumKernel {
  /** Whether a state and a row of that width fit into its memory. */
  fits(width: number): boolean;
  /** Changes `state`, of four columns after each other, by values `[start, end)` of rows `width` wide. */
  add(state: Float64Array, rows: Float32Array, start: number, end: number, width: number): void;
}

const PAGE_BYTES = 65_536;
/** The state has the first page, up to 2048 columns. */
const STATE_BYTES = PAGE_BYTES;
/** Rows are copied in by parts that fit into a processor's second-level cache. */
const ROWS_BYTES = 4 * PAGE_BYTES;
/** The last row's last four columns may end past it. */
const PAGES = (STATE_BYTES + ROWS_BYTES) / PAGE_BYTES + 1;

/** The part of the JavaScript API of WebAssembly that is used: core has no types of the browser. */
interface WebAssemblyApi {
  readonly Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

type AddQuads = (state: number, stateEnd: number, column: number, rowsEnd: number, rowBytes: number) => void;

/** Null where there is no WebAssembly or it lacks 128-bit vectors (Safari before 16.4), or where the page's policy forbids it. */
export function createSumKernelOrNull(): SumKernel | null {
  const api = (globalThis as { readonly WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (api === undefined) return null;
  try {
    const memory = new api.Memory({ initial: PAGES, maximum: PAGES });
    const { exports } = new api.Instance(new api.Module(SUM_KERNEL_CODE), { m: { m: memory } });
    return wrap(memory.buffer, exports.a as AddQuads);
  } catch {
    return null;
  }
}

function wrap(buffer: ArrayBuffer, addQuads: AddQuads): SumKernel {
  const heldState = new Float64Array(buffer, 0, STATE_BYTES / 8);
  const heldRows = new Float32Array(buffer, STATE_BYTES, ROWS_BYTES / 4);
  return {
    fits: (width) => Math.ceil(width / 4) * QUAD_BYTES <= STATE_BYTES && width <= heldRows.length,
    add(state, rows, start, end, width) {
      heldState.set(state);
      const partLength = heldRows.length - (heldRows.length % width);
      for (let at = start; at < end; at += partLength) {
        const part = rows.subarray(at, Math.min(at + partLength, end));
        heldRows.set(part);
        addQuads(0, state.byteLength, STATE_BYTES, STATE_BYTES + part.byteLength, width * 4);
      }
      state.set(heldState.subarray(0, state.length));
    },
  };
}
