import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname } from 'node:path';
import { DataError } from '../../core/errors.ts';
import { isHttpUrl } from '../remote-folder.ts';
import { describeSystemError } from './file-source.ts';
import { findStore } from './folder.ts';
import { sendFile, sendText } from './send-file.ts';
import { DATASET_PATH, findServedFile, type ServedFolders } from './served-files.ts';

export interface ServeOptions {
  /** Folder of the built page. */
  readonly appFolder: string;
  /** Path of a dataset, an http(s) URL that the page then reads itself, or null for the built-in demo. */
  readonly dataset: string | null;
  /** Null takes the first free port from `FIRST_PORT` on; 0 any free port. A port that is taken is an error. */
  readonly port: number | null;
  /** A loopback address. */
  readonly host?: string;
}

export interface DatasetServer {
  /** The link that opens the page on the dataset. */
  readonly url: string;
  close(): Promise<void>;
}

export const FIRST_PORT = 4100;
const PORTS_TRIED = 50;

/**
 * Serves the built page and one dataset's own files, `/dataset/<file name>`, on loopback with HTTP Range. Requests whose Host is not this machine
 * are refused: a foreign page could otherwise reach the dataset under a name of its own (DNS rebinding).
 */
export async function serveDataset(options: ServeOptions): Promise<DatasetServer> {
  const { appFolder, dataset, port, host = '127.0.0.1' } = options;
  const storePath = dataset === null || isHttpUrl(dataset) ? null : findStore(dataset);
  const store = storePath === null ? null : { folder: dirname(storePath), name: basename(storePath) };
  const folders: ServedFolders = { appFolder, store };
  const server = createServer((request, response) => {
    handle(request, response, folders).catch(() => response.destroy());
  });
  await listen(server, host, port);
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const origin = `http://${shownHost}:${(server.address() as AddressInfo).port}`;
  const source = store === null ? dataset : `${DATASET_PATH}${encodeURIComponent(store.name)}`;
  return {
    url: source === null ? `${origin}/` : `${origin}/?source=${encodeQueryValue(source)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, folders: ServedFolders): Promise<void> {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  if (!isLoopbackHost(request.headers.host)) {
    sendText(response, 403, 'This server answers only to localhost, 127.0.0.1 and [::1].');
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    sendText(response, 405, 'This server answers only to GET and HEAD.');
    return;
  }
  const [urlPath = '/'] = (request.url ?? '/').split('?', 1);
  const file = findServedFile(urlPath, folders);
  if (file === null) sendText(response, 404, 'There is no such file here.');
  else await sendFile(request, response, file);
}

/** True for a Host header that names this machine, with any port. */
export function isLoopbackHost(header: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(header ?? '');
}

/** Listens on the port, or on the first free one where none was asked for. */
async function listen(server: Server, host: string, port: number | null): Promise<void> {
  const last = port ?? FIRST_PORT + PORTS_TRIED - 1;
  for (let candidate = port ?? FIRST_PORT; ; candidate++) {
    const error = await tryListen(server, host, candidate);
    if (error === null) return;
    // Windows reserves runs of ports and says EACCES for them.
    if (candidate < last && /EADDRINUSE|EACCES/.test(describeSystemError(error))) continue;
    throw new DataError({
      code: 'port-unusable',
      what: `The port ${candidate} cannot be used`,
      expected: 'a free port',
      found: describeSystemError(error),
      where: `http://${host}:${candidate}`,
    });
  }
}

function tryListen(server: Server, host: string, port: number): Promise<Error | null> {
  return new Promise((resolve) => {
    const onError = (error: Error) => resolve(error);
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      resolve(null);
    });
  });
}

/** Keeps the slashes of an address readable in the link; `&`, `#`, `+`, `%` and the like are encoded. */
function encodeQueryValue(text: string): string {
  return encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%3A', ':');
}
