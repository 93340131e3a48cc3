import { describe, expect, it } from 'vitest';
import { answerOf, countedBytes } from './fake-host.fixture.ts';
import { type HttpAnswer, rangeHeader } from './http-answer.ts';
import { judgeRange, parseContentRange, type RemoteVersion, rangeRequest } from './http-range.ts';

const URL_OF_STORE = 'https://data.example.org/hdtf/data.mdb';
const KNOWN: RemoteVersion = { sizeBytes: 7_600_078_848, etag: '"a1"', lastModified: 'Mon, 02 Jun 2025 10:00:00 GMT' };
const FIRST = rangeRequest(URL_OF_STORE, { startByte: 0, endByte: 4096 });

const body = countedBytes(4096);
const contentRange = 'bytes 0-4095/7600078848';
const part = (headers: Record<string, string> = {}, parts = {}) =>
  answerOf({ body, headers: { 'content-range': contentRange, ...headers }, ...parts });
const judge =
  (answer: HttpAnswer, known: RemoteVersion | null = null) =>
  () =>
    judgeRange(FIRST, answer, known);

describe('rangeHeader', () => {
  it('names the last byte, not the one after it', () => {
    expect(rangeHeader({ startByte: 0, endByte: 4096 })).toBe('bytes=0-4095');
    expect(rangeHeader({ startByte: 5_000_000_000, endByte: 5_000_000_001 })).toBe('bytes=5000000000-5000000000');
  });
});

describe('judgeRange on good answers', () => {
  it('takes the size from Content-Range and the version from ETag and Last-Modified', () => {
    const { bytes, version } = judge(part({ etag: '"a1"', 'last-modified': 'Mon, 02 Jun 2025 10:00:00 GMT' }), KNOWN)();
    expect(bytes).toEqual(body);
    expect(version).toEqual(KNOWN);
  });

  it('accepts a range that ends with the file', () => {
    const request = rangeRequest(URL_OF_STORE, { startByte: 90, endByte: 4096 });
    const answer = answerOf({ body: countedBytes(10), headers: { 'content-range': 'bytes 90-99/100' } });
    expect(judgeRange(request, answer, null)).toEqual({
      bytes: countedBytes(10),
      version: { sizeBytes: 100, etag: null, lastModified: null },
    });
  });

  it('accepts the whole file where the range covers it', () => {
    const answer = answerOf({ status: 200, body: countedBytes(100), headers: { 'content-length': '100' } });
    expect(judge(answer)().version.sizeBytes).toBe(100);
  });

  it('reads an empty file from 416, which is how hosts answer any range of one', () => {
    expect(judge(answerOf({ status: 416, headers: { 'content-range': 'bytes */0' } }))()).toEqual({
      bytes: new Uint8Array(0),
      version: { sizeBytes: 0, etag: null, lastModified: null },
    });
  });

  it('takes a weak mark on a known ETag for the same version', () => {
    expect(judge(part({ etag: 'W/"a1"' }), KNOWN)().bytes).toEqual(body);
  });
});

describe('judgeRange on faults', () => {
  const cases: readonly { fault: string; answer: HttpAnswer; known?: RemoteVersion; code: string; message: string }[] =
    [
      {
        fault: 'a host that ignores Range',
        answer: answerOf({
          status: 200,
          statusText: 'OK',
          bodyEnd: 'stopped',
          headers: { 'content-length': '7600078848' },
        }),
        code: 'http-range-ignored',
        message:
          'A request for 4 kB was answered with all of it: expected 206 Partial Content for bytes=0-4095, found 200 OK, length 7,600,078,848, no Accept-Ranges (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'a host that ignores Range and hides the length',
        answer: answerOf({ status: 200, bodyEnd: 'stopped', headers: { 'accept-ranges': 'none' } }),
        code: 'http-range-ignored',
        message:
          'A request for 4 kB was answered with all of it: expected 206 Partial Content for bytes=0-4095, found 200 OK, length unknown, Accept-Ranges: none (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'no Content-Range',
        answer: answerOf({ body }),
        code: 'http-size-hidden',
        message:
          'The host hides the size of the file: expected a Content-Range header, named in Access-Control-Expose-Headers where the page is from another host, found 206 Partial Content without a readable Content-Range (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'an unknown size',
        answer: part({ 'content-range': 'bytes 0-4095/*' }),
        code: 'http-range-wrong',
        message:
          'The host sent another part of the file than was asked for: expected Content-Range bytes 0-4095 with the size of the file, found Content-Range bytes 0-4095/* (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'a part that begins elsewhere',
        answer: part({ 'content-range': 'bytes 1-4096/7600078848' }),
        code: 'http-range-wrong',
        message:
          'The host sent another part of the file than was asked for: expected Content-Range bytes 0-4095 of 7600078848, found Content-Range bytes 1-4096/7600078848 (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'a shorter part',
        answer: part({ 'content-range': 'bytes 0-1023/7600078848' }, { body: countedBytes(1024) }),
        code: 'http-range-wrong',
        message:
          'The host sent another part of the file than was asked for: expected Content-Range bytes 0-4095 of 7600078848, found Content-Range bytes 0-1023/7600078848 (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'a body that breaks off',
        answer: part({}, { body: countedBytes(1000), bodyEnd: 'cut' }),
        code: 'http-cut',
        message:
          'The answer of the host was cut short: expected 4096 bytes for bytes=0-4095, found 1000 bytes (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'a body shorter than Content-Range says',
        answer: part({}, { body: countedBytes(4095) }),
        code: 'http-cut',
        message:
          'The answer of the host was cut short: expected 4096 bytes for bytes=0-4095, found 4095 bytes (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'a body longer than Content-Range says',
        answer: part({}, { body: countedBytes(5000), bodyEnd: 'stopped' }),
        code: 'http-too-long',
        message:
          'The answer of the host is longer than it says: expected 4096 bytes for bytes=0-4095, found more bytes (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'a compressed part',
        answer: part({ 'content-encoding': 'gzip' }),
        code: 'http-encoded',
        message:
          'The host compresses a part of the file on its way, so that its bytes are not those of the file: expected no Content-Encoding, found Content-Encoding gzip (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'another ETag',
        answer: part({ etag: '"b2"' }),
        known: KNOWN,
        code: 'http-changed',
        message:
          'The file changed on its host while it was open: expected ETag "a1", found ETag "b2" (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'another Last-Modified where the host sends no ETag',
        answer: part({ 'last-modified': 'Tue, 03 Jun 2025 10:00:00 GMT' }),
        known: { ...KNOWN, etag: null },
        code: 'http-changed',
        message:
          'The file changed on its host while it was open: expected Last-Modified Mon, 02 Jun 2025 10:00:00 GMT, found Last-Modified Tue, 03 Jun 2025 10:00:00 GMT (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'another size',
        answer: part({ 'content-range': 'bytes 0-4095/7600078849' }),
        known: KNOWN,
        code: 'http-changed',
        message:
          'The file changed on its host while it was open: expected the 7600078848 bytes found first, found 7600078849 bytes (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'a file that shrank under the range',
        answer: answerOf({ status: 416, headers: { 'content-range': 'bytes */100' } }),
        known: KNOWN,
        code: 'http-changed',
        message:
          'The file changed on its host while it was open: expected the 7600078848 bytes found first, found 100 bytes (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: '416 without a reason',
        answer: answerOf({ status: 416 }),
        code: 'http-range-refused',
        message:
          'The host refuses a range that lies within the file: expected 206 Partial Content for bytes=0-4095, found 416 Range Not Satisfiable, Content-Range absent (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'a web page',
        answer: answerOf({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } }),
        code: 'http-web-page',
        message:
          'The address gives a web page instead of a file: expected 206 Partial Content for bytes=0-4095, found 200 OK, Content-Type text/html; charset=utf-8 (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'silence in a browser',
        answer: { kind: 'none', isPage: true, reason: 'no readable answer' },
        code: 'http-no-answer',
        message:
          'The host does not allow this page or did not answer: expected an answer with Access-Control-Allow-Origin, found no readable answer (https://data.example.org/hdtf/data.mdb)',
      },
      {
        fault: 'silence in Node',
        answer: { kind: 'none', isPage: false, reason: 'connect ECONNREFUSED 127.0.0.1:1' },
        code: 'http-no-answer',
        message:
          'The host did not answer: expected an answer, found connect ECONNREFUSED 127.0.0.1:1 (https://data.example.org/hdtf/data.mdb)',
      },
      ...(
        [
          [401, 'http-sign-in', 'The host wants a sign-in', '401 Unauthorized'],
          [403, 'http-forbidden', 'The host refuses this address, or a signed address has expired', '403 Forbidden'],
          [404, 'http-not-found', 'There is no file at this address', '404 Not Found'],
          [429, 'http-too-many-requests', 'The host wants fewer requests', '429 Too Many Requests'],
          [500, 'http-server-fault', 'The host has a fault of its own', '500 Internal Server Error'],
          [503, 'http-server-fault', 'The host has a fault of its own', '503 Service Unavailable'],
          [204, 'http-unexpected-status', 'The host gave an answer that does not fit a file', '204'],
        ] as const
      ).map(([status, code, what, found]) => ({
        fault: found,
        answer: answerOf({ status }),
        code,
        message: `${what}: expected 206 Partial Content for bytes=0-4095, found ${found} (https://data.example.org/hdtf/data.mdb)`,
      })),
    ];

  for (const { fault, answer, known, code, message } of cases) {
    it(`refuses ${fault}`, () => {
      expect(judge(answer, known ?? null)).toThrowError(expect.objectContaining({ message }));
      expect(judge(answer, known ?? null)).toThrowError(
        expect.objectContaining({ problem: expect.objectContaining({ code }) }),
      );
    });
  }

  it('leaves the query of a signed address out of its messages', () => {
    const request = rangeRequest(`${URL_OF_STORE}?X-Amz-Signature=secret#part`, { startByte: 0, endByte: 10 });
    expect(() => judgeRange(request, answerOf({ status: 403 }), null)).toThrow(
      'The host refuses this address, or a signed address has expired: expected 206 Partial Content for bytes=0-9, found 403 Forbidden (https://data.example.org/hdtf/data.mdb?…)',
    );
  });
});

describe('parseContentRange', () => {
  it('reads parts, sizes alone and unknown sizes', () => {
    expect(parseContentRange('bytes 0-0/1')).toEqual({ range: { startByte: 0, endByte: 1 }, sizeBytes: 1 });
    expect(parseContentRange('BYTES 5-9/*')).toEqual({ range: { startByte: 5, endByte: 10 }, sizeBytes: null });
    expect(parseContentRange('bytes */12')).toEqual({ range: null, sizeBytes: 12 });
  });

  it('gives null for what cannot be', () => {
    for (const header of [
      '',
      'bytes',
      'bytes 9-5/20',
      'bytes 0-20/20',
      'bytes 0-9',
      'items 0-9/20',
      'bytes -9/20',
      'bytes 0x0-9/20',
    ]) {
      expect(parseContentRange(header)).toBeNull();
    }
  });
});
