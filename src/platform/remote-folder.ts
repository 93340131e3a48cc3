import type { ByteSource } from '../core/bytes/byte-source.ts';
import type { Folder } from '../core/bytes/folder.ts';
import { createMemorySource } from '../core/bytes/memory-source.ts';
import { DataError } from '../core/errors.ts';
import { isStoreName, LMDB_FILE } from './dataset-files.ts';
import { displayUrl, type SyncTransport } from './http-answer.ts';
import type { JudgedRange } from './http-range.ts';
import { openRemoteSource, type RemoteSource, readRemoteFile } from './remote-source.ts';

/** Where the files of a remote dataset lie. */
export interface RemoteAddress {
  /** The store itself. */
  readonly storeUrl: string;
  /**
   * The file of that name beside the store. It keeps the query of the given address: a token for the whole folder stays valid, and for a
   * signature of one file the host answers 403, which reads as "no such file". Sign the folder, or export a snapshot,
   * which holds its side files.
   */
  fileUrl(fileName: string): string;
}

export interface RemoteFolder extends Folder {
  openStore(): RemoteSource;
}

export function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** A URL whose path ends in `.mdb` or `.sqlite` is that file; any other is a folder with `data.mdb` in it. The fragment is dropped. */
export function parseRemoteAddress(text: string): RemoteAddress {
  const url = parseUrl(text);
  url.hash = '';
  const lastSegment = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  if (!isStoreName(lastSegment) && lastSegment !== '') url.pathname += '/';
  const fileUrl = (fileName: string) => {
    const file = new URL(url);
    file.pathname = url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1) + encodeURIComponent(fileName);
    return file.href;
  };
  return { storeUrl: isStoreName(lastSegment) ? url.href : fileUrl(LMDB_FILE), fileUrl };
}

/** What was fetched of a remote folder before it is opened, e.g. side by side where the caller can wait. */
export interface FetchedFolder {
  /** The first bytes of the store. */
  readonly start: JudgedRange;
  /** By address: the bytes of a file beside the store, null where the host has none, or why they could not be had. */
  readonly files: ReadonlyMap<string, Uint8Array | null | DataError>;
}

/** A dataset on an HTTP host. Nothing is fetched before a file is opened; the store is opened once. */
export function createRemoteFolder(text: string, transport: SyncTransport, fetched?: FetchedFolder): RemoteFolder {
  const address = parseRemoteAddress(text);
  let store: RemoteSource | null = null;
  const openStore = () => {
    store ??= openRemoteSource(address.storeUrl, transport, fetched?.start);
    return store;
  };
  const readFile = (url: string): Uint8Array | null => {
    const held = fetched?.files.get(url);
    if (held === undefined) return readRemoteFile(url, transport);
    if (held instanceof DataError) throw held;
    return held;
  };
  return {
    name: displayUrl(text),
    openStore,
    open(fileName): ByteSource | null {
      const url = address.fileUrl(fileName);
      if (url === address.storeUrl) return openStore();
      const bytes = readFile(url);
      return bytes === null ? null : createMemorySource(displayUrl(url), bytes);
    },
  };
}

function parseUrl(text: string): URL {
  const refuse = (found: string) =>
    new DataError({
      code: 'url-unusable',
      what: 'The address cannot be opened',
      expected: 'an address that begins with http:// or https://, without user name and password',
      found,
      where: displayUrl(text.replace(/\/\/[^/]*@/, '//')),
    });
  if (!URL.canParse(text)) throw refuse('no address');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refuse(`an address that begins with ${url.protocol}`);
  // fetch refuses such an address, and messages would show the password.
  if (url.username !== '' || url.password !== '') throw refuse('an address with a user name');
  return url;
}
