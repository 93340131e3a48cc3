import { describe, expect, it } from 'vitest';
import { answerOf, countedBytes } from './fake-host.fixture.ts';
import type { HttpAnswer } from './http-answer.ts';
import { judgeWholeFile, wholeFileRequest } from './http-file.ts';

const request = wholeFileRequest('http://host/train.txt');
const judge = (answer: HttpAnswer) => () => judgeWholeFile(request, answer);

describe('judgeWholeFile', () => {
  it('gives the body of 200', () => {
    const body = countedBytes(300);
    expect(judge(answerOf({ status: 200, body, headers: { 'content-length': '300' } }))()).toEqual(body);
  });

  it('gives null where the host has no such file', () => {
    for (const status of [403, 404, 410]) expect(judge(answerOf({ status }))()).toBeNull();
  });

  it('takes a web page for a missing file: development servers answer every address with their start page', () => {
    expect(judge(answerOf({ status: 200, headers: { 'content-type': 'text/html' } }))()).toBeNull();
  });

  it('does not count the bytes of an answer that was compressed on its way', () => {
    const headers = { 'content-length': '400', 'content-encoding': 'gzip' };
    expect(judge(answerOf({ status: 200, body: countedBytes(300), headers }))()).toHaveLength(300);
  });

  it('refuses a body that is shorter than announced', () => {
    expect(judge(answerOf({ status: 200, body: countedBytes(300), headers: { 'content-length': '301' } }))).toThrow(
      'The answer of the host was cut short: expected 301 bytes, found 300 bytes (http://host/train.txt)',
    );
    expect(judge(answerOf({ status: 200, body: countedBytes(300), bodyEnd: 'cut' }))).toThrow(
      'The answer of the host was cut short: expected the whole file, found 300 bytes (http://host/train.txt)',
    );
  });

  it('refuses a file that is too large to be read whole', () => {
    expect(judge(answerOf({ status: 200, bodyEnd: 'stopped', headers: { 'content-length': '50000000' } }))).toThrow(
      'A file beside the dataset is too large to be read whole: expected at most 16777216 bytes, found 50000000 bytes (http://host/train.txt)',
    );
  });

  it('refuses what is neither a file nor its absence', () => {
    expect(judge(answerOf({ status: 500 }))).toThrow(
      'The host has a fault of its own: expected 200 OK, found 500 Internal Server Error (http://host/train.txt)',
    );
    expect(judge({ kind: 'none', isPage: false, reason: 'getaddrinfo ENOTFOUND host' })).toThrow(
      'The host did not answer: expected an answer, found getaddrinfo ENOTFOUND host (http://host/train.txt)',
    );
  });
});
