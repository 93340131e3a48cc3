import type { Folder } from '../../core/bytes/folder.ts';
import { STANDARD_FILE_NAMES } from '../../core/dataset/dataset.ts';
import { DataError } from '../../core/errors.ts';
import { chooseStore, fileNameOf, siblingPath } from '../choose-store.ts';
import { isSnapshotName } from '../dataset-files.ts';
import type { SyncTransport } from '../http-answer.ts';
import { createRemoteFolder, parseRemoteAddress } from '../remote-folder.ts';
import { type BlobReader, createFileSource, type NamedBlob } from './file-source.ts';
import { fetchStoreStart, fetchWholeFile } from './prefetch.ts';
import { createXhrTransport } from './xhr-transport.ts';

/** Files beside a raw LMDB that opening it reads. */
const SIDE_FILES = [...Object.values(STANDARD_FILE_NAMES.splits), STANDARD_FILE_NAMES.statistics];

/** What the user asked to open; the shape of the worker's `DatasetRequest`. URLs are absolute. */
export type FolderRequest =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'files'; readonly name: string; readonly files: readonly ChosenFile[] };

/** A chosen or dropped file. Those of a folder carry their path from that folder on, e.g. `HDTF/data.mdb`. */
export type ChosenFile = NamedBlob & { readonly webkitRelativePath?: string };

/**
 * The folder of a request, in a worker. Throws a `DataError` where it cannot hold a dataset, or its host cannot be read from: above all a host that
 * ignores Range, whose answer of many gigabytes a synchronous request could not leave.
 */
export async function openRequestedFolder(request: FolderRequest): Promise<Folder> {
  return request.kind === 'url' ? fetchUrlFolder(request.url) : createFilesFolder(request.name, request.files);
}

/**
 * A dataset on an HTTP host. Its store's first bytes and the files beside it are fetched side by side; the rest is read with synchronous
 * requests, as far as it is not fetched before.
 */
export async function fetchUrlFolder(
  text: string,
  send: typeof fetch = fetch,
  transport: SyncTransport = createXhrTransport(),
): Promise<Folder> {
  const { storeUrl, fileUrl } = parseRemoteAddress(text);
  const names = isSnapshotName(fileNameOf(new URL(storeUrl).pathname)) ? [] : SIDE_FILES;
  const [start, ...files] = await Promise.all([
    fetchStoreStart(storeUrl, send),
    ...names.map(
      async (name) => [fileUrl(name), await fetchWholeFile(fileUrl(name), send).catch(onlyDataError)] as const,
    ),
  ]);
  return createRemoteFolder(text, transport, { start, files: new Map(files) });
}

/** A file beside the store that cannot be had stops nothing before it is opened. */
function onlyDataError(error: unknown): DataError {
  if (error instanceof DataError) return error;
  throw error;
}

/** The dataset among chosen files: its one store and the files of the same folder. */
export function createFilesFolder(name: string, files: readonly ChosenFile[], reader?: BlobReader): Folder {
  const storePath = chooseStore(files.map(pathOf), name);
  const open = (path: string) => {
    const [file, another] = files.filter((chosen) => pathOf(chosen) === path);
    if (another !== undefined) throw sameName(path, name);
    return file === undefined ? null : createFileSource(file, reader);
  };
  return {
    name,
    openStore() {
      const store = open(storePath);
      if (store === null) throw new Error(`the store ${storePath} is one of the files it was chosen from`);
      return store;
    },
    open: (fileName) => open(siblingPath(storePath, fileName)),
  };
}

/** Files of several folders that were chosen together have lost their folders. */
function sameName(path: string, where: string): DataError {
  return new DataError({
    code: 'file-ambiguous',
    what: 'Two of the chosen files have the same name',
    expected: `one ${path}`,
    found: 'several',
    where,
  });
}

function pathOf(file: ChosenFile): string {
  return file.webkitRelativePath || file.name;
}
