import { describe, expect, it } from 'vitest';
import { collectFiles, type DroppedEntry } from './dropped-files.ts';

function file(name: string): DroppedEntry {
  const entry = {
    isFile: true,
    isDirectory: false,
    name,
    file: (done: (file: File) => void) => done(new File([name], name)),
  };
  return entry;
}

/** Hands its entries out in portions of two, as browsers do in portions of a hundred. */
function folder(name: string, children: readonly DroppedEntry[]): DroppedEntry {
  const entry = {
    isFile: false,
    isDirectory: true,
    name,
    createReader: () => {
      let next = 0;
      return {
        readEntries: (done: (entries: DroppedEntry[]) => void) => {
          done(children.slice(next, next + 2));
          next += 2;
        },
      };
    },
  };
  return entry;
}

async function pathsOf(...entries: DroppedEntry[]): Promise<string[]> {
  return (await collectFiles(entries)).map(({ path }) => path);
}

describe('collectFiles', () => {
  it('reads a folder to its last portion and keeps the paths', async () => {
    const names = ['data.mdb', 'lock.mdb', 'train.txt', 'val.txt', 'test.txt', 'stats_train.npz', 'face.png'];
    expect(await pathsOf(folder('HDTF_TFHP', names.map(file)))).toEqual([
      'HDTF_TFHP/data.mdb',
      'HDTF_TFHP/train.txt',
      'HDTF_TFHP/val.txt',
      'HDTF_TFHP/test.txt',
      'HDTF_TFHP/stats_train.npz',
    ]);
  });

  it('takes loose files as they are', async () => {
    expect(await pathsOf(file('data.mdb'), file('readme.md'), file('train.txt'))).toEqual(['data.mdb', 'train.txt']);
  });

  it('stops four folders below the drop', async () => {
    const deep = (levels: number): DroppedEntry =>
      levels === 0 ? file('data.mdb') : folder('f', [file('train.txt'), deep(levels - 1)]);
    expect(await pathsOf(deep(4))).toContain('f/f/f/f/data.mdb');
    expect(await pathsOf(deep(5))).not.toContain('f/f/f/f/f/data.mdb');
  });

  it('passes the failure of an unreadable file on', async () => {
    const unreadable: DroppedEntry & { file(done: unknown, fail: (error: Error) => void): void } = {
      ...file('data.mdb'),
      file: (_done, fail) => fail(new Error('NotReadableError')),
    };
    await expect(collectFiles([unreadable])).rejects.toThrow('NotReadableError');
  });
});
