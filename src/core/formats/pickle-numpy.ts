import { DataError } from '../errors.ts';
import { createNdArray, elementCount, gatherInCOrder, type NdArray, parseDtype, toFloat64Array } from './ndarray.ts';
import {
  describeItem,
  PickleArray,
  PickleDtype,
  type PickleFunction,
  PickleGlobal,
  type PickleItem,
  PickleTuple,
} from './pickle-items.ts';
import { LongText, latin1OfText } from './pickle-text.ts';

/** Every name that a pickle may ask for; `numpy._core` is what numpy 2 calls `numpy.core`. */
const ALLOWED = new Map<string, PickleFunction>([
  ['numpy.core.numeric _frombuffer', 'numpy.core.numeric._frombuffer'],
  ['numpy._core.numeric _frombuffer', 'numpy.core.numeric._frombuffer'],
  ['numpy.core.multiarray _reconstruct', 'numpy.core.multiarray._reconstruct'],
  ['numpy._core.multiarray _reconstruct', 'numpy.core.multiarray._reconstruct'],
  ['numpy.core.multiarray scalar', 'numpy.core.multiarray.scalar'],
  ['numpy._core.multiarray scalar', 'numpy.core.multiarray.scalar'],
  ['numpy dtype', 'numpy.dtype'],
  ['numpy ndarray', 'numpy.ndarray'],
  ['_codecs encode', '_codecs.encode'],
]);

/** `b`, the type that numpy gives an array until it has its content. */
const BYTE_TYPE_CODE = 0x62;

/** The allowed function of that name, or null: every other name is to be refused. */
export function findGlobalOrNull(module: string, name: string): PickleGlobal | null {
  const allowed = ALLOWED.get(`${module} ${name}`);
  return allowed === undefined ? null : new PickleGlobal(allowed);
}

/** Does what the function would do with these arguments. Throws a `DataError` without a place. */
export function callGlobal({ name }: PickleGlobal, args: readonly PickleItem[]): PickleItem {
  switch (name) {
    case 'numpy.core.numeric._frombuffer':
      return new PickleArray(arrayOfBuffer(args));
    case 'numpy.core.multiarray._reconstruct':
      return emptyArray(args);
    case 'numpy.core.multiarray.scalar':
      return scalarOf(args);
    case 'numpy.dtype':
      return dtypeOf(args);
    case '_codecs.encode':
      return encodedText(args);
    case 'numpy.ndarray':
      throw badArguments(name, 'no call', args);
  }
}

/** `numpy.dtype.__setstate__`: (3, byte order, subtype, names, fields, size, alignment, flags); number types have no flags. */
export function setDtypeState(dtype: PickleDtype, state: readonly PickleItem[]): void {
  const [version, order, subtype, names, fields] = state;
  const isPlain = subtype === null && names === null && fields === null && state.length === 8 && state[7] === 0;
  if (version !== 3 || typeof order !== 'string' || !/^[<>|=]$/.test(order) || !isPlain) {
    throw badArguments('numpy.dtype.__setstate__', "(3, '<', None, None, None, -1, -1, 0)", state);
  }
  dtype.typeString = parseDtype(order + dtype.typeString.replace(/^[<>|=]/, '')).name;
}

/** `numpy.ndarray.__setstate__`: (1, shape, type, whether in Fortran order, bytes). */
export function setArrayState(array: PickleArray, state: readonly PickleItem[]): void {
  const [version, shape, dtype, isFortranOrder, bytes] = state;
  const isNumpys = version === 1 && state.length === 5 && dtype instanceof PickleDtype;
  if (!isNumpys || typeof isFortranOrder !== 'boolean' || !(bytes instanceof Uint8Array)) {
    throw badArguments('numpy.ndarray.__setstate__', '(1, shape, dtype, True or False, bytes)', state);
  }
  array.array = createNdArray(dtype.typeString, shapeOf(shape), isFortranOrder, bytes);
}

/** `numpy.core.numeric._frombuffer(bytes, dtype, shape, 'C' | 'F')`, since numpy 2.3 also `(bytes, dtype, shape, 'K', axis order)`. */
function arrayOfBuffer(args: readonly PickleItem[]): NdArray {
  const [bytes, dtype, shape, order, axisOrder = null] = args;
  const isNumpys = bytes instanceof Uint8Array && dtype instanceof PickleDtype && args.length <= 5;
  if (isNumpys && (order === 'C' || order === 'F') && axisOrder === null) {
    return createNdArray(dtype.typeString, shapeOf(shape), order === 'F', bytes);
  }
  if (isNumpys && order === 'K' && axisOrder instanceof PickleTuple) {
    return transposed(createNdArray(dtype.typeString, shapeOf(shape), false, bytes), axisOrder.items);
  }
  throw badArguments('numpy.core.numeric._frombuffer', "(bytes, dtype, shape, 'C' or 'F')", args);
}

/** `numpy.transpose(array, axisOrder)`, copied to C order. */
function transposed({ dtype, shape, bytes }: NdArray, axisOrder: readonly PickleItem[]): NdArray {
  const axes = axisOrder.map((axis) => (typeof axis === 'number' ? axis : -1));
  const isPermutation = axes.length === shape.length && shape.every((_, axis) => axes.includes(axis));
  if (!isPermutation) throw badArguments('the axis order', `each of ${shape.length} axes once`, axisOrder);
  const { itemSize } = parseDtype(dtype);
  const byteStride = (axis: number) => elementCount(shape.slice(axis + 1)) * itemSize;
  const newShape = axes.map((axis) => shape[axis] ?? 0);
  // The bytes of an element are one more axis, the last.
  const strides = [...axes.map(byteStride), 1];
  const gathered = gatherInCOrder(bytes, [...newShape, itemSize], strides, new Uint8Array(bytes.length));
  return createNdArray(dtype, newShape, false, gathered);
}

/** `numpy.core.multiarray._reconstruct(numpy.ndarray, (0,), b'b')`: content comes with BUILD. */
function emptyArray(args: readonly PickleItem[]): PickleArray {
  const [type, shape, typeCode] = args;
  const isEmpty = shape instanceof PickleTuple && shape.items.length === 1 && shape.items[0] === 0;
  const isOfBytes = typeCode instanceof Uint8Array && typeCode.length === 1 && typeCode[0] === BYTE_TYPE_CODE;
  if (args.length !== 3 || !(type instanceof PickleGlobal) || type.name !== 'numpy.ndarray' || !isEmpty || !isOfBytes) {
    throw badArguments('numpy.core.multiarray._reconstruct', "(numpy.ndarray, (0,), b'b')", args);
  }
  return new PickleArray(null);
}

/** `numpy.core.multiarray.scalar(dtype, bytes)` as a plain number, bigint or boolean. */
function scalarOf(args: readonly PickleItem[]): number | bigint | boolean {
  const [dtype, bytes] = args;
  if (args.length !== 2 || !(dtype instanceof PickleDtype) || !(bytes instanceof Uint8Array)) {
    throw badArguments('numpy.core.multiarray.scalar', '(dtype, bytes)', args);
  }
  const array = createNdArray(dtype.typeString, [], false, bytes);
  const { kind, itemSize, isBigEndian } = parseDtype(array.dtype);
  const value = toFloat64Array(array)[0] ?? 0;
  if (kind === 'bool') return value !== 0;
  if (kind === 'float' || itemSize < 8 || Number.isSafeInteger(value)) return value;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return kind === 'int' ? view.getBigInt64(0, !isBigEndian) : view.getBigUint64(0, !isBigEndian);
}

/** `numpy.dtype('f4', False, True)`. */
function dtypeOf(args: readonly PickleItem[]): PickleDtype {
  const [typeString] = args;
  if (args.length !== 3 || typeof typeString !== 'string') {
    throw badArguments('numpy.dtype', "('f4', False, True)", args);
  }
  return new PickleDtype(parseDtype(typeString).name);
}

/** `_codecs.encode(text, 'latin1')`: how protocols 0 to 2 write bytes. */
function encodedText(args: readonly PickleItem[]): Uint8Array {
  const [text, encoding] = args;
  if (args.length === 2 && encoding === 'latin1') {
    if (typeof text === 'string') return latin1OfText(text);
    if (text instanceof LongText) return text.latin1;
  }
  throw badArguments('_codecs.encode', "(text, 'latin1')", args);
}

function shapeOf(item: PickleItem | undefined): number[] {
  const sizes = item instanceof PickleTuple ? item.items : [null];
  return sizes.map((size) => {
    if (typeof size === 'number') return size;
    throw badArguments('the shape of an array', 'a tuple of numbers', [item ?? null]);
  });
}

function badArguments(name: string, expected: string, args: readonly PickleItem[]): DataError {
  // A hostile tuple may be long.
  const shown = args.slice(0, 8).map(describeItem);
  if (args.length > shown.length) shown.push('...');
  const found = `(${shown.join(', ')})`;
  return new DataError({ code: 'pickle-arguments', what: `Wrong arguments for ${name}`, expected, found, where: '' });
}
