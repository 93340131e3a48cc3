import type { ByteRange } from '../core/bytes/byte-source.ts';
import { DataError } from '../core/errors.ts';
import {
  contentCoding,
  contentLength,
  displayUrl,
  type HttpAnswer,
  type HttpRequest,
  isWebPage,
  rangeHeader,
  type StatusAnswer,
  statusLine,
} from './http-answer.ts';
import { noAnswer, refusal, webPage } from './http-refusal.ts';

/** A GET of a part of a file. */
export interface RangeRequest extends HttpRequest {
  readonly range: ByteRange;
}

/** What tells one state of a remote file from another. Headers that the host does not send or expose are null. */
export interface RemoteVersion {
  readonly sizeBytes: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface JudgedRange {
  /** Exactly the bytes asked for, or up to the file's end where it comes before the end of the range. */
  readonly bytes: Uint8Array;
  readonly version: RemoteVersion;
}

export function rangeRequest(url: string, range: ByteRange): RangeRequest {
  return { url, range, maxBytes: range.endByte - range.startByte };
}

/**
 * Holds an answer against what was asked (RFC 9110 sections 14 and 15.3.7). `known` is the version of earlier answers, or null on the first,
 * when the size is found out. Throws a `DataError` for everything but the very bytes of that version.
 */
export function judgeRange(request: RangeRequest, answer: HttpAnswer, known: RemoteVersion | null): JudgedRange {
  if (answer.kind === 'none') throw noAnswer(request, answer);
  if (answer.status === 200 || answer.status === 206) {
    if (isWebPage(answer)) throw webPage(request, expectedStatus(request), answer);
    refuseCoding(request, answer);
  }
  if (answer.status === 206) return judgePart(request, answer, known);
  if (answer.status === 200) return judgeWhole(request, answer, known);
  if (answer.status === 416) return judgeUnsatisfiable(request, answer, known);
  throw refusal(request, expectedStatus(request), answer);
}

function judgePart(request: RangeRequest, answer: StatusAnswer, known: RemoteVersion | null): JudgedRange {
  const { range, url } = request;
  const header = answer.headers.get('content-range');
  if (header === undefined) {
    throw new DataError({
      code: 'http-size-hidden',
      what: 'The host hides the size of the file',
      expected: 'a Content-Range header, named in Access-Control-Expose-Headers where the page is from another host',
      found: `${statusLine(answer)} without a readable Content-Range`,
      where: displayUrl(url),
    });
  }
  const served = parseContentRange(header);
  if (served === null || served.range === null || served.sizeBytes === null)
    throw wrongRange(request, header, 'with the size of the file');
  const version = { sizeBytes: served.sizeBytes, ...validators(answer) };
  refuseChange(request, known, version);
  const endByte = Math.min(range.endByte, version.sizeBytes);
  if (served.range.startByte !== range.startByte || served.range.endByte !== endByte)
    throw wrongRange(request, header, `of ${version.sizeBytes}`);
  refuseLength(request, answer, endByte - range.startByte);
  return { bytes: answer.body, version };
}

/** A host may send the whole file where the range covers it; any other 200 means that it ignores Range. */
function judgeWhole(request: RangeRequest, answer: StatusAnswer, known: RemoteVersion | null): JudgedRange {
  const { range, url } = request;
  const length = contentLength(answer);
  const covers = range.startByte === 0 && (length ?? answer.body.length) <= range.endByte;
  if (!covers || answer.bodyEnd === 'stopped') {
    const ranges = answer.headers.get('accept-ranges');
    const acceptRanges = ranges === undefined ? 'no Accept-Ranges' : `Accept-Ranges: ${ranges}`;
    throw new DataError({
      code: 'http-range-ignored',
      what: `A request for ${describeSize(range.endByte - range.startByte)} was answered with all of it`,
      expected: expectedStatus(request),
      found: `${statusLine(answer)}, ${length === null ? 'length unknown' : `length ${length.toLocaleString('en-US')}`}, ${acceptRanges}`,
      where: displayUrl(url),
    });
  }
  const version = { sizeBytes: length ?? answer.body.length, ...validators(answer) };
  refuseChange(request, known, version);
  refuseLength(request, answer, version.sizeBytes);
  return { bytes: answer.body, version };
}

/** 416 is how many hosts answer a range of an empty file. */
function judgeUnsatisfiable(request: RangeRequest, answer: StatusAnswer, known: RemoteVersion | null): JudgedRange {
  const served = parseContentRange(answer.headers.get('content-range') ?? '');
  if (served !== null && served.sizeBytes !== null) {
    const version = { sizeBytes: served.sizeBytes, ...validators(answer) };
    // Some hosts leave the validators out of an error or put the error's own there: only the size counts.
    refuseChange(request, known, { ...version, etag: null, lastModified: null });
    if (served.sizeBytes === 0 && request.range.startByte === 0) return { bytes: new Uint8Array(0), version };
  }
  throw new DataError({
    code: 'http-range-refused',
    what: 'The host refuses a range that lies within the file',
    expected: expectedStatus(request),
    found: `${statusLine(answer)}, Content-Range ${answer.headers.get('content-range') ?? 'absent'}`,
    where: displayUrl(request.url),
  });
}

interface ContentRange {
  /** Null for `bytes * /size`, which comes with 416. */
  readonly range: ByteRange | null;
  /** Null for an unknown size, `*`. */
  readonly sizeBytes: number | null;
}

/** Content-Range, RFC 9110 section 14.4: `bytes 0-4095/7600` or `bytes * /7600` (without the space). Null where it is neither. */
export function parseContentRange(header: string): ContentRange | null {
  const match = /^bytes\s+(?:(\d{1,15})-(\d{1,15})|\*)\/(\d{1,15}|\*)$/i.exec(header.trim());
  if (!match) return null;
  const [, first, last, total] = match;
  const sizeBytes = total === '*' ? null : Number(total);
  if (first === undefined || last === undefined) return { range: null, sizeBytes };
  const range = { startByte: Number(first), endByte: Number(last) + 1 };
  const isPossible = range.endByte > range.startByte && (sizeBytes === null || range.endByte <= sizeBytes);
  return isPossible ? { range, sizeBytes } : null;
}

function validators(answer: StatusAnswer): Pick<RemoteVersion, 'etag' | 'lastModified'> {
  return { etag: answer.headers.get('etag') ?? null, lastModified: answer.headers.get('last-modified') ?? null };
}

/** Throws where both versions name something and differ in it. A weak ETag is compared by its text: caches weaken and restore the mark. */
function refuseChange(request: RangeRequest, known: RemoteVersion | null, version: RemoteVersion): void {
  if (known === null) return;
  const changed = (expected: string, found: string) =>
    new DataError({
      code: 'http-changed',
      what: 'The file changed on its host while it was open',
      expected,
      found,
      where: displayUrl(request.url),
    });
  if (version.sizeBytes !== known.sizeBytes)
    throw changed(`the ${known.sizeBytes} bytes found first`, `${version.sizeBytes} bytes`);
  const opaque = (etag: string) => etag.replace(/^W\//, '');
  if (known.etag !== null && version.etag !== null && opaque(known.etag) !== opaque(version.etag))
    throw changed(`ETag ${known.etag}`, `ETag ${version.etag}`);
  if (known.lastModified !== null && version.lastModified !== null && known.lastModified !== version.lastModified)
    throw changed(`Last-Modified ${known.lastModified}`, `Last-Modified ${version.lastModified}`);
}

/** Offsets count the file's own bytes; those of a compressed body are others. fetch and XMLHttpRequest ask for identity with every Range. */
function refuseCoding(request: RangeRequest, answer: StatusAnswer): void {
  const coding = contentCoding(answer);
  if (coding === null) return;
  throw new DataError({
    code: 'http-encoded',
    what: 'The host compresses a part of the file on its way, so that its bytes are not those of the file',
    expected: 'no Content-Encoding',
    found: `Content-Encoding ${coding}`,
    where: displayUrl(request.url),
  });
}

function refuseLength(request: RangeRequest, answer: StatusAnswer, byteCount: number): void {
  if (answer.bodyEnd === 'whole' && answer.body.length === byteCount) return;
  const isCut = answer.bodyEnd === 'cut' || answer.body.length < byteCount;
  throw new DataError({
    code: isCut ? 'http-cut' : 'http-too-long',
    what: isCut ? 'The answer of the host was cut short' : 'The answer of the host is longer than it says',
    expected: `${byteCount} bytes for ${rangeHeader(request.range)}`,
    found: `${answer.bodyEnd === 'stopped' ? 'more' : answer.body.length} bytes`,
    where: displayUrl(request.url),
  });
}

function wrongRange(request: RangeRequest, header: string, size: string): DataError {
  const { startByte, endByte } = request.range;
  return new DataError({
    code: 'http-range-wrong',
    what: 'The host sent another part of the file than was asked for',
    expected: `Content-Range bytes ${startByte}-${endByte - 1} ${size}`,
    found: `Content-Range ${header}`,
    where: displayUrl(request.url),
  });
}

function expectedStatus(request: RangeRequest): string {
  return `206 Partial Content for ${rangeHeader(request.range)}`;
}

function describeSize(byteCount: number): string {
  if (byteCount < 1024) return `${byteCount} bytes`;
  if (byteCount < 1024 ** 2) return `${Math.round(byteCount / 1024)} kB`;
  return `${(byteCount / 1024 ** 2).toFixed(1)} MB`;
}
