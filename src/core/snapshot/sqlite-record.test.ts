import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys, encodeRecord, encodeValue, encodeVarint, type SqliteValue } from './sqlite-record.ts';

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

describe('a varint', () => {
  it.each([
    [0, '00'],
    [127, '7f'],
    [128, '8100'],
    [16_383, 'ff7f'],
    [16_384, '818000'],
    [2 ** 32 - 1, '8fffffff7f'],
    [2 ** 49 - 1, 'ffffffffffff7f'],
    [Number.MAX_SAFE_INTEGER, '8fffffffffffff7f'],
    [2n ** 56n - 1n, 'ffffffffffffff7f'],
    [2n ** 56n, '80c080808080808000'],
    [2n ** 63n - 1n, 'bfffffffffffffffff'],
    [-(2n ** 63n), 'c08080808080808000'],
    [-1, 'ffffffffffffffffff'],
    [-1n, 'ffffffffffffffffff'],
  ])('of %s is %s', (value, expected) => {
    expect(hex(encodeVarint(value))).toBe(expected);
  });

  it('is the same of a number and of a bigint', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(encodeVarint(value)).toEqual(encodeVarint(BigInt(value)));
      }),
    );
  });
});

describe('a value', () => {
  it.each<[string, SqliteValue, number, string]>([
    ['null', null, 0, ''],
    ['0', 0, 8, ''],
    ['1', 1n, 9, ''],
    ['2', 2, 1, '02'],
    ['-1', -1, 1, 'ff'],
    ['-128', -128, 1, '80'],
    ['128', 128, 2, '0080'],
    ['-32769', -32_769, 3, 'ff7fff'],
    ['2^23', 2 ** 23, 4, '00800000'],
    ['2^31', 2 ** 31, 5, '000080000000'],
    ['-2^47', -(2 ** 47), 5, '800000000000'],
    ['2^47', 2 ** 47, 6, '0000800000000000'],
    ['-2^63', -(2n ** 63n), 6, '8000000000000000'],
    ['1.5', 1.5, 7, '3ff8000000000000'],
    ['-0', -0, 7, '8000000000000000'],
    ['2^53', 2 ** 53, 7, '4340000000000000'],
    ['text', 'é', 17, 'c3a9'],
    ['no text', '', 13, ''],
    ['a blob', Uint8Array.of(1, 2), 16, '0102'],
    ['no bytes', new Uint8Array(0), 12, ''],
  ])('%s has its serial type', (_, value, serialType, body) => {
    const encoded = encodeValue(value);
    expect([encoded.serialType, hex(encoded.body)]).toEqual([serialType, body]);
  });

  it.each<[SqliteValue, string]>([
    [Number.NaN, 'A value has no form in SQLite: expected any number but NaN, or null, found NaN ()'],
    [2n ** 63n, 'A value has no form in SQLite: expected an integer of 64 bits, found 9223372036854775808 ()'],
    [
      '\ud800',
      'The text has no UTF-8 form: expected whole characters, found the surrogate U+D800 alone (character 0 of the text)',
    ],
  ])('that SQLite cannot hold is refused', (value, sentence) => {
    expect(() => encodeValue(value)).toThrow(sentence);
  });
});

describe('a record', () => {
  it.each([
    [125, 126],
    [126, 127],
    [127, 129],
    [128, 130],
  ])('of %s columns has a header of %s bytes, its own size counted', (columnCount, headerBytes) => {
    const { parts, sizeBytes } = encodeRecord(Array.from({ length: columnCount }, () => encodeValue(null)));
    expect(hex(parts[0] ?? new Uint8Array(0))).toBe(hex(encodeVarint(headerBytes)) + '00'.repeat(columnCount));
    expect(sizeBytes).toBe(headerBytes);
  });
});

describe('the order of keys', () => {
  it('is null, numbers, text by bytes, blobs', () => {
    const ascending: SqliteValue[] = [
      null,
      Number.NEGATIVE_INFINITY,
      -(2n ** 63n),
      -1.5,
      0,
      2n ** 53n - 1n,
      2 ** 53,
      2n ** 53n + 1n,
      '',
      'Z',
      'a',
      'aa',
      'é',
      '\uffff', // Three bytes from ef on: before the four of the next one, though its UTF-16 unit is larger.
      '😀',
      new Uint8Array(0),
      Uint8Array.of(0),
    ];
    const keys = ascending.map((value) => [encodeValue(value)]);
    keys.forEach((a, i) => {
      keys.forEach((b, j) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Math.sign(i - j));
      });
    });
  });

  it('looks at the second column where the first is the same', () => {
    const key = (...values: SqliteValue[]) => values.map(encodeValue);
    expect(compareKeys(key('a', 2), key('a', 10))).toBeLessThan(0);
    expect(compareKeys(key('a', 2), key('a', 2))).toBe(0);
  });
});
