import { extname, join } from 'node:path';
import { isSideName, isSnapshotName } from '../dataset-files.ts';

/** A file that a request may have. */
export interface ServedFile {
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
}

export interface ServedFolders {
  readonly appFolder: string;
  /** The store, whose side files lie beside it; null where only the page is served. */
  readonly store: { readonly folder: string; readonly name: string } | null;
}

/** Path under which the dataset's files lie. */
export const DATASET_PATH = '/dataset/';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/** The file for the path of a request, still percent-encoded, or null: nothing else in the dataset's folder and nothing outside the page's. */
export function findServedFile(urlPath: string, { appFolder, store }: ServedFolders): ServedFile | null {
  const parts = decodeParts(urlPath);
  if (parts === null) return null;
  const name = parts.at(-1) ?? '';
  const contentType = CONTENT_TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream';
  if (urlPath.startsWith(DATASET_PATH)) {
    if (store === null || parts.length !== 2 || !isDatasetFile(name, store.name)) return null;
    return { path: join(store.folder, name), contentType, cacheControl: 'no-cache' };
  }
  if (name === '') {
    const path = join(appFolder, ...parts, 'index.html');
    return { path, contentType: CONTENT_TYPES['.html'] as string, cacheControl: 'no-cache' };
  }
  // Vite puts a hash of the content into the names of this folder.
  const isHashed = parts.length === 2 && parts[0] === 'assets';
  const cacheControl = isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
  return { path: join(appFolder, ...parts), contentType, cacheControl };
}

/** A snapshot holds its side files; an LMDB has them beside it. */
function isDatasetFile(name: string, storeName: string): boolean {
  return name === storeName || (!isSnapshotName(storeName) && isSideName(name));
}

/** The decoded parts of a path, or null where one could leave its folder or be none on some system. */
function decodeParts(urlPath: string): string[] | null {
  try {
    const parts = urlPath.slice(1).split('/').map(decodeURIComponent);
    const isSafe = (part: string) => !part.startsWith('.') && !/[/\\:\0]/.test(part);
    return urlPath.startsWith('/') && parts.every(isSafe) && !parts.slice(0, -1).includes('') ? parts : null;
  } catch {
    return null;
  }
}
