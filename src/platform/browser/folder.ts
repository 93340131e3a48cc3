import type { Folder } from '../../core/bytes/folder.ts';
import { DataError } from '../../core/errors.ts';
import { chooseStore, siblingPath } from '../choose-store.ts';
import type { SyncTransport } from '../http-answer.ts';
import { createRemoteFolder, parseRemoteAddress } from '../remote-folder.ts';
import { type BlobReader, createFileSource, type NamedBlob } from './file-source.ts';
import { probeRemoteStore } from './prefetch.ts';
import { createXhrTransport } from './xhr-transport.ts';

/** What the user asked to open; the shape of the worker's `DatasetRequest`. URLs are absolute. */
export type FolderRequest =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'files'; readonly name: string; readonly files: readonly ChosenFile[] };

/** A chosen or dropped file. Those of a folder carry their path from that folder on, e.g. `HDTF/data.mdb`. */
export type ChosenFile = NamedBlob & { readonly webkitRelativePath?: string };

/** The folder of a request, in a worker. Throws a `DataError` where it cannot hold a dataset. Await `probeRequest` before. */
export function openRequestedFolder(request: FolderRequest): Folder {
  if (request.kind === 'url') return createUrlFolder(request.url);
  return createFilesFolder(request.name, request.files);
}

/**
 * Throws the `DataError` of a host that cannot be read from: above all of one that ignores Range, whose answer of many gigabytes a
 * synchronous request could not leave. Costs one request of 4 kB; nothing for files.
 */
export async function probeRequest(request: FolderRequest): Promise<void> {
  if (request.kind === 'url') await probeRemoteStore(parseRemoteAddress(request.url).storeUrl);
}

/** A dataset on an HTTP host, read with synchronous requests. */
export function createUrlFolder(url: string, transport: SyncTransport = createXhrTransport()): Folder {
  return createRemoteFolder(url, transport);
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
