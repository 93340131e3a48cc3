import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DataError } from '../errors.ts';
import { createNdArray, type NdArray, toFloat64Array } from './ndarray.ts';
import { formatNpy } from './npy.ts';
import { formatNpz, parseNpz } from './npz.ts';

interface DescribedArray {
  readonly dtype: string;
  readonly shape: number[];
  readonly isFortranOrder: boolean;
  readonly float64: string;
}

const { npz: rows, demo } = JSON.parse(
  readFileSync(new URL('../../../fixtures/npy/npy.json', import.meta.url), 'utf8'),
) as {
  npz: { title: string; file: string; arrays: Record<string, DescribedArray> }[];
  demo: Record<string, DescribedArray>;
};

function fileOf(title: string): Uint8Array {
  const row = rows.find((candidate) => candidate.title === title);
  if (row === undefined) throw new Error(`no npz ${title}`);
  return new Uint8Array(Buffer.from(row.file, 'base64'));
}

function described(array: NdArray): DescribedArray {
  const float64 = Buffer.from(toFloat64Array(array).buffer).toString('base64');
  return { dtype: array.dtype, shape: [...array.shape], isFortranOrder: array.isFortranOrder, float64 };
}

function messageOf(file: Uint8Array): string {
  try {
    parseNpz(file);
  } catch (error) {
    if (error instanceof DataError) return error.message;
    throw error;
  }
  return 'no error';
}

/** The file with bytes put at a place counted from the first occurrence of `mark` (Latin-1). */
function patched(file: Uint8Array, mark: string, offset: number, ...bytes: number[]): Uint8Array {
  const copy = file.slice();
  copy.set(bytes, Buffer.from(file).indexOf(mark, 0, 'latin1') + offset);
  return copy;
}

const DIRECTORY_ENTRY = 'PK\x01\x02';
const LOCAL_HEADER = 'PK\x03\x04';

describe('parseNpz', () => {
  it.each(rows.map(({ title }) => title))('reads what numpy reads from a file with entries: %s', (title) => {
    const arrays = Object.fromEntries(Array.from(parseNpz(fileOf(title)), ([name, array]) => [name, described(array)]));
    expect(arrays).toEqual(rows.find((row) => row.title === title)?.arrays);
  });

  it("reads what numpy reads from the demo's statistics", () => {
    const file = new Uint8Array(readFileSync(new URL('../../../public/demo/stats_train.npz', import.meta.url)));
    const arrays = Object.fromEntries(Array.from(parseNpz(file), ([name, array]) => [name, described(array)]));
    expect(arrays).toEqual(demo);
  });

  it('says that a file is no zip', () => {
    const file = new Uint8Array(Buffer.from('this is not an npz file'));
    expect(messageOf(file)).toBe(
      'The file is no zip: expected a zip directory at the end, found 23 bytes without one ()',
    );
    expect(() => parseNpz(file)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'npz-not-zip' }) }),
    );
    expect(messageOf(new Uint8Array(0))).toContain('found 0 bytes without one');
  });

  it('finds a changed byte by its CRC-32, stored and deflated', () => {
    const stored = fileOf('stored');
    stored[300] = (stored[300] ?? 0) ^ 1;
    expect(messageOf(stored)).toMatch(
      /^The zip file is damaged: expected CRC-32 [0-9a-f]{8}, found [0-9a-f]{8} \(entry exp_mean.npy\)$/,
    );
    const deflated = patched(fileOf('compressed'), LOCAL_HEADER, 200, 0x55);
    expect(messageOf(deflated)).toMatch(/^The zip file is damaged: .* \(entry exp_mean.npy\)$/);
  });

  it('refuses a claim that deflate cannot keep, before memory is taken', () => {
    const bomb = patched(fileOf('compressed'), DIRECTORY_ENTRY, 24, 0, 0, 0, 8);
    expect(messageOf(bomb)).toMatch(
      /^The zip file is damaged: expected at most \d+ bytes of \d+, found a claim of 134217728 bytes \(entry exp_mean.npy\)$/,
    );
    const huge = patched(fileOf('compressed'), DIRECTORY_ENTRY, 24, 0, 0, 0, 0xf0);
    expect(messageOf(huge)).toMatch(
      /^The zip file is damaged: expected at most \d+ bytes packed and 268435456 bytes unpacked, found /,
    );
  });

  it('refuses data that go on past their claim, and data that end before it', () => {
    const size = 328;
    const more = patched(fileOf('compressed'), DIRECTORY_ENTRY, 24, (size - 1) & 255, (size - 1) >> 8, 0, 0);
    expect(messageOf(more)).toBe(
      'The zip file is damaged: expected 327 bytes unpacked, found more (entry exp_mean.npy)',
    );
    const less = patched(fileOf('compressed'), DIRECTORY_ENTRY, 24, (size + 1) & 255, (size + 1) >> 8, 0, 0);
    expect(messageOf(less)).toBe(
      'The zip file is damaged: expected 329 bytes unpacked, found 328 bytes (entry exp_mean.npy)',
    );
  });

  it('refuses other compression methods and encryption by name', () => {
    expect(messageOf(patched(fileOf('stored'), DIRECTORY_ENTRY, 10, 14))).toBe(
      'The zip file is damaged: expected stored or deflated bytes, found compression method 14 (entry exp_mean.npy)',
    );
    expect(messageOf(patched(fileOf('stored'), DIRECTORY_ENTRY, 8, 1))).toBe(
      'The zip file is damaged: expected plain bytes, found encrypted ones (entry exp_mean.npy)',
    );
  });

  it('refuses entries whose sizes or places lie outside the file', () => {
    expect(messageOf(patched(fileOf('stored'), DIRECTORY_ENTRY, 42, 255, 255, 255, 127))).toContain(
      'expected a position in [0, ',
    );
    expect(messageOf(patched(fileOf('stored'), DIRECTORY_ENTRY, 20, 255, 255, 0, 0))).toContain('bytes packed');
  });

  it('refuses an entry that is no array', () => {
    expect(messageOf(zipSync({ 'readme.txt': new TextEncoder().encode('hello') }))).toBe(
      'The array is no npy file: expected the bytes 93 NUMPY, found bytes 68 65 6c 6c 6f (entry readme.txt, byte 0 of the npy file)',
    );
  });

  it('refuses two arrays of one name', () => {
    const array = createNdArray('|u1', [1], false, Uint8Array.of(1));
    const file = formatNpz(
      new Map([
        ['a', array],
        ['b', array],
      ]),
    );
    expect(messageOf(patched(file, 'b.npyPK', 0, 0x61))).toBe(
      'The zip file is damaged: expected each name once, found "a.npy" twice (directory)',
    );
    const npy = formatNpy(array);
    expect(messageOf(zipSync({ a: npy, 'a.npy': npy }))).toBe(
      'Two entries of the npz file have one name: expected each name once, found a twice (entry a.npy)',
    );
  });

  it.each(rows.map(({ title }) => title))('answers every cut of a file with a DataError: %s', (title) => {
    const file = fileOf(title);
    for (let size = 0; size < file.length; size += 3) expect(() => parseNpz(file.subarray(0, size))).toThrow(DataError);
  });

  it.each(rows.map(({ title }) => title))('answers every changed byte with a value or a DataError: %s', (title) => {
    const file = fileOf(title);
    for (let at = 0; at < file.length; at++) {
      const copy = file.slice();
      copy[at] = (copy[at] ?? 0) ^ 0xff;
      expect(messageOf(copy)).toEqual(expect.any(String));
    }
  });
});

describe('formatNpz', () => {
  const arrays = new Map([
    ['audio_mean', createNdArray('<f4', [], false, Uint8Array.of(0, 0, 0xc0, 0x3f))],
    [
      'pose',
      createNdArray(
        '>i2',
        [2, 3],
        true,
        Uint8Array.from({ length: 12 }, (_, at) => at),
      ),
    ],
  ]);

  it('writes files that hold the same arrays, in the same order', () => {
    expect([...parseNpz(formatNpz(arrays))]).toEqual([...arrays]);
  });

  it('writes stored entries with the first time that zip knows, whose names end with .npy', () => {
    const file = formatNpz(arrays);
    const view = new DataView(file.buffer, file.byteOffset);
    // PKWARE APPNOTE 4.3.7: 8 method, 10 time, 12 date (day 1, month 1, year 1980), 18 packed and 22 unpacked size, 26 name length.
    expect([view.getUint16(8, true), view.getUint16(10, true), view.getUint16(12, true)]).toEqual([0, 0, (1 << 5) | 1]);
    expect([view.getUint32(18, true), view.getUint32(22, true), view.getUint16(26, true)]).toEqual([132, 132, 14]);
    expect(Buffer.from(file.subarray(30, 44)).toString()).toBe('audio_mean.npy');
    expect(Buffer.from(file.subarray(44, 51)).toString('latin1')).toBe('\x93NUMPY\x01');
  });
});
