import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countedBytes } from '../fake-host.fixture.ts';
import { createRemoteFolder } from '../remote-folder.ts';
import { type FaultyHost, startFaultyHost } from './faulty-host.fixture.ts';
import { createFetchTransport, type FetchTransport } from './fetch-transport.ts';

let host: FaultyHost;
let transport: FetchTransport;
beforeAll(async () => {
  host = await startFaultyHost();
  transport = createFetchTransport();
});
afterAll(async () => {
  transport.close();
  await host.close();
});

const file = countedBytes(300_000);
const storeOf = (behaviour: string) => createRemoteFolder(`${host.url}${behaviour}/`, transport).openStore();

describe('a URL read synchronously in Node', () => {
  it('reads ranges of a file', () => {
    const store = storeOf('good');
    expect({ name: store.name, size: store.size }).toEqual({ name: `${host.url}good/data.mdb`, size: 300_000 });
    expect(store.read(123_456, 123_466)).toEqual(file.slice(123_456, 123_466));
  });

  it('fetches planned ranges together', () => {
    const store = storeOf('good');
    const ranges = [10_000, 100_000, 200_000].map((startByte) => ({ startByte, endByte: startByte + 50 }));
    store.plan?.(ranges);
    for (const { startByte, endByte } of ranges)
      expect(store.read(startByte, endByte)).toEqual(file.slice(startByte, endByte));
  });

  it('follows a redirect and asks for the bytes as they are', () => {
    expect(storeOf('redirect').read(5000, 5003)).toEqual(file.slice(5000, 5003));
    expect(storeOf('encoding').size).toBe(300_000);
  });

  it('reads files beside the store whole, and tells absent ones', () => {
    const folder = createRemoteFolder(`${host.url}side`, transport);
    expect(new TextDecoder().decode(folder.open('train.txt')?.read(0, 9))).toBe('SPK01/000');
    expect(folder.open('stats_train.npz')).toBeNull();
  });

  it('leaves the answer of a host that ignores Range', () => {
    expect(() => storeOf('whole')).toThrow(
      `A request for 4 kB was answered with all of it: expected 206 Partial Content for bytes=0-4095, found 200 OK, length 7,600,078,848, no Accept-Ranges (${host.url}whole/data.mdb)`,
    );
  });

  it('refuses an answer that breaks off twice, and survives one that does so once', () => {
    expect(() => storeOf('cut')).toThrow(
      `The answer of the host was cut short: expected 4096 bytes for bytes=0-4095, found 1000 bytes (${host.url}cut/data.mdb)`,
    );
    expect(storeOf('cut-once').size).toBe(300_000);
    expect(storeOf('busy-once').size).toBe(300_000);
  });

  it('refuses a file that changed since it was opened', () => {
    const store = storeOf('changing');
    expect(() => store.read(5000, 5010)).toThrow(
      `The file changed on its host while it was open: expected ETag "1", found ETag "2" (${host.url}changing/data.mdb)`,
    );
  });

  it('refuses a compressed part', () => {
    expect(() => storeOf('gzip')).toThrow('expected no Content-Encoding, found Content-Encoding gzip');
  });

  it('says what a host answers', () => {
    expect(() => storeOf('401')).toThrow(
      `The host wants a sign-in: expected 206 Partial Content for bytes=0-4095, found 401 Unauthorized (${host.url}401/data.mdb)`,
    );
    expect(() => storeOf('500')).toThrow('The host has a fault of its own');
  });

  it('says that there is no host', () => {
    expect(() => createRemoteFolder('http://127.0.0.1:1/', transport).openStore()).toThrow(
      // 1 is a port that fetch refuses to use at all.
      'The host did not answer: expected an answer, found bad port (http://127.0.0.1:1/data.mdb)',
    );
    expect(() => createRemoteFolder('http://127.0.0.1:2/', transport).openStore()).toThrow(
      'The host did not answer: expected an answer, found connect ECONNREFUSED 127.0.0.1:2 (http://127.0.0.1:2/data.mdb)',
    );
  });

  it('does not wait for ever for a host that says nothing', () => {
    const impatient = createFetchTransport(200);
    expect(() => createRemoteFolder(`${host.url}silent/`, impatient).openStore()).toThrow(
      `The host did not answer: expected an answer, found nothing in 0.2 s (${host.url}silent/data.mdb)`,
    );
    impatient.close();
  });

  it('starts again after it was closed', () => {
    const closed = createFetchTransport();
    createRemoteFolder(`${host.url}good/`, closed).openStore();
    closed.close();
    expect(createRemoteFolder(`${host.url}good/`, closed).openStore().size).toBe(300_000);
    closed.close();
  });
});
