import { DataError } from '../core/errors.ts';
import { displayUrl, type HttpAnswer, type HttpRequest, type StatusAnswer, statusLine } from './http-answer.ts';

/** What a request expects, e.g. "206 Partial Content for bytes=0-4095" or "200 OK". */
type Expectation = string;

/** The error for a GET that got no answer at all. */
export function noAnswer(request: HttpRequest, answer: Extract<HttpAnswer, { kind: 'none' }>): DataError {
  // A browser tells a page no more than this about a refusal by CORS, a name that does not exist and a cable that is out.
  return new DataError({
    code: 'http-no-answer',
    what: answer.isPage ? 'The host does not allow this page or did not answer' : 'The host did not answer',
    expected: answer.isPage ? 'an answer with Access-Control-Allow-Origin' : 'an answer',
    found: answer.reason,
    where: displayUrl(request.url),
  });
}

/** The error for an answer whose status is a refusal (4xx, 5xx) or one that makes no sense here. */
export function refusal(request: HttpRequest, expected: Expectation, answer: StatusAnswer): DataError {
  const { code, what } = describeStatus(answer.status);
  return new DataError({ code, what, expected, found: statusLine(answer), where: displayUrl(request.url) });
}

/** The error for a web page in place of the file: a sign-in, or a server that answers every address with its start page. */
export function webPage(request: HttpRequest, expected: Expectation, answer: StatusAnswer): DataError {
  return new DataError({
    code: 'http-web-page',
    what: 'The address gives a web page instead of a file',
    expected,
    found: `${statusLine(answer)}, Content-Type ${answer.headers.get('content-type') ?? 'absent'}`,
    where: displayUrl(request.url),
  });
}

function describeStatus(status: number): { code: string; what: string } {
  if (status === 401) return { code: 'http-sign-in', what: 'The host wants a sign-in' };
  if (status === 403)
    return { code: 'http-forbidden', what: 'The host refuses this address, or a signed address has expired' };
  if (status === 404 || status === 410) return { code: 'http-not-found', what: 'There is no file at this address' };
  if (status === 429) return { code: 'http-too-many-requests', what: 'The host wants fewer requests' };
  if (status >= 500 && status < 600) return { code: 'http-server-fault', what: 'The host has a fault of its own' };
  return { code: 'http-unexpected-status', what: 'The host gave an answer that does not fit a file' };
}
