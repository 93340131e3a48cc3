import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFolder } from './open-folder.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkscope-'));
  for (const name of ['full', 'empty', 'sounds']) mkdirSync(join(folder, name));
  for (const name of ['data.mdb', 'train.txt', 'mini.sqlite', 'notes.pdf'])
    writeFileSync(join(folder, 'full', name), name);
  for (const name of ['b.flac', 'a.flac', 'lock.mdb']) writeFileSync(join(folder, 'sounds', name), name);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('openFolder', () => {
  it('takes a folder, a data.mdb and a snapshot, each with the files beside it', () => {
    for (const [path, name, store] of [
      ['full', 'full', 'data.mdb'],
      ['full/', 'full', 'data.mdb'],
      ['full/data.mdb', 'data.mdb', 'data.mdb'],
      ['full/mini.sqlite', 'mini.sqlite', 'mini.sqlite'],
    ] as const) {
      const opened = openFolder(`${folder}/${path}`);
      expect(opened.name).toBe(name);
      expect(opened.openStore().name).toBe(store);
      expect(opened.open('train.txt')?.size).toBe(9);
      expect(opened.open('val.txt')).toBeNull();
    }
  });

  it('refuses a path where nothing is', () => {
    const path = join(folder, 'none');
    expect(() => openFolder(path)).toThrow(
      `The dataset cannot be opened: expected a folder with data.mdb, a data.mdb or a snapshot (.sqlite), found nothing there (ENOENT) (${path})`,
    );
  });

  it('lists what a folder without data.mdb holds', () => {
    const expected = 'expected a data.mdb in it, or the path of a snapshot (.sqlite)';
    expect(() => openFolder(join(folder, 'sounds'))).toThrow(
      `The folder holds no dataset: ${expected}, found a.flac, b.flac, lock.mdb (${join(folder, 'sounds')})`,
    );
    expect(() => openFolder(join(folder, 'empty'))).toThrow(
      `The folder holds no dataset: ${expected}, found an empty folder (${join(folder, 'empty')})`,
    );
  });

  it('refuses a file that is no store', () => {
    const path = join(folder, 'full', 'notes.pdf');
    expect(() => openFolder(path)).toThrow(
      `The file is no dataset: expected a folder with data.mdb, a data.mdb or a snapshot (.sqlite), found a file called ${basename(path)} (${path})`,
    );
  });

  it('refuses a data.mdb that is a folder when it is opened', () => {
    mkdirSync(join(folder, 'odd', 'data.mdb'), { recursive: true });
    expect(() => openFolder(join(folder, 'odd')).openStore()).toThrow(
      `The file cannot be read: expected a file, found a folder (${join(folder, 'odd', 'data.mdb')})`,
    );
  });
});
