import type { ByteRange } from '../core/bytes/byte-source.ts';

/** One GET. */
export interface HttpRequest {
  readonly url: string;
  /** The bytes asked for with a Range header, or null for a plain GET. Never empty. */
  readonly range: ByteRange | null;
  /** Most bytes of body that are of use: a transport that can stop reading does so past them. */
  readonly maxBytes: number;
}

/** How a body ended: read to its end, left by us past `maxBytes`, or broken off by the network. */
export type BodyEnd = 'whole' | 'stopped' | 'cut';

/** What came of a GET. `isPage` tells the sentences of a browser, where a refusal by CORS looks like silence, from Node's. */
export type HttpAnswer =
  | { readonly kind: 'none'; readonly reason: string; readonly isPage: boolean }
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Empty over HTTP/2. */
      readonly statusText: string;
      /** Values by lower-case name; a browser leaves out what the host does not expose. */
      readonly headers: ReadonlyMap<string, string>;
      readonly body: Uint8Array;
      readonly bodyEnd: BodyEnd;
    };

export type StatusAnswer = Extract<HttpAnswer, { kind: 'answer' }>;

/** A request that is not done by then has got no answer. The longest requests are 4 MB. */
export const ANSWER_TIMEOUT_MS = 120_000;

/** All that a browser tells of a request that failed. */
export const NO_READABLE_ANSWER = 'no readable answer';

/** Sends GETs and waits for their ends. Failures are answers; it throws only on faults of this program. */
export interface SyncTransport {
  /** Requests that `get` sends at the same time. */
  readonly maxParallel: number;
  /** One answer a request, in their order. */
  get(requests: readonly HttpRequest[]): HttpAnswer[];
}

/**
 * The Range header of a request: RFC 9110 section 14.1.2, last byte inclusive. There is no If-Range with it: on a changed file the host would
 * send all of it, gigabytes that a synchronous request cannot leave, and across origins the header costs a preflight. ETag,
 * Last-Modified and size of each answer are compared instead.
 */
export function rangeHeader({ startByte, endByte }: ByteRange): string {
  return `bytes=${startByte}-${endByte - 1}`;
}

/** True where the same request may succeed at once: no answer, a broken body, or a gateway that could not reach its server. */
export function isWorthRetry(answer: HttpAnswer): boolean {
  return answer.kind === 'none' || answer.bodyEnd === 'cut' || [502, 503, 504].includes(answer.status);
}

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  200: 'OK',
  206: 'Partial Content',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  410: 'Gone',
  416: 'Range Not Satisfiable',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** E.g. "206 Partial Content". */
export function statusLine(answer: Pick<StatusAnswer, 'status' | 'statusText'>): string {
  return `${answer.status} ${answer.statusText || STATUS_TEXTS[answer.status] || ''}`.trim();
}

/** Content-Length in bytes, or null where it is absent or no number. */
export function contentLength(answer: StatusAnswer): number | null {
  const text = answer.headers.get('content-length');
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** The coding of the body, e.g. "gzip", or null where its bytes are the file's own. */
export function contentCoding(answer: StatusAnswer): string | null {
  const coding = answer.headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  return coding === '' || coding === 'identity' ? null : coding;
}

export function isWebPage(answer: StatusAnswer): boolean {
  return /^\s*text\/html\b/i.test(answer.headers.get('content-type') ?? '');
}

/** The address as messages show it: a query often holds a token or a signature, and messages are copied into reports. */
export function displayUrl(url: string): string {
  const [path = url] = url.split(/[?#]/, 1);
  return url.includes('?') ? `${path}?…` : path;
}
