import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { AUDIO_FORMATS } from '../core/formats/audio-formats.ts';
import { fetchUrlFolder } from '../platform/browser/folder.ts';
import { prefetchRanges } from '../platform/browser/prefetch.ts';
import { createFakeHost } from '../platform/fake-host.fixture.ts';
import { loadSqlJs } from '../platform/sqljs.ts';
import { requireValue } from './answer.ts';
import { createHandlers } from './handlers.ts';

const DEMO = fileURLToPath(new URL('../../public/demo/', import.meta.url));
const FOLDER = 'https://host/demo/';
const files = Object.fromEntries(
  readdirSync(DEMO).map((name) => [FOLDER + name, new Uint8Array(readFileSync(DEMO + name))]),
);

/** A host that answers `fetch`; `fault` may answer in its place. */
interface Host {
  readonly requests: string[];
  fault: (range: string) => Response | null;
  readonly send: typeof fetch;
}

function createHost(): Host {
  const host: Host = {
    requests: [],
    fault: () => null,
    send: (async (input: unknown, init?: RequestInit) => {
      const url = String(input);
      const range = new Headers(init?.headers).get('range') ?? 'whole';
      host.requests.push(`${url.slice(FOLDER.length)} ${range}`);
      const bytes = files[url];
      const faulty = host.fault(range);
      if (faulty !== null) return faulty;
      if (bytes === undefined) return new Response(null, { status: 404 });
      const [, first, last] = /bytes=(\d+)-(\d+)/.exec(range) ?? [];
      if (first === undefined) return new Response(new Uint8Array(bytes));
      const end = Math.min(Number(last) + 1, bytes.length);
      const headers = { 'content-range': `bytes ${first}-${end - 1}/${bytes.length}`, etag: '"one"' };
      return new Response(new Uint8Array(bytes.subarray(Number(first), end)), { status: 206, headers });
    }) as typeof fetch,
  };
  return host;
}

/** The worker over the demo on a host; `waits` are the synchronous requests, each of which would block it for a round trip. */
async function openRemote() {
  const host = createHost();
  const sync = createFakeHost(files);
  const worker = createHandlers({
    openFolder: () => fetchUrlFolder(FOLDER, host.send, sync),
    prefetch: (source, ranges) => prefetchRanges(source, ranges, host.send),
    audioFormats: AUDIO_FORMATS,
    loadMoreAudioFormats: async () => AUDIO_FORMATS,
    loadSqlJs,
    toolVersion: '1.2.3',
  });
  const summary = requireValue(await worker.open({ kind: 'url', url: FOLDER }));
  return { host, worker, summary, waits: sync.log };
}

const CROP = { entry: 'SPK01/000', startFrame: 272, n_motions: 100, n_windows: 2 };

describe('the worker over HTTP', () => {
  it('opens with the first bytes and the side files at once, then the first clip', async () => {
    const { host, summary, waits } = await openRemote();
    expect(summary.sequences).toHaveLength(7);
    expect(host.requests.slice(0, 5).map((request) => request.split(' ')[0])).toEqual([
      'data.mdb',
      'train.txt',
      'val.txt',
      'test.txt',
      'stats_train.npz',
    ]);
    // The only page of the tree lies among the first bytes; the sixth request is for the first clip.
    expect(host.requests).toHaveLength(6);
    expect(waits).toEqual([]);
  });

  it('never waits for a read: what a call needs is fetched before it', async () => {
    const { worker, waits } = await openRemote();
    requireValue(await worker.describeSequences(['SPK05/000', 'SPK02/001']));
    requireValue(await worker.readHead('SPK04/000'));
    requireValue(await worker.readCrop(CROP));
    requireValue(await worker.readClips('SPK03/000', 1, 3));
    requireValue(await worker.readAudio('SPK04/000', 100_000, 200_000));
    requireValue(await worker.saveSample({ ...CROP, entry: 'SPK02/000', startFrame: 150 }, 'npz'));
    requireValue(await worker.runJob('moments', 'SPK05/000', { isCatalogueUsed: true }));
    expect(waits).toEqual([]);
  });

  it('asks once for what two calls at the same time need, and again for nothing', async () => {
    const { host, worker } = await openRemote();
    host.requests.length = 0;
    await Promise.all([worker.readCrop(CROP), worker.readClips(CROP.entry, 2, 5)]);
    // Clips 2, 3 and 4 lie beside each other.
    expect(host.requests).toHaveLength(1);
    await worker.readCrop({ ...CROP, startFrame: 280 });
    expect(host.requests).toHaveLength(1);
  });

  it('puts a lost connection down to the connection, not to the clips, and reads them once it is back', async () => {
    const { host, worker } = await openRemote();
    host.fault = () => new Response(null, { status: 503 });
    for (const answered of [
      await worker.readClips('SPK03/000', 0, 4),
      await worker.readCrop({ ...CROP, entry: 'SPK03/000' }),
      await worker.readAudio('SPK03/000', 0, 1000),
    ]) {
      expect(answered).toMatchObject({ ok: false, problem: { code: 'http-server-fault', where: `${FOLDER}data.mdb` } });
    }
    host.fault = () => null;
    const clips = requireValue(await worker.readClips('SPK03/000', 0, 4));
    expect(clips.map(({ problems }) => problems)).toEqual([[], [], [], []]);
  });

  it('does not mix two states of a file that changes on its host', async () => {
    const { host, worker } = await openRemote();
    const headers = { 'content-range': 'bytes 0-1/4100097', etag: '"two"' };
    host.fault = () => new Response(new Uint8Array(2), { status: 206, headers });
    expect(await worker.readClips('SPK03/000', 0, 1)).toMatchObject({
      ok: false,
      problem: {
        code: 'http-changed',
        what: 'The file changed on its host while it was open',
        expected: 'the 4100096 bytes found first',
        found: '4100097 bytes',
      },
    });
  });

  it('does not open a dataset whose first clip could not be fetched as one without coefficients', async () => {
    const host = createHost();
    host.fault = (range) =>
      range === 'bytes=0-65535' || range === 'whole' ? null : new Response(null, { status: 500 });
    const worker = createHandlers({
      openFolder: () => fetchUrlFolder(FOLDER, host.send, createFakeHost({})),
      prefetch: (source, ranges) => prefetchRanges(source, ranges, host.send),
      audioFormats: AUDIO_FORMATS,
      loadMoreAudioFormats: async () => AUDIO_FORMATS,
      loadSqlJs,
      toolVersion: '1.2.3',
    });
    expect(await worker.open({ kind: 'url', url: FOLDER })).toMatchObject({
      ok: false,
      problem: { code: 'http-server-fault', found: '500 Internal Server Error' },
    });
  });
});
