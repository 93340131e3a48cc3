import {
  ANSWER_TIMEOUT_MS,
  type HttpAnswer,
  type HttpRequest,
  NO_READABLE_ANSWER,
  rangeHeader,
  type SyncTransport,
} from '../http-answer.ts';

/** The part of `XMLHttpRequest` used here. */
export type XhrConstructor = new () => Pick<
  XMLHttpRequest,
  | 'open'
  | 'setRequestHeader'
  | 'send'
  | 'getAllResponseHeaders'
  | 'responseType'
  | 'timeout'
  | 'status'
  | 'statusText'
  | 'response'
>;

/**
 * Synchronous requests, for workers: a page may set neither `responseType` nor `timeout` on them. Such a request cannot be left before its
 * end, so a host that ignores Range must have been found out by `fetchStoreStart` before.
 */
export function createXhrTransport(Xhr: XhrConstructor = XMLHttpRequest): SyncTransport {
  return { maxParallel: 1, get: (requests) => requests.map((request) => getSync(Xhr, request)) };
}

function getSync(Xhr: XhrConstructor, request: HttpRequest): HttpAnswer {
  const xhr = new Xhr();
  xhr.open('GET', request.url, false);
  xhr.responseType = 'arraybuffer';
  xhr.timeout = ANSWER_TIMEOUT_MS;
  if (request.range !== null) xhr.setRequestHeader('Range', rangeHeader(request.range));
  try {
    xhr.send();
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    return {
      kind: 'none',
      isPage: true,
      reason: isTimeout ? `nothing in ${ANSWER_TIMEOUT_MS / 1000} s` : NO_READABLE_ANSWER,
    };
  }
  if (xhr.status === 0) return { kind: 'none', isPage: true, reason: NO_READABLE_ANSWER };
  const { status, statusText, response } = xhr;
  const body = response instanceof ArrayBuffer ? new Uint8Array(response) : null;
  return {
    kind: 'answer',
    status,
    statusText,
    headers: parseHeaders(xhr.getAllResponseHeaders()),
    body: body ?? new Uint8Array(0),
    bodyEnd: body === null ? 'cut' : 'whole',
  };
}

/** Lines as `getAllResponseHeaders` gives them; asking for one hidden header by name would write to the console. */
function parseHeaders(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}
