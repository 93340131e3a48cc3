import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countedBytes } from '../fake-host.fixture.ts';
import { type DatasetServer, isLoopbackHost, serveDataset } from './serve.ts';

const store = countedBytes(5000);
let folder: string;
let server: DatasetServer;
let origin: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'talkscope-'));
  mkdirSync(join(folder, 'app', 'assets'), { recursive: true });
  mkdirSync(join(folder, 'set'));
  writeFileSync(join(folder, 'app', 'index.html'), '<!doctype html>page');
  writeFileSync(join(folder, 'app', 'assets', 'sql-3fa9.wasm'), 'wasm');
  writeFileSync(join(folder, 'set', 'data.mdb'), store);
  writeFileSync(join(folder, 'set', 'mini.sqlite'), store);
  for (const name of ['train.txt', 'stats_train.npz', 'private.pdf', '.txt'])
    writeFileSync(join(folder, 'set', name), name);
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  server = await serveDataset({ appFolder: join(folder, 'app'), dataset: join(folder, 'set'), port: 0 });
  origin = new URL(server.url).origin;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** fetch tidies paths and owns the Host header; this sends both as they are. */
function send(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<RawResponse> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('the link', () => {
  it('opens the page on the dataset by an address relative to it', () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?source=\/dataset\/data\.mdb$/);
  });

  it('opens the demo without a dataset, and leaves a URL to the page', async () => {
    const demo = await serveDataset({ appFolder: join(folder, 'app'), dataset: null, port: 0 });
    expect(demo.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    await demo.close();
    const dataset = 'https://h/x/data.mdb?a=1&b=2';
    const remote = await serveDataset({ appFolder: join(folder, 'app'), dataset, port: 0 });
    expect(remote.url).toMatch(/\/\?source=https:\/\/h\/x\/data\.mdb%3Fa%3D1%26b%3D2$/);
    expect(new URL(remote.url).searchParams.get('source')).toBe(dataset);
    await remote.close();
  });
});

describe('the page', () => {
  it('is served with its types, and cached for ever only where the name has a hash', async () => {
    const page = await fetch(`${origin}/?source=/dataset/data.mdb`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(await page.text()).toBe('<!doctype html>page');
    const wasm = await fetch(`${origin}/assets/sql-3fa9.wasm`);
    expect(wasm.headers.get('content-type')).toBe('application/wasm');
    expect(wasm.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('answers 404 for what is not there, also for folders', async () => {
    for (const path of ['/none.js', '/assets', '/assets/', '/assets/none.js']) {
      expect((await send(path)).status).toBe(404);
    }
  });

  it('answers only to GET and HEAD', async () => {
    const response = await send('/', {}, 'POST');
    expect({ status: response.status, allow: response.headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD' });
  });
});

describe('what may not be had', () => {
  const paths = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/dataset/../../secret.txt',
    '/dataset/..%2f..%2fsecret.txt',
    '/dataset/%2e%2e/secret.txt',
    '/dataset/private.pdf',
    '/dataset/mini.sqlite',
    '/dataset/.txt',
    '/dataset/',
    '/dataset',
    '/dataset/x/data.mdb',
    '/dataset/data.mdb%00.txt',
    '/%zz',
    'secret.txt',
  ];
  for (const path of paths) {
    it(`refuses ${path}`, async () => {
      const { status, body } = await send(path);
      expect(body.toString()).not.toMatch(/^(secret|private)/);
      expect([400, 404]).toContain(status);
    });
  }

  it('refuses a Host that is not this machine', async () => {
    expect((await send('/dataset/data.mdb', { host: 'evil.example' })).status).toBe(403);
    expect((await send('/dataset/data.mdb', { host: '127.0.0.1.evil.example' })).status).toBe(403);
    expect((await send('/dataset/data.mdb', { host: 'localhost:1' })).status).toBe(200);
  });

  it('knows the names of this machine', () => {
    const hosts = [
      'localhost',
      'LOCALHOST:80',
      '127.0.0.1:4100',
      '[::1]:4100',
      undefined,
      '',
      '::1',
      'localhost.x',
      '127.0.0.10',
    ];
    expect(hosts.map(isLoopbackHost)).toEqual([true, true, true, true, false, false, false, false, false]);
  });
});

describe('the dataset', () => {
  it('serves the store whole, with the words that ranges need', async () => {
    const response = await fetch(`${origin}/dataset/data.mdb`);
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(store);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('etag')).toMatch(/^"1388-[0-9a-f]+"$/);
  });

  const parts = [
    ['bytes=0-0', 0, 1],
    ['bytes=1000-1999', 1000, 2000],
    ['bytes=4990-9999', 4990, 5000],
    ['bytes=4990-', 4990, 5000],
    ['bytes=-10', 4990, 5000],
  ] as const;
  for (const [range, startByte, endByte] of parts) {
    it(`serves ${range}`, async () => {
      const { status, headers, body } = await send('/dataset/data.mdb', { range });
      expect(status).toBe(206);
      expect(headers['content-range']).toBe(`bytes ${startByte}-${endByte - 1}/5000`);
      expect(headers['content-length']).toBe(String(endByte - startByte));
      expect(new Uint8Array(body)).toEqual(store.slice(startByte, endByte));
    });
  }

  it('answers 416 with the size for a range past the end', async () => {
    const { status, headers, body } = await send('/dataset/data.mdb', { range: 'bytes=5000-' });
    expect({ status, range: headers['content-range'], length: body.length }).toEqual({
      status: 416,
      range: 'bytes */5000',
      length: 0,
    });
  });

  it('serves the whole file for several ranges and for what is no range', async () => {
    for (const range of ['bytes=0-1,5-6', 'bytes=x', 'lines=0-1']) {
      const { status, body } = await send('/dataset/data.mdb', { range });
      expect({ status, length: body.length }).toEqual({ status: 200, length: 5000 });
    }
  });

  it('serves a range under If-Range only of the same file', async () => {
    const { headers } = await send('/dataset/data.mdb', {}, 'HEAD');
    const range = 'bytes=0-9';
    const status = async (ifRange: string) => (await send('/dataset/data.mdb', { range, 'if-range': ifRange })).status;
    expect(await status(headers.etag ?? '')).toBe(206);
    expect(await status(headers['last-modified'] ?? '')).toBe(206);
    expect(await status('"other"')).toBe(200);
    expect(await status(`W/${headers.etag}`)).toBe(200);
  });

  it('answers HEAD without a body and If-None-Match with 304', async () => {
    const head = await send('/dataset/data.mdb', { range: 'bytes=0-9' }, 'HEAD');
    expect({ status: head.status, length: head.headers['content-length'], body: head.body.length }).toEqual({
      status: 206,
      length: '10',
      body: 0,
    });
    const again = await send('/dataset/data.mdb', { 'if-none-match': `"x", W/${head.headers.etag}` });
    expect({ status: again.status, body: again.body.length }).toEqual({ status: 304, body: 0 });
  });

  it('serves the split lists and statistics beside it', async () => {
    expect(await (await fetch(`${origin}/dataset/train.txt`)).text()).toBe('train.txt');
    expect((await fetch(`${origin}/dataset/stats_train.npz`)).status).toBe(200);
    expect((await fetch(`${origin}/dataset/val.txt`)).status).toBe(404);
  });

  it('serves a snapshot alone, and nothing beside it', async () => {
    const snapshot = await serveDataset({
      appFolder: join(folder, 'app'),
      dataset: join(folder, 'set', 'mini.sqlite'),
      port: 0,
    });
    const base = new URL('/dataset/', snapshot.url);
    expect((await fetch(new URL('mini.sqlite', base))).status).toBe(200);
    expect((await fetch(new URL('train.txt', base))).status).toBe(404);
    await snapshot.close();
  });

  it('serves a dataset behind a link', async () => {
    symlinkSync(join(folder, 'set'), join(folder, 'link'));
    const linked = await serveDataset({ appFolder: join(folder, 'app'), dataset: join(folder, 'link'), port: 0 });
    expect((await fetch(new URL('/dataset/data.mdb', linked.url))).status).toBe(200);
    await linked.close();
  });

  it('is refused where there is none', async () => {
    await expect(serveDataset({ appFolder: folder, dataset: join(folder, 'app'), port: 0 })).rejects.toThrow(
      'The folder holds no dataset',
    );
  });
});

describe('the port', () => {
  it('is the next free one where none was asked for, and an error where it was', async () => {
    const appFolder = join(folder, 'app');
    const first = await serveDataset({ appFolder, dataset: null, port: null });
    const second = await serveDataset({ appFolder, dataset: null, port: null });
    expect(Number(new URL(second.url).port)).toBeGreaterThan(Number(new URL(first.url).port));
    await first.close();
    await second.close();
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    await expect(serveDataset({ appFolder, dataset: null, port })).rejects.toThrow(
      `The port ${port} cannot be used: expected a free port, found taken by another program (EADDRINUSE) (http://127.0.0.1:${port})`,
    );
    taken.close();
  });
});
