import { describe, expect, it } from 'vitest';
import {
  createNdArray,
  elementCount,
  isNdArray,
  type NdArray,
  parseDtype,
  shapeText,
  toFloat32Array,
  toFloat64Array,
} from './ndarray.ts';

describe('parseDtype', () => {
  it('reads the number types in either byte order', () => {
    expect(parseDtype('>f8')).toEqual({ kind: 'float', itemSize: 8, isBigEndian: true, name: '>f8' });
    expect(parseDtype('<i2')).toEqual({ kind: 'int', itemSize: 2, isBigEndian: false, name: '<i2' });
    expect(parseDtype('|b1')).toEqual({ kind: 'bool', itemSize: 1, isBigEndian: false, name: '|b1' });
  });

  it('takes "=", "|" and nothing for little-endian, and one byte for no order', () => {
    expect(['=f4', '|u8', 'f2', '>u1'].map((dtype) => parseDtype(dtype).name)).toEqual(['<f4', '<u8', '<f2', '|u1']);
  });

  it.each(['O', '|O', '|O8', 'O4'])('refuses the object type %s in words', (dtype) => {
    expect(() => parseDtype(dtype)).toThrow(
      `Object arrays are refused: expected f2 f4 f8 i1-i8 u1-u8 or b1, found type "${dtype}" ()`,
    );
  });

  it.each(['<U5', 'S3', '<c8', '<M8[ns]', '|V8', 'f16', 'i3', 'b2', '', 'f4 ', '<<f4'])(
    'refuses %j by name',
    (dtype) => {
      expect(() => parseDtype(dtype)).toThrow(
        `The array's type is refused: expected f2 f4 f8 i1-i8 u1-u8 or b1, found type ${JSON.stringify(dtype)} ()`,
      );
    },
  );
});

describe('createNdArray', () => {
  it('refuses bytes that are not those of the shape', () => {
    expect(() => createNdArray('<f4', [100, 50], false, new Uint8Array(19999))).toThrow(
      'The array has not the bytes of its shape: expected 20000 bytes for shape (100, 50) of <f4, found 19999 bytes ()',
    );
  });

  it('refuses sizes that multiply past all memory', () => {
    const shape = [2 ** 40, 2 ** 40, 2 ** 40];
    expect(() => createNdArray('<f4', shape, false, new Uint8Array(8))).toThrow('found 8 bytes');
  });

  it.each([[[-1]], [[1.5]], [[Number.NaN]], [[2 ** 53]]])('refuses the shape %j', (shape) => {
    expect(() => createNdArray('<f4', shape, false, new Uint8Array(4))).toThrow(
      `The array's shape is damaged: expected counts of elements, found ${shapeText(shape)} ()`,
    );
  });

  it('refuses more dimensions than numpy has', () => {
    expect(() => createNdArray('<f4', new Array<number>(65).fill(1), false, new Uint8Array(4))).toThrow(
      'The array has too many dimensions: expected at most 64, found 65 ()',
    );
  });
});

describe('toFloat32Array', () => {
  it('reads little-endian float32 from unaligned bytes, into memory of its own', () => {
    const file = Uint8Array.of(0xaa, 0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0);
    const array: NdArray = { dtype: '<f4', shape: [2], isFortranOrder: false, bytes: file.subarray(1) };
    const values = toFloat32Array(array);
    expect([...values]).toEqual([1, -2.5]);
    values[0] = 7;
    expect(file[3]).toBe(0x80);
  });

  it('keeps the bits of every NaN in either byte order', () => {
    const little = createNdArray('<f4', [1], false, Uint8Array.of(1, 0, 0xa0, 0x7f));
    const big = createNdArray('>f4', [1], false, Uint8Array.of(0x7f, 0xa0, 0, 1));
    for (const array of [little, big])
      expect([...new Uint8Array(toFloat32Array(array).buffer)]).toEqual([1, 0, 0xa0, 0x7f]);
  });

  it('puts column-major bytes into C order', () => {
    // [[1, 2, 3], [4, 5, 6]] by columns
    const array = createNdArray('|u1', [2, 3], true, Uint8Array.of(1, 4, 2, 5, 3, 6));
    expect([...toFloat32Array(array)]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...toFloat64Array(array)]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('reads any byte but 0 of a boolean as 1', () => {
    expect([...toFloat32Array(createNdArray('|b1', [3], false, Uint8Array.of(0, 1, 255)))]).toEqual([0, 1, 1]);
  });

  it('checks arrays that were put together by hand', () => {
    const array: NdArray = { dtype: '<f4', shape: [3], isFortranOrder: false, bytes: new Uint8Array(8) };
    expect(() => toFloat32Array(array)).toThrow('expected 12 bytes for shape (3,) of <f4, found 8 bytes');
    expect(() => toFloat64Array({ ...array, dtype: '|O' })).toThrow('Object arrays are refused');
  });
});

describe('shapes', () => {
  it('are written as Python writes them', () => {
    expect([[], [3], [100, 50]].map(shapeText)).toEqual(['()', '(3,)', '(100, 50)']);
  });

  it('have one element where they are empty, and none where a size is 0', () => {
    expect([[], [3], [100, 50], [0, 2 ** 52, 2 ** 52, 2 ** 900]].map(elementCount)).toEqual([1, 3, 5000, 0]);
  });
});

describe('isNdArray', () => {
  it('tells arrays from the other values of a pickle', () => {
    const array = createNdArray('<f4', [1], false, new Uint8Array(4));
    expect([array, null, 1, 'dtype', [1], new Map(), new Uint8Array(4)].map(isNdArray)).toEqual([
      true,
      ...new Array(6).fill(false),
    ]);
  });
});
