import { describe, expect, it } from 'vitest';
import { answerOf, countedBytes, createFakeHost } from './fake-host.fixture.ts';
import type { HttpAnswer } from './http-answer.ts';
import { openRemoteSource, readRemoteFile } from './remote-source.ts';

const STORE = 'http://host/data.mdb?token=1';
const MB = 2 ** 20;
const file = countedBytes(10 * MB);
const silence: HttpAnswer = { kind: 'none', isPage: true, reason: 'no readable answer' };

function open(maxParallel = 6) {
  const host = createFakeHost({ [STORE]: file }, maxParallel);
  const source = openRemoteSource(STORE, host);
  host.log.length = 0;
  return { host, source };
}

describe('openRemoteSource', () => {
  it('learns the size with one request of 4 kB, whose bytes it keeps', () => {
    const host = createFakeHost({ [STORE]: file });
    const source = openRemoteSource(STORE, host);
    expect(source.read(16, 20)).toEqual(file.slice(16, 20));
    expect({ name: source.name, size: source.size, log: host.log }).toEqual({
      name: 'http://host/data.mdb?…',
      size: 10 * MB,
      log: [['0-4096']],
    });
  });

  it('opens an empty file', () => {
    const host = createFakeHost({});
    host.faults.push(answerOf({ status: 416, headers: { 'content-range': 'bytes */0' } }));
    const source = openRemoteSource(STORE, host);
    expect(source.size).toBe(0);
    expect(source.read(0, 0)).toEqual(new Uint8Array(0));
  });

  it('reads exactly what is asked for', () => {
    const { host, source } = open();
    expect(source.read(5000, 5010)).toEqual(file.slice(5000, 5010));
    expect(source.read(10 * MB - 3, 10 * MB)).toEqual(file.slice(-3));
    expect(source.read(7000, 7000)).toEqual(new Uint8Array(0));
    expect(host.log).toEqual([['5000-5010'], ['10485757-10485760']]);
  });

  it('refuses a range outside the file without asking the host', () => {
    const { host, source } = open();
    expect(() => source.read(0, 10 * MB + 1)).toThrow(
      'A read lies outside http://host/data.mdb?…: expected a range within its 10485760 bytes, found bytes [0, 10485761) (http://host/data.mdb?…)',
    );
    expect(host.log).toEqual([]);
  });

  it('asks for nothing when ranges are planned, and for near ones together when the first is read', () => {
    const { host, source } = open();
    source.plan?.([
      { startByte: 20_000, endByte: 20_100 },
      { startByte: 60_000, endByte: 60_100 },
      { startByte: 2 * MB, endByte: 2 * MB + 100 },
    ]);
    expect(host.log).toEqual([]);
    expect(source.read(20_000, 20_100)).toEqual(file.slice(20_000, 20_100));
    expect(source.read(60_000, 60_100)).toEqual(file.slice(60_000, 60_100));
    expect(source.read(2 * MB, 2 * MB + 100)).toEqual(file.slice(2 * MB, 2 * MB + 100));
    expect(host.log).toEqual([['20000-60100', '2097152-2097252']]);
  });

  it('sends planned requests one at a time over a transport that can do no more', () => {
    const { host, source } = open(1);
    source.plan?.([
      { startByte: 20_000, endByte: 30_000 },
      { startByte: 2 * MB, endByte: 2 * MB + 100 },
    ]);
    source.read(2 * MB, 2 * MB + 100);
    expect(host.log).toEqual([['2097152-2097252']]);
  });

  it('reads across the pieces of a long planned range', () => {
    const { host, source } = open();
    source.plan?.([{ startByte: MB, endByte: 9 * MB }]);
    // Vitest compares long arrays one value at a time, for minutes.
    expect(Buffer.compare(source.read(MB, 9 * MB), file.subarray(MB, 9 * MB))).toBe(0);
    expect(host.log).toEqual([[`${MB}-${5 * MB}`, `${5 * MB}-${9 * MB}`]]);
  });

  it('reads what the plan holds only in part by a request of its own', () => {
    const { host, source } = open();
    source.plan?.([{ startByte: 20_000, endByte: 30_000 }]);
    expect(source.read(29_990, 30_001)).toEqual(file.slice(29_990, 30_001));
    expect(host.log).toEqual([['29990-30001']]);
  });

  it('sends a request once more after silence, a broken body and 502, 503 or 504', () => {
    const faults = [silence, answerOf({ bodyEnd: 'cut' }), ...[502, 503, 504].map((status) => answerOf({ status }))];
    for (const fault of faults) {
      const { host, source } = open();
      host.faults.push(fault);
      expect(source.read(5000, 5010)).toEqual(file.slice(5000, 5010));
      expect(host.log).toEqual([['5000-5010'], ['5000-5010']]);
    }
  });

  it('gives up after the second failure and asks again on the next read', () => {
    const { host, source } = open();
    host.faults.push(silence, silence);
    expect(() => source.read(5000, 5010)).toThrow(
      'The host does not allow this page or did not answer: expected an answer with Access-Control-Allow-Origin, found no readable answer (http://host/data.mdb?…)',
    );
    expect(source.read(5000, 5010)).toEqual(file.slice(5000, 5010));
  });

  it('does not send a refused request again', () => {
    const { host, source } = open();
    host.faults.push(answerOf({ status: 403 }));
    expect(() => source.read(5000, 5010)).toThrow('found 403 Forbidden');
    expect(host.log).toHaveLength(1);
  });

  it('reports a failed request that was only fetched ahead when it is read', () => {
    const { host, source } = open();
    const good = answerOf({
      body: file.slice(20_000, 30_000),
      headers: { 'content-range': `bytes 20000-29999/${10 * MB}` },
    });
    host.faults.push(good, answerOf({ status: 403 }), answerOf({ status: 404 }));
    source.plan?.([
      { startByte: 20_000, endByte: 30_000 },
      { startByte: 2 * MB, endByte: 2 * MB + 100 },
    ]);
    source.read(20_000, 30_000);
    expect(() => source.read(2 * MB, 2 * MB + 100)).toThrow('found 404 Not Found');
  });

  it('refuses bytes of another version', () => {
    const { host, source } = open();
    host.faults.push(
      answerOf({ body: file.slice(0, 10), headers: { 'content-range': `bytes 5000-5009/${10 * MB}`, etag: '"two"' } }),
    );
    expect(() => source.read(5000, 5010)).toThrow(
      'The file changed on its host while it was open: expected ETag "one", found ETag "two" (http://host/data.mdb?…)',
    );
  });
});

describe('readRemoteFile', () => {
  it('gives the file, null where there is none, and tries once more after silence', () => {
    const host = createFakeHost({ 'http://host/train.txt': file.slice(0, 10) });
    host.faults.push(silence);
    expect(readRemoteFile('http://host/train.txt', host)).toEqual(file.slice(0, 10));
    expect(readRemoteFile('http://host/val.txt', host)).toBeNull();
    expect(host.log).toEqual([['whole'], ['whole'], ['whole']]);
  });
});
