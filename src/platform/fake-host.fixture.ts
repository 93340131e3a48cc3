import type { HttpAnswer, HttpRequest, StatusAnswer, SyncTransport } from './http-answer.ts';

/** A file of `length` bytes of which each tells its place: byte i is i mod 251. */
export function countedBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => i % 251);
}

/** An answer as a well-behaved host gives it, with any part of it replaced. */
export function answerOf(
  parts: Partial<Omit<StatusAnswer, 'headers'>> & { headers?: Record<string, string> },
): StatusAnswer {
  return {
    kind: 'answer',
    status: parts.status ?? 206,
    statusText: parts.statusText ?? '',
    headers: new Map(Object.entries(parts.headers ?? {})),
    body: parts.body ?? new Uint8Array(0),
    bodyEnd: parts.bodyEnd ?? 'whole',
  };
}

export interface FakeHost extends SyncTransport {
  /** Range headers' ranges in the order of their requests, as `start-end` with the end exclusive; "whole" for a plain GET. */
  readonly log: string[][];
  /** Answers, one a request, that are given before the host behaves well again. */
  readonly faults: HttpAnswer[];
}

/** A host in memory: full addresses and the bytes there. */
export function createFakeHost(files: Readonly<Record<string, Uint8Array>>, maxParallel = 6): FakeHost {
  const log: string[][] = [];
  const faults: HttpAnswer[] = [];
  return {
    maxParallel,
    log,
    faults,
    get(requests) {
      log.push(requests.map(({ range }) => (range === null ? 'whole' : `${range.startByte}-${range.endByte}`)));
      return requests.map((request) => faults.shift() ?? serve(files[request.url], request));
    },
  };
}

function serve(bytes: Uint8Array | undefined, { range }: HttpRequest): StatusAnswer {
  if (bytes === undefined) return answerOf({ status: 404 });
  if (range === null) return answerOf({ status: 200, body: bytes, headers: { 'content-length': `${bytes.length}` } });
  const body = bytes.slice(range.startByte, range.endByte);
  const contentRange = `bytes ${range.startByte}-${range.startByte + body.length - 1}/${bytes.length}`;
  return answerOf({ body, headers: { 'content-range': contentRange, etag: '"one"' } });
}
