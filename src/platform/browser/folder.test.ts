import { describe, expect, it } from 'vitest';
import { countedBytes, createFakeHost } from '../fake-host.fixture.ts';
import { type ChosenFile, createFilesFolder, fetchUrlFolder } from './folder.ts';

/** A chosen file of `size` bytes; `path` is given for those of a folder. */
function chosen(name: string, size: number, path = ''): ChosenFile {
  return Object.assign(new Blob([new Uint8Array(size)]), { name, webkitRelativePath: path });
}

const reader = { readAsArrayBuffer: (blob: Blob) => new ArrayBuffer(blob.size) };

describe('createFilesFolder', () => {
  it('takes chosen files: the store and those beside it', () => {
    const folder = createFilesFolder('chosen files', [chosen('train.txt', 7), chosen('data.mdb', 9000)], reader);
    expect(folder.name).toBe('chosen files');
    expect(folder.openStore().size).toBe(9000);
    expect(folder.open('train.txt')?.read(0, 7)).toEqual(new Uint8Array(7));
    expect(folder.open('val.txt')).toBeNull();
  });

  it('takes the folder that holds the store out of a folder of folders', () => {
    const files = [
      chosen('train.txt', 1, 'sets/train.txt'),
      chosen('data.mdb', 9000, 'sets/HDTF/data.mdb'),
      chosen('train.txt', 7, 'sets/HDTF/train.txt'),
    ];
    const folder = createFilesFolder('sets', files, reader);
    expect(folder.openStore().size).toBe(9000);
    expect(folder.open('train.txt')?.size).toBe(7);
  });

  it('does not choose between two stores', () => {
    const files = [chosen('data.mdb', 1), chosen('mini.sqlite', 1)];
    expect(() => createFilesFolder('chosen files', files, reader)).toThrow(
      'There are several datasets here: expected one data.mdb or one snapshot (.sqlite); open one of them alone, found data.mdb, mini.sqlite (chosen files)',
    );
    expect(() => createFilesFolder('chosen files', [chosen('data.mdb', 1), chosen('data.mdb', 2)], reader)).toThrow(
      'found data.mdb, data.mdb (chosen files)',
    );
  });

  it('does not choose between two files of one name', () => {
    const files = [chosen('data.mdb', 1), chosen('train.txt', 1), chosen('train.txt', 2)];
    expect(() => createFilesFolder('chosen files', files, reader).open('train.txt')).toThrow(
      'Two of the chosen files have the same name: expected one train.txt, found several (chosen files)',
    );
  });
});

describe('fetchUrlFolder', () => {
  const STORE = 'http://h/x/data.mdb';
  const files: Readonly<Record<string, Uint8Array>> = {
    [STORE]: countedBytes(200_000),
    'http://h/x/train.txt': countedBytes(20),
  };

  /** `fetch` over the files, which remembers how many requests were under way at most. */
  function fakeFetch(failing = '') {
    const seen = { urls: [] as string[], most: 0 };
    let underWay = 0;
    const send = async (input: unknown): Promise<Response> => {
      const url = String(input);
      seen.urls.push(url);
      underWay += 1;
      seen.most = Math.max(seen.most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 1));
      underWay -= 1;
      if (url === failing) return new Response(null, { status: 500 });
      const bytes = files[url];
      if (bytes === undefined) return new Response(null, { status: 404 });
      if (url !== STORE) return new Response(new Uint8Array(bytes));
      const headers = { 'content-range': `bytes 0-65535/${bytes.length}` };
      return new Response(new Uint8Array(bytes.subarray(0, 65_536)), { status: 206, headers });
    };
    return { seen, send: send as typeof fetch };
  }

  it('has fetched side by side what opening reads, and asks for none of it again', async () => {
    const host = createFakeHost(files);
    const { seen, send } = fakeFetch();
    const folder = await fetchUrlFolder('http://h/x/', send, host);
    expect(seen.most).toBe(5);
    expect(seen.urls.map((url) => url.slice('http://h/x/'.length))).toEqual([
      'data.mdb',
      'train.txt',
      'val.txt',
      'test.txt',
      'stats_train.npz',
    ]);
    expect(folder.openStore().size).toBe(200_000);
    expect(folder.openStore().read(60_000, 60_002)).toEqual(countedBytes(60_002).slice(60_000));
    expect(folder.open('train.txt')?.read(0, 20)).toEqual(countedBytes(20));
    expect(folder.open('val.txt')).toBeNull();
    expect(host.log).toEqual([]);
  });

  it('reads what was not fetched with a request of its own', async () => {
    const host = createFakeHost(files);
    const folder = await fetchUrlFolder('http://h/x/', fakeFetch().send, host);
    expect(folder.openStore().read(65_530, 65_540)).toEqual(countedBytes(65_540).slice(65_530));
    expect(host.log).toEqual([['65530-65540']]);
  });

  it('fails with a store that cannot be read', async () => {
    await expect(fetchUrlFolder('http://h/x/', fakeFetch(STORE).send, createFakeHost(files))).rejects.toThrow(
      'The host has a fault of its own: expected 206 Partial Content for bytes=0-65535, found 500 Internal Server Error (http://h/x/data.mdb)',
    );
  });

  it('tells of a list that cannot be read where it is opened', async () => {
    const folder = await fetchUrlFolder('http://h/x/', fakeFetch('http://h/x/val.txt').send, createFakeHost(files));
    expect(() => folder.open('val.txt')).toThrow(
      'The host has a fault of its own: expected 200 OK, found 500 Internal Server Error (http://h/x/val.txt)',
    );
  });

  it('asks for no files beside a snapshot, which holds its own', async () => {
    const { seen, send } = fakeFetch();
    await fetchUrlFolder('http://h/x/mini.sqlite', send, createFakeHost(files)).catch(() => {});
    expect(seen.urls).toEqual(['http://h/x/mini.sqlite']);
  });
});
