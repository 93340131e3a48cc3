import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findStore } from '../src/platform/node/folder.ts';
import { sendFile, sendText } from '../src/platform/node/send-file.ts';
import { DATASET_PATH, findServedFile } from '../src/platform/node/served-files.ts';

export interface RequestFigures {
  /** Requests for the dataset's files, those for files that are not there included. */
  readonly requests: number;
  /** Bytes of their bodies. */
  readonly bytes: number;
}

export interface CountingServer {
  /** E.g. `http://127.0.0.1:40000/`. */
  readonly url: string;
  /** The store's address. */
  readonly storeUrl: string;
  /** What was asked of the dataset since the last `reset`, up to a time (`Date.now()`) if one is given. */
  count(endMs?: number): RequestFigures;
  reset(): void;
  close(): void;
}

/** The page and a dataset as `talkscope serve` sends them, counted, each answer of the dataset after `delayMs`: a round trip to a distant host. */
export async function startCountingServer(
  appFolder: string,
  dataset: string,
  delayMs: number,
): Promise<CountingServer> {
  const storePath = findStore(dataset);
  const folders = { appFolder, store: { folder: dirname(storePath), name: basename(storePath) } };
  let log: { readonly atMs: number; bytes: number }[] = [];
  const server = createServer((request, response) => {
    void answer().catch(() => response.destroy());

    async function answer(): Promise<void> {
      const [path = '/'] = (request.url ?? '/').split('?', 1);
      if (path.startsWith(DATASET_PATH)) {
        const entry = { atMs: Date.now(), bytes: 0 };
        log.push(entry);
        response.on('finish', () => {
          entry.bytes = Number(response.getHeader('content-length') ?? 0);
        });
        if (delayMs > 0) await sleep(delayMs);
      }
      const file = findServedFile(path, folders);
      if (file === null) sendText(response, 404, 'There is no such file here.');
      else await sendFile(request, response, file);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    storeUrl: `${url}${DATASET_PATH.slice(1)}${basename(storePath)}`,
    count(endMs = Number.POSITIVE_INFINITY) {
      const counted = log.filter(({ atMs }) => atMs <= endMs);
      return { requests: counted.length, bytes: counted.reduce((sum, { bytes }) => sum + bytes, 0) };
    },
    reset() {
      log = [];
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
