import { existsSync, readdirSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Folder } from '../../core/bytes/folder.ts';
import { DataError } from '../../core/errors.ts';
import { isStoreName, LMDB_FILE } from '../dataset-files.ts';
import { describeSystemError, openFileSource } from './file-source.ts';

/** Names shown of a folder that holds no dataset. */
const SHOWN_NAMES = 8;

/** A local dataset: a folder with `data.mdb`, or the path of a `data.mdb` or a snapshot. Throws a `DataError` where it is none of these. */
export function openLocalFolder(path: string): Folder {
  const storePath = findStore(path);
  const folderPath = dirname(storePath);
  return {
    name: path === storePath ? basename(path) : basename(resolve(path)),
    openStore: () => openFileSource(storePath),
    open(fileName) {
      const filePath = join(folderPath, fileName);
      return existsSync(filePath) ? openFileSource(filePath) : null;
    },
  };
}

/** Path of the file that holds the records. */
export function findStore(path: string): string {
  if (statOf(path).isDirectory()) {
    const names = namesIn(path);
    if (names.includes(LMDB_FILE)) return join(path, LMDB_FILE);
    throw missing(
      'The folder holds no dataset',
      'a data.mdb in it, or the path of a snapshot (.sqlite)',
      list(names),
      path,
    );
  }
  if (isStoreName(basename(path))) return path;
  throw missing(
    'The file is no dataset',
    'a folder with data.mdb, a data.mdb or a snapshot (.sqlite)',
    `a file called ${basename(path)}`,
    path,
  );
}

function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw missing(
      'The dataset cannot be opened',
      'a folder with data.mdb, a data.mdb or a snapshot (.sqlite)',
      describeSystemError(error),
      path,
    );
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    throw missing('The folder cannot be read', 'a folder that can be listed', describeSystemError(error), path);
  }
}

function list(names: readonly string[]): string {
  if (names.length === 0) return 'an empty folder';
  const shown = names.slice(0, SHOWN_NAMES).join(', ');
  return names.length > SHOWN_NAMES ? `${shown} and ${names.length - SHOWN_NAMES} more` : shown;
}

function missing(what: string, expected: string, found: string, where: string): DataError {
  return new DataError({ code: 'store-missing', what, expected, found, where });
}
