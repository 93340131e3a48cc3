import { DataError } from '../core/errors.ts';
import { isStoreName } from './dataset-files.ts';

/** Names shown of a folder that holds no store. */
const SHOWN_NAMES = 8;

/**
 * The one file that holds the records among the paths of a dataset's files, relative to `where`, with `/` between folders. Among stores at several
 * depths the outermost wins: a dataset's folder may hold copies of others. Throws a `DataError` where there is none or a choice.
 */
export function chooseStore(paths: readonly string[], where: string): string {
  const stores = paths.filter((path) => isStoreName(fileNameOf(path)));
  const depth = Math.min(...stores.map(depthOf));
  const outermost = stores.filter((path) => depthOf(path) === depth).sort();
  const [store] = outermost;
  if (store === undefined) {
    throw new DataError({
      code: 'store-missing',
      what: 'There is no dataset here',
      expected: 'a data.mdb or a snapshot (.sqlite)',
      found: listNames(paths),
      where,
    });
  }
  if (outermost.length > 1) {
    throw new DataError({
      code: 'store-ambiguous',
      what: 'There are several datasets here',
      expected: 'one data.mdb or one snapshot (.sqlite); open one of them alone',
      found: listNames(outermost),
      where,
    });
  }
  return store;
}

/** The last part of a path whose folders are separated by `/`. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path of a file in the same folder. */
export function siblingPath(path: string, fileName: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + fileName;
}

function depthOf(path: string): number {
  return path.split('/').length;
}

function listNames(paths: readonly string[]): string {
  if (paths.length === 0) return 'no files';
  const shown = [...paths].sort().slice(0, SHOWN_NAMES).join(', ');
  return paths.length > SHOWN_NAMES ? `${shown} and ${paths.length - SHOWN_NAMES} more` : shown;
}
