import type { ByteRange, ByteSource } from '../../core/bytes/byte-source.ts';
import { type HttpAnswer, type HttpRequest, isWorthRetry } from '../http-answer.ts';
import { judgeWholeFile, wholeFileRequest } from '../http-file.ts';
import { type JudgedRange, judgeRange, rangeRequest } from '../http-range.ts';
import { isRemoteSource, type RemoteSource } from '../remote-source.ts';
import { fetchAnswer } from './fetch-answer.ts';

/** Requests at the same time: what browsers allow a host over HTTP/1.1. */
const MAX_PARALLEL = 6;

/** The first request: the first block of either kind of store, with both meta pages or the schema. */
const START: ByteRange = { startByte: 0, endByte: 64 * 2 ** 10 };

interface RequestUnderWay {
  readonly range: ByteRange;
  readonly done: Promise<void>;
}

/** Two calls of the worker often plan the same clips: the second waits for what the first fetches. */
const underWay = new WeakMap<RemoteSource, Set<RequestUnderWay>>();

/**
 * Fetches ranges of a URL side by side, so that the synchronous reads which follow find them. Without `ranges`, those that the source's
 * readers planned last. Does nothing for other sources. Throws the `DataError` of the first request that fails; what has arrived is kept.
 */
export async function prefetchRanges(
  source: ByteSource,
  ranges?: readonly ByteRange[],
  send: typeof fetch = fetch,
): Promise<void> {
  if (!isRemoteSource(source)) return;
  const requests = underWay.get(source) ?? new Set();
  underWay.set(source, requests);
  const waiting = source.requestsFor(ranges);
  const begun = waiting.flatMap((range) => [...requests].find((request) => holds(request.range, range)) ?? []);
  const left = waiting.filter((range) => !begun.some((request) => holds(request.range, range)));

  async function work(): Promise<void> {
    for (let range = left.shift(); range !== undefined; range = left.shift()) {
      const request = { range, done: fetchRange(source as RemoteSource, range, send) };
      requests.add(request);
      try {
        await request.done;
      } finally {
        requests.delete(request);
      }
    }
  }
  const workers = Array.from({ length: Math.min(MAX_PARALLEL, left.length) }, work);
  const settled = await Promise.allSettled([...begun.map(({ done }) => done), ...workers]);
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
}

/**
 * Fetches the first bytes of a store and throws the `DataError` of an unusable host. Unlike a synchronous request this one is left
 * after a few kB when the host sends the whole file, so it has to come before any of those.
 */
export async function fetchStoreStart(storeUrl: string, send: typeof fetch = fetch): Promise<JudgedRange> {
  const request = rangeRequest(storeUrl, START);
  return judgeRange(request, await fetchWithRetry(request, send), null);
}

/** The small file at `url`, or null where the host has none. Throws the `DataError` of any other failure. */
export async function fetchWholeFile(url: string, send: typeof fetch = fetch): Promise<Uint8Array | null> {
  const request = wholeFileRequest(url);
  return judgeWholeFile(request, await fetchWithRetry(request, send));
}

async function fetchRange({ url, version, keep }: RemoteSource, range: ByteRange, send: typeof fetch): Promise<void> {
  const request = rangeRequest(url, range);
  const answer = await fetchWithRetry(request, send);
  keep(range.startByte, judgeRange(request, answer, version).bytes);
}

async function fetchWithRetry(request: HttpRequest, send: typeof fetch): Promise<HttpAnswer> {
  const answer = await fetchAnswer(request, send);
  return isWorthRetry(answer) ? fetchAnswer(request, send) : answer;
}

function holds(outer: ByteRange, inner: ByteRange): boolean {
  return outer.startByte <= inner.startByte && inner.endByte <= outer.endByte;
}
