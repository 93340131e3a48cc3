import { zipSync } from 'fflate';
import { DataError, within } from '../errors.ts';
import type { NdArray } from './ndarray.ts';
import { formatNpy, parseNpy } from './npy.ts';
import { unzip } from './zip.ts';

const SUFFIX = '.npy';

/** The first time that zip knows, in local time as zip has it; `numpy.savez` writes it too, so equal arrays give equal files. */
const TIMESTAMP = new Date(1980, 0, 1);

/**
 * The arrays of an npz file by name, as `numpy.load` names them. Array bytes of stored entries are views of `bytes`. Throws a `DataError` on
 * a file that is no zip (code `npz-not-zip`), on damage, and on an entry that is no npy file.
 */
export function parseNpz(bytes: Uint8Array): Map<string, NdArray> {
  const arrays = new Map<string, NdArray>();
  for (const [name, file] of unzip(bytes)) {
    const array = within(`entry ${name}`, () => parseNpy(file));
    const arrayName = name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : name;
    if (arrays.has(arrayName)) {
      const what = 'Two entries of the npz file have one name';
      const expected = 'each name once';
      throw new DataError({ code: 'npz-damaged', what, expected, found: `${arrayName} twice`, where: `entry ${name}` });
    }
    arrays.set(arrayName, array);
  }
  return arrays;
}

/** An npz file with stored entries, as `numpy.savez` writes. The same arrays always give the same bytes. */
export function formatNpz(arrays: ReadonlyMap<string, NdArray>): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (const [name, array] of arrays) files[name + SUFFIX] = formatNpy(array);
  return zipSync(files, { level: 0, mtime: TIMESTAMP });
}
