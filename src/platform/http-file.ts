import { DataError } from '../core/errors.ts';
import {
  contentCoding,
  contentLength,
  displayUrl,
  type HttpAnswer,
  type HttpRequest,
  isWebPage,
} from './http-answer.ts';
import { noAnswer, refusal } from './http-refusal.ts';

/** Most bytes of a file beside the store (a split list, statistics): they are read whole. 16 MB is a list of a million entries. */
export const SIDE_FILE_LIMIT_BYTES = 16 * 2 ** 20;

export function wholeFileRequest(url: string): HttpRequest {
  return { url, range: null, maxBytes: SIDE_FILE_LIMIT_BYTES };
}

/**
 * The bytes of a small file that was fetched whole, or null where the host has none: 404, 410, and also 403, which is what object stores
 * say about names that do not exist, and a web page, which is what development servers say. Throws a `DataError` for every other failure.
 */
export function judgeWholeFile(request: HttpRequest, answer: HttpAnswer): Uint8Array | null {
  if (answer.kind === 'none') throw noAnswer(request, answer);
  if ([403, 404, 410].includes(answer.status)) return null;
  if (answer.status !== 200) throw refusal(request, '200 OK', answer);
  if (isWebPage(answer)) return null;
  const length = contentLength(answer);
  if (answer.bodyEnd === 'stopped' || answer.body.length > request.maxBytes) {
    throw new DataError({
      code: 'http-file-too-large',
      what: 'A file beside the dataset is too large to be read whole',
      expected: `at most ${request.maxBytes} bytes`,
      found: length === null ? `more than ${request.maxBytes} bytes` : `${length} bytes`,
      where: displayUrl(request.url),
    });
  }
  // Of a compressed answer Content-Length counts the bytes before they were unpacked.
  const expected = contentCoding(answer) === null ? length : null;
  if (answer.bodyEnd === 'cut' || (expected !== null && answer.body.length < expected)) {
    throw new DataError({
      code: 'http-cut',
      what: 'The answer of the host was cut short',
      expected: expected === null ? 'the whole file' : `${expected} bytes`,
      found: `${answer.body.length} bytes`,
      where: displayUrl(request.url),
    });
  }
  return answer.body;
}
