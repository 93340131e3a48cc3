import type { Folder } from '../../core/bytes/folder.ts';
import { createRemoteFolder, isHttpUrl } from '../remote-folder.ts';
import { sharedFetchTransport } from './fetch-transport.ts';
import { openLocalFolder } from './folder.ts';

/** Opens what the command line calls SOURCE: a folder with `data.mdb`, a `data.mdb`, a snapshot, or an http(s) URL of one of these. */
export function openFolder(sourceText: string): Folder {
  return isHttpUrl(sourceText) ? createRemoteFolder(sourceText, sharedFetchTransport()) : openLocalFolder(sourceText);
}
