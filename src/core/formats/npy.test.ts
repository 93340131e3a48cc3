import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DataError } from '../errors.ts';
import { toFloat64Array } from './ndarray.ts';
import { formatNpy, parseNpy } from './npy.ts';

interface NpyRow {
  readonly title: string;
  readonly version: number;
  readonly file: string;
  readonly dtype: string;
  readonly shape: number[];
  readonly isFortranOrder: boolean;
  readonly float64: string;
}

const { npy: rows } = JSON.parse(readFileSync(new URL('../../../fixtures/npy/npy.json', import.meta.url), 'utf8')) as {
  npy: NpyRow[];
};

/** A version 1.0 file with this header, as long as it is, and these bytes after it. */
function npyOf(header: string, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  return Uint8Array.from([
    0x93,
    ...Buffer.from('NUMPY'),
    1,
    0,
    header.length & 255,
    header.length >> 8,
    ...Buffer.from(header),
    ...data,
  ]);
}

function fileOf(row: NpyRow): Uint8Array {
  return new Uint8Array(Buffer.from(row.file, 'base64'));
}

describe('parseNpy', () => {
  it.each([1, 2, 3])('reads what numpy reads from version %d.0', (version) => {
    const wanted = rows.filter((row) => row.version === version);
    expect(wanted.length).toBe(25);
    for (const row of wanted) {
      const array = parseNpy(fileOf(row));
      expect([array.dtype, array.shape, array.isFortranOrder], row.title).toEqual([
        row.dtype,
        row.shape,
        row.isFortranOrder,
      ]);
      expect(Buffer.from(toFloat64Array(array).buffer).toString('base64'), row.title).toBe(row.float64);
    }
  });

  it('reads headers of Python 2: other order, other quotes, long numbers, no comma at the end', () => {
    const header = '{"shape": (2L, 1L), "descr": "<i2", "fortran_order": False}\n';
    expect(parseNpy(npyOf(header, Uint8Array.of(1, 0, 2, 0)))).toEqual({
      dtype: '<i2',
      shape: [2, 1],
      isFortranOrder: false,
      bytes: Uint8Array.of(1, 0, 2, 0),
    });
  });

  it('says how many bytes are missing at the end', () => {
    const row = rows.find(({ title }) => title === 'one axis');
    const file = row === undefined ? new Uint8Array(0) : fileOf(row);
    expect(() => parseNpy(file.subarray(0, -3))).toThrow(
      'The array has not the bytes of its shape: expected 20 bytes for shape (5,) of <f4, found 17 bytes ()',
    );
  });

  it('refuses every shorter file with a DataError', () => {
    const row = rows.find(({ title, version }) => title === 'fortran' && version === 2);
    const file = row === undefined ? new Uint8Array(0) : fileOf(row);
    expect(file.length).toBe(320);
    for (let size = 0; size < file.length; size++) expect(() => parseNpy(file.subarray(0, size))).toThrow(DataError);
  });

  it.each<[string, Uint8Array]>([
    [
      'The array is no npy file: expected the bytes 93 NUMPY, found no bytes (byte 0 of the npy file)',
      new Uint8Array(0),
    ],
    [
      'The array is no npy file: expected the bytes 93 NUMPY, found bytes 6e 6f 20 (byte 0 of the npy file)',
      new Uint8Array(Buffer.from('no ')),
    ],
    [
      'The npy file has an unknown version: expected 1.0, 2.0 or 3.0, found 4.0 (byte 6 of the npy file)',
      Uint8Array.of(0x93, ...Buffer.from('NUMPY'), 4, 0, 0, 0, 0, 0),
    ],
    [
      'The npy file ends early: expected 4294967295 bytes, found 1 left (byte 12 of the npy file)',
      Uint8Array.of(0x93, ...Buffer.from('NUMPY'), 2, 0, 255, 255, 255, 255, 123),
    ],
    ['expected "{", found "" at character 0 (header of the npy file)', npyOf('')],
    ['expected a number, found "-3,)}" at character 27', npyOf("{'descr': '<f4', 'shape': (-3,)}")],
    ['expected ",", found ")}" at character 12', npyOf("{'shape': (3)}")],
    ['expected each name once, found "descr" again', npyOf("{'descr': '<f4', 'descr': '<f4'}")],
    ['expected the end of the header, found "import os" at character 3', npyOf('{} import os')],
    ['expected a type in descr, a boolean in fortran_order and a tuple in shape, found "{}"', npyOf('{}')],
    [
      "expected a type, a boolean or a tuple, found \"[('a', '<f4')]",
      npyOf("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }"),
    ],
    ['Object arrays are refused', npyOf("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }")],
    [
      'The array\'s type is refused: expected f2 f4 f8 i1-i8 u1-u8 or b1, found type "<U3"',
      npyOf("{'descr': '<U3', 'fortran_order': False, 'shape': (1,), }"),
    ],
    [
      "The array's shape is damaged: expected counts of elements, found (9223372036854776000,) ()",
      npyOf("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775808, ), }"),
    ],
  ])('refuses: %s', (message, file) => {
    expect(() => parseNpy(file)).toThrow(DataError);
    expect(() => parseNpy(file)).toThrow(message);
  });
});

describe('formatNpy', () => {
  it('writes the bytes that numpy writes', () => {
    const wanted = rows.filter(({ version }) => version === 1);
    for (const row of wanted) expect(formatNpy(parseNpy(fileOf(row))), row.title).toEqual(fileOf(row));
  });
});
