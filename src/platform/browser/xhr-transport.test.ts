import { describe, expect, it } from 'vitest';
import { openRemoteSource } from '../remote-source.ts';
import { createXhrTransport, type XhrConstructor } from './xhr-transport.ts';

interface FakeResponse {
  readonly status: number;
  readonly headers?: string;
  readonly response?: unknown;
}

/** An XMLHttpRequest that gives one response, or throws, and remembers what was set. */
function fakeXhr(answer: FakeResponse | DOMException) {
  const calls: unknown[][] = [];
  class FakeXhr {
    responseType: XMLHttpRequestResponseType = '';
    timeout = 0;
    status = 0;
    statusText = '';
    response: unknown = null;
    open(...args: unknown[]) {
      calls.push(['open', ...args]);
    }
    setRequestHeader(name: string, value: string) {
      calls.push(['header', name, value]);
    }
    send() {
      calls.push(['send', this.responseType, this.timeout]);
      if (answer instanceof DOMException) throw answer;
      this.status = answer.status;
      this.response = answer.response ?? null;
    }
    getAllResponseHeaders() {
      return answer instanceof DOMException ? '' : (answer.headers ?? '');
    }
  }
  return { Xhr: FakeXhr as unknown as XhrConstructor, calls };
}

const range = { startByte: 10, endByte: 20 };
const request = { url: 'http://h/data.mdb', range, maxBytes: 10 };

describe('createXhrTransport', () => {
  it('asks synchronously for an array buffer, with a time limit', () => {
    const { Xhr, calls } = fakeXhr({
      status: 206,
      headers: 'Content-Range: bytes 10-19/30\r\ncontent-type: text/plain\r\n',
      response: new ArrayBuffer(10),
    });
    const answers = createXhrTransport(Xhr).get([request, { ...request, range: null }]);
    expect(calls).toEqual([
      ['open', 'GET', 'http://h/data.mdb', false],
      ['header', 'Range', 'bytes=10-19'],
      ['send', 'arraybuffer', 120_000],
      ['open', 'GET', 'http://h/data.mdb', false],
      ['send', 'arraybuffer', 120_000],
    ]);
    const headers = new Map([
      ['content-range', 'bytes 10-19/30'],
      ['content-type', 'text/plain'],
    ]);
    const answer = { kind: 'answer', status: 206, statusText: '', headers, body: new Uint8Array(10), bodyEnd: 'whole' };
    expect(answers).toEqual([answer, answer]);
  });

  it('turns what a browser throws into silence', () => {
    const silence = { kind: 'none', isPage: true, reason: 'no readable answer' };
    expect(createXhrTransport(fakeXhr(new DOMException('', 'NetworkError')).Xhr).get([request])).toEqual([silence]);
    expect(createXhrTransport(fakeXhr({ status: 0 }).Xhr).get([request])).toEqual([silence]);
    expect(createXhrTransport(fakeXhr(new DOMException('', 'TimeoutError')).Xhr).get([request])).toEqual([
      { ...silence, reason: 'nothing in 120 s' },
    ]);
  });

  it('takes an answer without a body for one that broke off', () => {
    const { Xhr } = fakeXhr({ status: 206, headers: 'content-range: bytes 0-4095/8192' });
    expect(() => openRemoteSource('http://h/data.mdb', createXhrTransport(Xhr))).toThrow(
      'The answer of the host was cut short: expected 4096 bytes for bytes=0-4095, found 0 bytes (http://h/data.mdb)',
    );
  });
});
