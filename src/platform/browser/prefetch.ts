import type { ByteRange, ByteSource } from '../../core/bytes/byte-source.ts';
import { type HttpAnswer, type HttpRequest, isWorthRetry } from '../http-answer.ts';
import { judgeRange, rangeRequest } from '../http-range.ts';
import { isRemoteSource, PROBE } from '../remote-source.ts';
import { fetchAnswer } from './fetch-answer.ts';

/** Requests at the same time: what browsers allow a host over HTTP/1.1. */
const MAX_PARALLEL = 6;

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
  const { url, version, keep } = source;
  const waiting = source.requestsFor(ranges);
  async function work(): Promise<void> {
    for (let range = waiting.shift(); range !== undefined; range = waiting.shift()) {
      const request = rangeRequest(url, range);
      const answer = await fetchWithRetry(request, send);
      keep(range.startByte, judgeRange(request, answer, version).bytes);
    }
  }
  const settled = await Promise.allSettled(Array.from({ length: MAX_PARALLEL }, work));
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
}

/**
 * Asks for the first bytes of a store and throws the `DataError` of an unusable host. Unlike a synchronous request this one is left
 * after a few kB when the host sends the whole file, so it has to come before `openStore`.
 */
export async function probeRemoteStore(storeUrl: string, send: typeof fetch = fetch): Promise<void> {
  const request = rangeRequest(storeUrl, PROBE);
  judgeRange(request, await fetchWithRetry(request, send), null);
}

async function fetchWithRetry(request: HttpRequest, send: typeof fetch): Promise<HttpAnswer> {
  const answer = await fetchAnswer(request, send);
  return isWorthRetry(answer) ? fetchAnswer(request, send) : answer;
}
