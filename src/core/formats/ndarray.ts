import { DataError } from '../errors.ts';

/** A numpy array's header and bytes, not yet converted. Shared by pickle, npy and npz. */
export interface NdArray {
  /** numpy's type string with its byte order, e.g. `<f4`, `>f8`, `|u1`, `|b1`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Column-major bytes ("Fortran order"). */
  readonly isFortranOrder: boolean;
  /** Exactly `product(shape) * itemsize` bytes, often unaligned; a view of the file's bytes, not to be changed. */
  readonly bytes: Uint8Array;
}

/** One of numpy's number types. */
export interface Dtype {
  readonly kind: 'float' | 'int' | 'uint' | 'bool';
  /** Bytes an element. */
  readonly itemSize: number;
  readonly isBigEndian: boolean;
  /** The type string with its byte order: `<` or `>`, `|` where an element is one byte. */
  readonly name: string;
}

/** Most dimensions of an array: numpy 2's NPY_MAXDIMS. */
const MAX_DIMENSIONS = 64;

const KINDS = { f: 'float', i: 'int', u: 'uint', b: 'bool' } as const;

const HOST_IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Reads a numpy type string (`numpy.dtype.str`): f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 u8 b1 with `<`, `>`, `|`, `=` or nothing in front; the last three mean
 * the byte order of the machine that wrote it, taken as little-endian. Object arrays and all other types throw a `DataError`.
 */
export function parseDtype(dtype: string): Dtype {
  const match = /^([<>|=]?)(f[248]|[iu][1248]|b1)$/.exec(dtype);
  if (match === null) throw refusedDtype(dtype);
  const [, order, type = ''] = match;
  const itemSize = Number(type.slice(1));
  const isBigEndian = order === '>' && itemSize > 1;
  const kind = KINDS[type.charAt(0) as keyof typeof KINDS];
  return { kind, itemSize, isBigEndian, name: `${itemSize === 1 ? '|' : isBigEndian ? '>' : '<'}${type}` };
}

/** Whether a value (of a pickle, say) has the parts of an array. */
export function isNdArray(value: unknown): value is NdArray {
  return typeof value === 'object' && value !== null && 'dtype' in value && 'shape' in value && 'bytes' in value;
}

/** Number of elements of a shape: 1 for the empty shape of a scalar. */
export function elementCount(shape: readonly number[]): number {
  // A zero makes the count zero, however large the other dimensions are.
  return shape.includes(0) ? 0 : shape.reduce((count, size) => count * size, 1);
}

/** A shape as Python writes it: `()`, `(100,)`, `(100, 50)`. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

/**
 * An array from the parts that a file gives. Throws a `DataError` where the type is refused, a dimension is no count, or the bytes are not
 * exactly those of the shape.
 */
export function createNdArray(
  dtype: string,
  shape: readonly number[],
  isFortranOrder: boolean,
  bytes: Uint8Array,
): NdArray {
  const { name, itemSize } = parseDtype(dtype);
  if (shape.length > MAX_DIMENSIONS) {
    throw new DataError({
      code: 'ndarray-dimensions',
      what: 'The array has too many dimensions',
      expected: `at most ${MAX_DIMENSIONS}`,
      found: `${shape.length}`,
      where: '',
    });
  }
  for (const size of shape) {
    if (Number.isSafeInteger(size) && size >= 0) continue;
    throw new DataError({
      code: 'ndarray-shape',
      what: "The array's shape is damaged",
      expected: 'counts of elements',
      found: shapeText(shape),
      where: '',
    });
  }
  const expectedSize = elementCount(shape) * itemSize;
  if (bytes.length !== expectedSize) {
    throw new DataError({
      code: 'ndarray-length',
      what: 'The array has not the bytes of its shape',
      expected: `${expectedSize} bytes for shape ${shapeText(shape)} of ${name}`,
      found: `${bytes.length} bytes`,
      where: '',
    });
  }
  return { dtype: name, shape, isFortranOrder, bytes };
}

/**
 * The elements in C order (last dimension fastest), rounded to float32 as `numpy.ndarray.astype('f4')` rounds. The result is a copy;
 * little-endian float32 in C order costs no more than copying its bytes. Throws a `DataError` on a refused type or wrong length.
 */
export function toFloat32Array(array: NdArray): Float32Array {
  const dtype = checkedDtype(array);
  const stored = new Float32Array(array.bytes.length / dtype.itemSize);
  if (dtype.name === '<f4' && HOST_IS_LITTLE_ENDIAN) {
    new Uint8Array(stored.buffer).set(array.bytes);
  } else if (dtype.name.endsWith('f4')) {
    copyFloatBits(array.bytes, dtype.isBigEndian, stored);
  } else {
    copyElements(array.bytes, dtype, stored, bigToFloat32);
  }
  return isCOrder(array)
    ? stored
    : gatherInCOrder(stored, array.shape, fortranStrides(array.shape), new Float32Array(stored.length));
}

/**
 * The elements in C order as float64: exact but for 64-bit integers past 2^53, which are rounded to the nearest as
 * `numpy.ndarray.astype('f8')` rounds. Throws a `DataError` on a refused type or wrong length.
 */
export function toFloat64Array(array: NdArray): Float64Array {
  const dtype = checkedDtype(array);
  const stored = new Float64Array(array.bytes.length / dtype.itemSize);
  copyElements(array.bytes, dtype, stored, Number);
  return isCOrder(array)
    ? stored
    : gatherInCOrder(stored, array.shape, fortranStrides(array.shape), new Float64Array(stored.length));
}

/**
 * Copies elements of an array of any layout to C order.
 * @param strides distance in `stored` between neighbours along each dimension of `shape`
 * @param target as long as `stored`; returned
 */
export function gatherInCOrder<T extends Uint8Array | Float32Array | Float64Array>(
  stored: T,
  shape: readonly number[],
  strides: readonly number[],
  target: T,
): T {
  const index = new Array<number>(shape.length).fill(0);
  const lastAxis = shape.length - 1;
  const rowLength = shape[lastAxis] ?? 1;
  const rowStride = strides[lastAxis] ?? 1;
  let rowStart = 0;
  for (let at = 0; at < target.length; at += rowLength) {
    for (let column = 0; column < rowLength; column++) target[at + column] = stored[rowStart + column * rowStride] ?? 0;
    for (let axis = lastAxis - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1;
      const stride = strides[axis] ?? 0;
      rowStart += stride;
      index[axis] = next;
      if (next < (shape[axis] ?? 0)) break;
      rowStart -= next * stride;
      index[axis] = 0;
    }
  }
  return target;
}

function refusedDtype(dtype: string): DataError {
  const isObject = /^[<>|=]?O[48]?$/.test(dtype);
  return new DataError({
    code: isObject ? 'ndarray-object' : 'ndarray-dtype',
    what: isObject ? 'Object arrays are refused' : "The array's type is refused",
    expected: 'f2 f4 f8 i1-i8 u1-u8 or b1',
    found: `type ${JSON.stringify(dtype)}`,
    where: '',
  });
}

/** The type, after the checks of {@link createNdArray}: an NdArray may also have been put together by hand. */
function checkedDtype(array: NdArray): Dtype {
  createNdArray(array.dtype, array.shape, array.isFortranOrder, array.bytes);
  return parseDtype(array.dtype);
}

function isCOrder(array: NdArray): boolean {
  return !array.isFortranOrder || array.shape.length < 2;
}

function fortranStrides(shape: readonly number[]): number[] {
  const strides: number[] = [];
  let stride = 1;
  for (const size of shape) {
    strides.push(stride);
    stride *= size;
  }
  return strides;
}

/** Copies float32 values bit by bit, so that even the payload of a NaN stays. */
function copyFloatBits(bytes: Uint8Array, isBigEndian: boolean, target: Float32Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bits = new Uint32Array(target.buffer);
  for (let at = 0; at < bits.length; at++) bits[at] = view.getUint32(at * 4, !isBigEndian);
}

function copyElements(
  bytes: Uint8Array,
  dtype: Dtype,
  target: Float32Array | Float64Array,
  ofBigInt: (value: bigint) => number,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = elementReader(view, dtype, ofBigInt);
  for (let at = 0; at < target.length; at++) target[at] = read(at * dtype.itemSize);
}

function elementReader(
  view: DataView,
  { kind, itemSize, isBigEndian }: Dtype,
  ofBigInt: (value: bigint) => number,
): (startByte: number) => number {
  const isLittle = !isBigEndian;
  switch (`${kind}${itemSize}`) {
    case 'float2':
      return (at) => halfToNumber(view.getUint16(at, isLittle));
    case 'float4':
      return (at) => view.getFloat32(at, isLittle);
    case 'float8':
      return (at) => view.getFloat64(at, isLittle);
    case 'int1':
      return (at) => view.getInt8(at);
    case 'int2':
      return (at) => view.getInt16(at, isLittle);
    case 'int4':
      return (at) => view.getInt32(at, isLittle);
    case 'int8':
      return (at) => ofBigInt(view.getBigInt64(at, isLittle));
    case 'uint2':
      return (at) => view.getUint16(at, isLittle);
    case 'uint4':
      return (at) => view.getUint32(at, isLittle);
    case 'uint8':
      return (at) => ofBigInt(view.getBigUint64(at, isLittle));
    case 'bool1':
      return (at) => (view.getUint8(at) === 0 ? 0 : 1);
    default:
      return (at) => view.getUint8(at);
  }
}

/** Value of an IEEE 754 half: 1 sign, 5 exponent and 10 fraction bits. */
function halfToNumber(bits: number): number {
  const sign = bits >= 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** A double whose rounding to float32 is the rounding of the integer itself: dropped bits are kept as one "sticky" last bit. */
function bigToFloat32(value: bigint): number {
  const nearest = Number(value);
  if (Number.isSafeInteger(nearest)) return nearest;
  const magnitude = value < 0n ? -value : value;
  const kept = (magnitude >> 11n) | (magnitude & 2047n ? 1n : 0n);
  return (value < 0n ? -1 : 1) * Number(kept) * 2048;
}
