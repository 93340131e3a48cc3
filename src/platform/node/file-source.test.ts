import { appendFileSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReadBuffer } from '../../core/bytes/read-buffer.ts';
import { countedBytes } from '../fake-host.fixture.ts';
import { openFileSource } from './file-source.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkscope-'));
  path = join(folder, 'data.mdb');
  writeFileSync(path, countedBytes(5000));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('openFileSource', () => {
  it('reads ranges of a file', () => {
    const source = openFileSource(path);
    expect({ name: source.name, size: source.size }).toEqual({ name: 'data.mdb', size: 5000 });
    expect(source.read(4000, 4010)).toEqual(countedBytes(5000).slice(4000, 4010));
    expect(source.read(5000, 5000)).toEqual(new Uint8Array(0));
    source.close();
  });

  it('reads into a buffer where one is given', () => {
    const source = openFileSource(path);
    const buffer = new ReadBuffer();
    const first = source.read(10, 30, buffer);
    expect(first).toEqual(countedBytes(5000).slice(10, 30));
    expect(source.read(4000, 4010, buffer)).toEqual(countedBytes(5000).slice(4000, 4010));
    expect(first.subarray(0, 10)).toEqual(countedBytes(5000).slice(4000, 4010));
    source.close();
  });

  it('refuses a range outside the file', () => {
    const source = openFileSource(path);
    expect(() => source.read(0, 5001)).toThrow(
      'A read lies outside data.mdb: expected a range within its 5000 bytes, found bytes [0, 5001) (data.mdb)',
    );
    source.close();
  });

  it('refuses a file that was cut or grew while it was open', () => {
    const source = openFileSource(path);
    truncateSync(path, 100);
    expect(() => source.read(0, 10)).toThrow(
      `The file changed while it was open: expected 5000 bytes, found 100 bytes (${path})`,
    );
    appendFileSync(path, countedBytes(5000));
    expect(() => source.read(0, 10)).toThrow('expected 5000 bytes, found 5100 bytes');
    source.close();
  });

  it('refuses a file that was written in place while it was open', () => {
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    const source = openFileSource(path);
    utimesSync(path, 1_700_000_060, 1_700_000_060);
    expect(() => source.read(0, 10)).toThrow(
      `The file changed while it was open: expected a file last written 2023-11-14T22:13:20.000Z, found one last written 2023-11-14T22:14:20.000Z (${path})`,
    );
    source.close();
  });

  it('refuses reads after it was closed, and closes once', () => {
    const source = openFileSource(path);
    source.close();
    source.close();
    expect(() => source.read(0, 1)).toThrow(
      `The file cannot be read: expected an open file, found a read after it was closed (${path})`,
    );
  });

  it('refuses what is no file', () => {
    expect(() => openFileSource(folder)).toThrow(
      `The file cannot be read: expected a file, found a folder (${folder})`,
    );
    expect(() => openFileSource(join(folder, 'none'))).toThrow(
      `The file cannot be read: expected a file that can be read, found nothing there (ENOENT) (${join(folder, 'none')})`,
    );
  });
});
