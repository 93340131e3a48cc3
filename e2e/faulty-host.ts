import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How the host answers requests for the store; the files beside it are always served well. */
export type Behaviour = 'well' | 'late' | 'cut' | 'busy' | 'gone' | 'without CORS' | 'without Range' | 'changed';

/** The demo dataset on a host of its own, another origin to the page, which behaves as the test says. */
export interface FaultyHost {
  readonly url: string;
  behaviour: Behaviour;
  /** Faults left before it behaves well again; unlimited when absent. */
  faultsLeft: number;
  /** Requests for the store that were answered, and bytes of bodies that left this process. */
  readonly storeRequests: number;
  readonly bytesSent: number;
  close(): void;
}

const DEMO = 'public/demo';
const LATE_MS = 400;
/** What a host that ignores Range would send of a large store. */
const ENDLESS_BYTES = 7_600_078_848;

export async function startFaultyHost(): Promise<FaultyHost> {
  const host = {
    url: '',
    behaviour: 'well' as Behaviour,
    faultsLeft: Number.POSITIVE_INFINITY,
    storeRequests: 0,
    bytesSent: 0,
  };
  const server = createServer((request, response) => {
    const behaviour = request.url === '/data.mdb' && host.faultsLeft > 0 ? host.behaviour : 'well';
    if (request.url === '/data.mdb') host.storeRequests += 1;
    if (behaviour !== 'well') host.faultsLeft -= 1;
    if (behaviour !== 'without CORS') {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Expose-Headers', 'Content-Range, ETag, Accept-Ranges');
    }
    void answer(request, response, behaviour);
  });
  server.on('connection', (socket) => socket.on('close', () => (host.bytesSent += socket.bytesWritten)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data.mdb`;
  return Object.assign(host, {
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, behaviour: Behaviour): Promise<void> {
  const bytes = readOrNull(`${DEMO}${request.url}`);
  if (bytes === null || behaviour === 'gone') return void response.writeHead(404).end();
  if (behaviour === 'busy') return void response.writeHead(503).end();
  if (behaviour === 'without Range') return sendEndless(response);
  if (behaviour === 'late') await sleep(LATE_MS);
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  if (first === undefined) return void response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes);
  const end = Math.min(Number(last) + 1, bytes.length);
  const body = bytes.subarray(Number(first), end);
  response.writeHead(206, {
    'Content-Length': body.length,
    'Content-Range': `bytes ${first}-${end - 1}/${bytes.length}`,
    ETag: behaviour === 'changed' ? '"two"' : '"one"',
  });
  if (behaviour === 'cut') response.write(body.subarray(0, body.length / 2), () => response.destroy());
  else response.end(body);
}

function sendEndless(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Length': ENDLESS_BYTES });
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536)));
  };
  response.on('drain', more);
  more();
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
