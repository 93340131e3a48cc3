import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * A real HTTP host in a thread of its own (a synchronous client would block one in its own thread). The first part of a path names how it
 * behaves, e.g. `/cut/data.mdb`; the file is 300,000 bytes of which byte i is i mod 251.
 */
const HOST_CODE = `
const { createServer } = require('node:http');
const { gzipSync } = require('node:zlib');
const { parentPort } = require('node:worker_threads');
const file = Buffer.from(Uint8Array.from({ length: 300000 }, (_, i) => i % 251));
const counts = {};
createServer((request, response) => {
  const behaviour = request.url.split('/')[1];
  const count = (counts[request.url] = (counts[request.url] ?? 0) + 1);
  const [, first, last] = /bytes=(\\d+)-(\\d+)/.exec(request.headers.range ?? '') ?? [];
  const start = Number(first ?? 0);
  const end = Math.min(Number(last ?? file.length - 1) + 1, file.length);
  const body = file.subarray(start, end);
  const headers = { 'content-length': body.length, 'content-range': 'bytes ' + start + '-' + (end - 1) + '/' + file.length, etag: '"one"' };
  const good = () => response.writeHead(206, headers).end(body);
  const behave = {
    good,
    whole: () => {
      response.writeHead(200, { 'content-length': 7600078848 });
      const more = () => { while (response.write(Buffer.alloc(65536))); };
      response.on('drain', more);
      more();
    },
    cut: () => {
      response.writeHead(206, headers);
      response.write(body.subarray(0, 1000), () => response.destroy());
    },
    'cut-once': () => (count === 1 ? behave.cut() : good()),
    'busy-once': () => (count === 1 ? response.writeHead(503).end() : good()),
    changing: () => { headers.etag = '"' + count + '"'; good(); },
    gzip: () => response.writeHead(206, { ...headers, 'content-encoding': 'gzip', 'content-length': gzipSync(body).length }).end(gzipSync(body)),
    redirect: () => response.writeHead(302, { location: request.url.replace('redirect', 'good') }).end(),
    silent: () => {},
    side: () => request.url.endsWith('.txt') ? response.writeHead(200).end('SPK01/000') : response.writeHead(404).end('no'),
    encoding: () => response.writeHead(request.headers['accept-encoding'] === 'identity' ? 206 : 500, headers).end(body),
  };
  (behave[behaviour] ?? (() => response.writeHead(Number(behaviour) || 404).end()))();
}).listen(0, '127.0.0.1', function () { parentPort.postMessage(this.address().port); });
`;

export interface FaultyHost {
  /** E.g. `http://127.0.0.1:40000/`. */
  readonly url: string;
  close(): Promise<void>;
}

export async function startFaultyHost(): Promise<FaultyHost> {
  const worker = new Worker(HOST_CODE, { eval: true, execArgv: [] });
  const [port] = (await once(worker, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}/`, close: async () => void (await worker.terminate()) };
}
