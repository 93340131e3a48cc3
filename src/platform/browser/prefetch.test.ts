import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../../core/bytes/memory-source.ts';
import { countedBytes, createFakeHost } from '../fake-host.fixture.ts';
import { openRemoteSource } from '../remote-source.ts';
import { fetchStoreStart, prefetchRanges } from './prefetch.ts';

const STORE = 'http://h/data.mdb?token=1';
const MB = 2 ** 20;
const file = new Uint8Array(countedBytes(32 * MB));

/** `fetch` over the file, which remembers the Range headers and how many requests were under way at most. */
function fakeFetch(answerFor: (range: string) => Response | null = () => null) {
  const seen = { ranges: [] as string[], most: 0 };
  let underWay = 0;
  const send = async (_: unknown, init?: RequestInit): Promise<Response> => {
    const header = new Headers(init?.headers).get('range') ?? '';
    seen.ranges.push(header);
    underWay += 1;
    seen.most = Math.max(seen.most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 1));
    underWay -= 1;
    const [, first, last] = /bytes=(\d+)-(\d+)/.exec(header) ?? [];
    const body = file.slice(Number(first), Number(last) + 1);
    const headers = { 'content-range': `bytes ${first}-${last}/${file.length}`, etag: '"one"' };
    return answerFor(header) ?? new Response(body, { status: 206, headers });
  };
  return { seen, send: send as typeof fetch };
}

function open() {
  const host = createFakeHost({ [STORE]: file }, 1);
  const source = openRemoteSource(STORE, host);
  host.log.length = 0;
  return { host, source };
}

const apart = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ startByte: (i + 1) * MB, endByte: (i + 1) * MB + 100 }));

describe('prefetchRanges', () => {
  it('fetches side by side, six at most, what is then read without a request', async () => {
    const { host, source } = open();
    const { seen, send } = fakeFetch();
    await prefetchRanges(source, apart(20), send);
    expect(seen.most).toBe(6);
    expect(seen.ranges).toHaveLength(20);
    for (const { startByte, endByte } of apart(20)) {
      expect(source.read(startByte, endByte)).toEqual(file.slice(startByte, endByte));
    }
    expect(host.log).toEqual([]);
  });

  it('fetches what was planned last when no ranges are given, and nothing twice', async () => {
    const { source } = open();
    const { seen, send } = fakeFetch();
    source.plan?.(apart(2));
    await prefetchRanges(source, undefined, send);
    await prefetchRanges(source, undefined, send);
    expect(seen.ranges).toEqual(['bytes=1048576-1048675', 'bytes=2097152-2097251']);
  });

  it('throws what a failed request says, keeps the others, and leaves the failed one to the next read', async () => {
    const { host, source } = open();
    const { send } = fakeFetch((range) =>
      range === 'bytes=1048576-1048675' ? new Response(null, { status: 403, statusText: 'Forbidden' }) : null,
    );
    await expect(prefetchRanges(source, apart(2), send)).rejects.toThrow(
      'The host refuses this address, or a signed address has expired: expected 206 Partial Content for bytes=1048576-1048675, found 403 Forbidden (http://h/data.mdb?…)',
    );
    source.read(MB, MB + 100);
    source.read(2 * MB, 2 * MB + 100);
    expect(host.log).toEqual([['1048576-1048676']]);
  });

  it('sends a request once more where that may help', async () => {
    const { source } = open();
    let failures = 1;
    const { seen, send } = fakeFetch(() => (failures-- > 0 ? new Response(null, { status: 503 }) : null));
    await prefetchRanges(source, apart(1), send);
    expect(seen.ranges).toHaveLength(2);
  });

  it('does nothing for a source that is no URL', async () => {
    const { seen, send } = fakeFetch();
    await prefetchRanges(createMemorySource('data.mdb', countedBytes(100)), [{ startByte: 0, endByte: 9 }], send);
    expect(seen.ranges).toEqual([]);
  });
});

describe('fetchStoreStart', () => {
  it('passes a host that knows Range', async () => {
    const { version, bytes } = await fetchStoreStart(STORE, fakeFetch().send);
    expect(version).toEqual({ sizeBytes: file.length, etag: '"one"', lastModified: null });
    expect(bytes).toEqual(file.slice(0, 65_536));
  });

  it('leaves the endless answer of a host that ignores Range, and says so', async () => {
    let isCancelled = false;
    let pulls = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulls += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
      cancel() {
        isCancelled = true;
      },
    });
    const headers = { 'content-length': '7600078848' };
    const { send } = fakeFetch(() => new Response(endless, { status: 200, statusText: 'OK', headers }));
    await expect(fetchStoreStart(STORE, send)).rejects.toThrow(
      'A request for 64 kB was answered with all of it: expected 206 Partial Content for bytes=0-65535, found 200 OK, length 7,600,078,848, no Accept-Ranges (http://h/data.mdb?…)',
    );
    expect(isCancelled).toBe(true);
    expect(pulls).toBeLessThan(5);
  });

  it('says that a host may not allow the page', async () => {
    const refuse = (() => Promise.reject(new TypeError('Failed to fetch'))) as typeof fetch;
    await expect(fetchStoreStart(STORE, refuse)).rejects.toThrow(
      'The host does not allow this page or did not answer: expected an answer with Access-Control-Allow-Origin, found no readable answer (http://h/data.mdb?…)',
    );
  });
});
