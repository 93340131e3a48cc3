import type { DatasetRequest } from '../../worker/protocol.ts';

/** A file that the user gave, and where it lies in what they gave: `HDTF_TFHP/data.mdb`, or the bare name. */
export interface GivenFile {
  readonly path: string;
  readonly file: File;
}

/** Endings of the files that a dataset is made of; everything else in a dropped folder is left alone. */
const DATASET_FILE = /\.(mdb|sqlite|txt|npz)$/i;
const STORE_FILE = /(^|\/)[^/]+\.(mdb|sqlite)$/i;
/** LMDB's lock file holds no data. */
const LOCK_FILE = /(^|\/)lock\.mdb$/i;

/** Whether a file may belong to a dataset. */
export function isDatasetFile(path: string): boolean {
  return DATASET_FILE.test(path) && !LOCK_FILE.test(path);
}

/**
 * Picks the dataset out of what the user gave: the files of the folder that holds a store and lies nearest to the top, the first by
 * name of several. Null where no file can belong to a dataset; without a store all files are passed on, so that the reader says what
 * is missing.
 */
export function pickDataset(given: readonly GivenFile[]): DatasetRequest | null {
  const usable = given.filter(({ path }) => isDatasetFile(path));
  const [first] = usable;
  if (first === undefined) return null;
  const stores = usable.filter(({ path }) => STORE_FILE.test(path)).sort(byDepthThenName);
  const store = stores[0] ?? first;
  const folder = folderOf(store.path);
  const files = (stores.length === 0 ? usable : usable.filter(({ path }) => folderOf(path) === folder)).map(
    ({ file }) => file,
  );
  return { kind: 'files', name: nameOf(store.path, folder), files };
}

/** The last folder of the path, or the file's own name where it was given without one. */
function nameOf(path: string, folder: string): string {
  const isSnapshot = /\.sqlite$/i.test(path);
  if (folder === '' || isSnapshot) return path.slice(path.lastIndexOf('/') + 1);
  return folder.slice(folder.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

function byDepthThenName(a: GivenFile, b: GivenFile): number {
  const depth = a.path.split('/').length - b.path.split('/').length;
  if (depth !== 0) return depth;
  return a.path < b.path ? -1 : 1;
}
