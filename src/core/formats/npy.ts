import { ByteCursor } from '../bytes/cursor.ts';
import { decodeUtf8, encodeUtf8, textOfUnits } from '../bytes/utf8.ts';
import { DataError } from '../errors.ts';
import { createNdArray, type NdArray, shapeText } from './ndarray.ts';
import { type NpyHeader, parseNpyHeader } from './npy-header.ts';

/** `\x93NUMPY` */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** Header and data begin at multiples of this (numpy/lib/format.py ARRAY_ALIGN). */
const ALIGNMENT = 64;

/** Room that numpy leaves for the growing dimension's digits (numpy/lib/format.py GROWTH_AXIS_MAX_DIGITS). */
const GROWTH_DIGITS = 21;

/**
 * Reads an npy file of version 1.0, 2.0 or 3.0 (numpy/lib/format.py). The array's bytes are a view of `bytes`. Throws a `DataError` on damage, on a
 * type that is refused, and where there are not exactly the bytes of the shape.
 */
export function parseNpy(bytes: Uint8Array): NdArray {
  if (MAGIC.some((byte, at) => bytes[at] !== byte)) {
    throw new DataError({
      code: 'npy-not-npy',
      what: 'The array is no npy file',
      expected: 'the bytes 93 NUMPY',
      found: bytes.length === 0 ? 'no bytes' : `bytes ${hexText(bytes.subarray(0, MAGIC.length))}`,
      where: 'byte 0 of the npy file',
    });
  }
  const cursor = new ByteCursor(bytes, { name: 'npy file', code: 'npy-truncated' }).skip(MAGIC.length);
  const header = readHeader(cursor);
  return createNdArray(header.dtype, header.shape, header.isFortranOrder, cursor.bytes(cursor.remaining));
}

/** The npy file, version 1.0, that `numpy.save` writes for the array, byte for byte. */
export function formatNpy(array: NdArray): Uint8Array {
  const { dtype, shape, isFortranOrder, bytes } = createNdArray(
    array.dtype,
    array.shape,
    array.isFortranOrder,
    array.bytes,
  );
  const literal = `{'descr': '${dtype}', 'fortran_order': ${isFortranOrder ? 'True' : 'False'}, 'shape': ${shapeText(shape)}, }`;
  const growing = shape.at(isFortranOrder ? -1 : 0);
  const padded = growing === undefined ? literal : literal + ' '.repeat(GROWTH_DIGITS - String(growing).length);
  const startBytes = MAGIC.length + 4;
  const dataByte = Math.ceil((startBytes + padded.length + 1) / ALIGNMENT) * ALIGNMENT;
  const headerLength = dataByte - startBytes;
  const file = new Uint8Array(dataByte + bytes.length);
  file.set([...MAGIC, 1, 0, headerLength & 0xff, headerLength >> 8]);
  file.set(encodeUtf8(`${padded.padEnd(headerLength - 1)}\n`), startBytes);
  file.set(bytes, dataByte);
  return file;
}

function readHeader(cursor: ByteCursor): NpyHeader {
  const major = cursor.uint8();
  const minor = cursor.uint8();
  if (major < 1 || major > 3 || minor !== 0) {
    throw new DataError({
      code: 'npy-version',
      what: 'The npy file has an unknown version',
      expected: '1.0, 2.0 or 3.0',
      found: `${major}.${minor}`,
      where: 'byte 6 of the npy file',
    });
  }
  const headerBytes = cursor.bytes(major === 1 ? cursor.uint16() : cursor.uint32());
  return parseNpyHeader(major === 3 ? decodeUtf8(headerBytes) : textOfUnits(headerBytes));
}

function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
