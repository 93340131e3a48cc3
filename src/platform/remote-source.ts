import type { ByteRange, ByteSource } from '../core/bytes/byte-source.ts';
import { checkRange } from '../core/bytes/check-range.ts';
import { DataError } from '../core/errors.ts';
import { displayUrl, type HttpAnswer, type HttpRequest, isWorthRetry, type SyncTransport } from './http-answer.ts';
import { judgeWholeFile, wholeFileRequest } from './http-file.ts';
import { type JudgedRange, judgeRange, type RemoteVersion, rangeRequest } from './http-range.ts';
import { planRequests, REQUEST_LIMITS } from './plan-requests.ts';
import { createRangeStore } from './range-store.ts';

/** A file read over HTTP Range. */
export interface RemoteSource extends ByteSource {
  /** The whole address, with the query that `name` leaves out. */
  readonly url: string;
  /** What every answer is held against: a file that changes on its host while it is open is an error. */
  readonly version: RemoteVersion;
  /** Requests, at most a few MB each, that bring what is not held of `ranges`, or of the last plan when absent. */
  requestsFor(ranges?: readonly ByteRange[]): ByteRange[];
  /** Takes over bytes of this version that were fetched elsewhere. They must not change afterwards. */
  keep(startByte: number, bytes: Uint8Array): void;
}

/** The first request: enough to learn the size and to see what kind of store it is. */
export const PROBE: ByteRange = { startByte: 0, endByte: 4096 };
/** Bytes held that were fetched ahead; a crop of three clips is 0.6 MB. */
const HELD_BYTES = 32 * 2 ** 20;

/**
 * Opens the file at `url` with one small ranged GET, which tells its size; there is no HEAD, which addresses signed for GET refuse. A
 * request that failed for want of a network is sent once more; nothing of a failure is kept. A new plan takes the place of the
 * one before, and costs nothing until a read falls into it.
 *
 * @param start the file's first bytes, where they were fetched already; there is no request then.
 */
export function openRemoteSource(
  url: string,
  transport: SyncTransport,
  start: JudgedRange = probe(url, transport),
): RemoteSource {
  const { version, bytes } = start;
  const held = createRangeStore(HELD_BYTES);
  held.keep(0, bytes);
  let planned: readonly ByteRange[] = [];

  /** Fetches the planned requests that hold the range, and those after them that fit into the same round trip. */
  function fetchPlanned(range: ByteRange): void {
    const first = planned.findIndex((request) => request.endByte > range.startByte);
    const needed = planned.filter((request) => request.endByte > range.startByte && request.startByte < range.endByte);
    if (!covers(needed, range)) return;
    const batch = planned.slice(first, first + Math.max(needed.length, transport.maxParallel));
    planned = planned.filter((request) => !batch.includes(request));
    const requests = batch.map((request) => rangeRequest(url, request));
    for (const [i, { request, answer }] of sendAll(transport, requests).entries()) {
      try {
        held.keep(request.range.startByte, judgeRange(request, answer, version).bytes);
      } catch (error) {
        // What was only fetched ahead fails when it is read.
        if (i < needed.length || !(error instanceof DataError)) throw error;
      }
    }
  }

  const source: RemoteSource = {
    name: displayUrl(url),
    url,
    size: version.sizeBytes,
    version,
    read(startByte, endByte) {
      checkRange(source, startByte, endByte);
      if (startByte === endByte) return new Uint8Array(0);
      const range = { startByte, endByte };
      if (endByte - startByte <= HELD_BYTES / 2 && !held.has(range)) fetchPlanned(range);
      const fetched = held.read(range);
      if (fetched !== null) return fetched;
      const request = rangeRequest(url, range);
      return judgeRange(request, sendOne(transport, request), version).bytes;
    },
    plan(ranges) {
      planned = source.requestsFor(ranges);
    },
    requestsFor(ranges = planned) {
      for (const { startByte, endByte } of ranges) checkRange(source, startByte, endByte);
      const missing = ranges.filter((range) => !held.has(range));
      return planRequests(missing, REQUEST_LIMITS);
    },
    keep: held.keep,
  };
  return source;
}

function probe(url: string, transport: SyncTransport): JudgedRange {
  const request = rangeRequest(url, PROBE);
  return judgeRange(request, sendOne(transport, request), null);
}

export function isRemoteSource(source: ByteSource): source is RemoteSource {
  return 'url' in source && 'requestsFor' in source;
}

/** The small file at `url` fetched whole, or null where the host has none (see `judgeWholeFile`). */
export function readRemoteFile(url: string, transport: SyncTransport): Uint8Array | null {
  const request = wholeFileRequest(url);
  return judgeWholeFile(request, sendOne(transport, request));
}

/** Every request with its answer, in order. Those that may succeed at once are sent a second time. */
function sendAll<R extends HttpRequest>(
  transport: SyncTransport,
  requests: readonly R[],
): { request: R; answer: HttpAnswer }[] {
  const exchanges = send(transport, requests);
  const failed = exchanges.filter(({ answer }) => isWorthRetry(answer));
  if (failed.length === 0) return exchanges;
  const again = send(
    transport,
    failed.map(({ request }) => request),
  );
  return exchanges.map((exchange) => again.find(({ request }) => request === exchange.request) ?? exchange);
}

function sendOne(transport: SyncTransport, request: HttpRequest): HttpAnswer {
  const [exchange] = sendAll(transport, [request]);
  if (exchange === undefined) throw new Error('one request has one answer');
  return exchange.answer;
}

function send<R extends HttpRequest>(transport: SyncTransport, requests: readonly R[]) {
  const answers = transport.get(requests);
  return requests.map((request, i) => {
    const answer = answers[i];
    if (answer === undefined) throw new Error('a transport owes every request an answer');
    return { request, answer };
  });
}

/** True where requests in order, none overlapping another, hold every byte of the range. */
function covers(requests: readonly ByteRange[], range: ByteRange): boolean {
  let reached = range.startByte;
  for (const { startByte, endByte } of requests) {
    if (startByte > reached) return false;
    reached = endByte;
  }
  return reached >= range.endByte;
}
