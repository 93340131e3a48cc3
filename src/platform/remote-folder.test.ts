import { describe, expect, it } from 'vitest';
import { countedBytes, createFakeHost } from './fake-host.fixture.ts';
import { createRemoteFolder, isHttpUrl, parseRemoteAddress } from './remote-folder.ts';

describe('parseRemoteAddress', () => {
  const addresses = [
    ['https://h/hdtf', 'https://h/hdtf/data.mdb', 'https://h/hdtf/train.txt'],
    ['https://h/hdtf/', 'https://h/hdtf/data.mdb', 'https://h/hdtf/train.txt'],
    ['https://h', 'https://h/data.mdb', 'https://h/train.txt'],
    ['https://h/hdtf/data.mdb', 'https://h/hdtf/data.mdb', 'https://h/hdtf/train.txt'],
    ['https://h/hdtf/mini.sqlite#x', 'https://h/hdtf/mini.sqlite', 'https://h/hdtf/train.txt'],
    ['https://h/a%20b/mini.SQLITE', 'https://h/a%20b/mini.SQLITE', 'https://h/a%20b/train.txt'],
    ['https://h/hdtf?token=a%2Fb', 'https://h/hdtf/data.mdb?token=a%2Fb', 'https://h/hdtf/train.txt?token=a%2Fb'],
    ['https://h/data.mdb?sig=/x.sqlite', 'https://h/data.mdb?sig=/x.sqlite', 'https://h/train.txt?sig=/x.sqlite'],
  ] as const;
  for (const [text, storeUrl, trainUrl] of addresses) {
    it(`reads ${text}`, () => {
      const address = parseRemoteAddress(text);
      expect(address.storeUrl).toBe(storeUrl);
      expect(address.fileUrl('train.txt')).toBe(trainUrl);
    });
  }

  it('refuses what is no http address, and never repeats a password', () => {
    const expected = 'expected an address that begins with http:// or https://, without user name and password';
    expect(() => parseRemoteAddress('hdtf')).toThrow(
      `The address cannot be opened: ${expected}, found no address (hdtf)`,
    );
    expect(() => parseRemoteAddress('file:///hdtf')).toThrow(
      `The address cannot be opened: ${expected}, found an address that begins with file: (file:///hdtf)`,
    );
    expect(() => parseRemoteAddress('https://me:secret@h/hdtf')).toThrow(
      `The address cannot be opened: ${expected}, found an address with a user name (https://h/hdtf)`,
    );
  });
});

describe('createRemoteFolder', () => {
  const files = { 'http://h/x/data.mdb': countedBytes(9000), 'http://h/x/train.txt': countedBytes(20) };

  it('opens the store once, and files beside it whole', () => {
    const host = createFakeHost(files);
    const folder = createRemoteFolder('http://h/x', host);
    expect(host.log).toEqual([]);
    expect(folder.openStore()).toBe(folder.openStore());
    expect(folder.open('data.mdb')).toBe(folder.openStore());
    expect(folder.open('train.txt')?.read(0, 20)).toEqual(countedBytes(20));
    expect(folder.open('val.txt')).toBeNull();
    expect(host.log).toEqual([['0-4096'], ['whole'], ['whole']]);
  });

  it('says where it looked for the store', () => {
    expect(() => createRemoteFolder('http://h/y', createFakeHost(files)).openStore()).toThrow(
      'There is no file at this address: expected 206 Partial Content for bytes=0-4095, found 404 Not Found (http://h/y/data.mdb)',
    );
  });

  it('tries again after a store that could not be opened', () => {
    const host = createFakeHost(files);
    host.faults.push({ kind: 'none', isPage: false, reason: 'x' }, { kind: 'none', isPage: false, reason: 'x' });
    const folder = createRemoteFolder('http://h/x', host);
    expect(() => folder.openStore()).toThrow('The host did not answer');
    expect(folder.openStore().size).toBe(9000);
  });
});

describe('isHttpUrl', () => {
  it('tells addresses from paths', () => {
    expect(['http://h', 'HTTPS://h/x', '/data/http://h', 'C:\\hdtf', 'httpx://h'].map(isHttpUrl)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
