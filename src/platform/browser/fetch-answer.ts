import {
  ANSWER_TIMEOUT_MS,
  type BodyEnd,
  type HttpAnswer,
  type HttpRequest,
  NO_READABLE_ANSWER,
  rangeHeader,
} from '../http-answer.ts';

/** Sends a GET with `fetch` and leaves its body once it is longer than of use. Never rejects: a failure is an answer. */
export async function fetchAnswer(request: HttpRequest, send: typeof fetch = fetch): Promise<HttpAnswer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ANSWER_TIMEOUT_MS);
  try {
    const headers: Record<string, string> = request.range === null ? {} : { Range: rangeHeader(request.range) };
    // Chromium lets only one request at a time through its cache for an address; without the cache they run side by side.
    const response = await send(request.url, { headers, signal: abort.signal, cache: 'no-store' });
    const { body, bodyEnd } = await readBody(response, request.maxBytes);
    const { status, statusText } = response;
    return { kind: 'answer', status, statusText, headers: new Map(response.headers), body, bodyEnd };
  } catch {
    return { kind: 'none', isPage: true, reason: NO_READABLE_ANSWER };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

async function readBody(response: Response, maxBytes: number): Promise<{ body: Uint8Array; bodyEnd: BodyEnd }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let bodyEnd: BodyEnd = 'whole';
  const reader = response.body?.getReader();
  try {
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      length += value.length;
      if (length > maxBytes) {
        bodyEnd = 'stopped';
        void reader.cancel().catch(() => {});
        break;
      }
    }
  } catch {
    bodyEnd = 'cut';
  }
  return { body: join(chunks, length), bodyEnd };
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
