import { describe, expect, it } from 'vitest';
import { collectFromHandle, type FolderHandle } from './folder-handle.ts';

type Tree = { readonly [name: string]: string | Tree };

/** A folder handle over strings; a string is a file. */
function folderOf(name: string, tree: Tree): FolderHandle {
  return {
    kind: 'directory',
    name,
    requestPermission: () => Promise.resolve('granted'),
    values: async function* () {
      for (const [child, content] of Object.entries(tree)) {
        if (typeof content === 'string') {
          yield { kind: 'file', name: child, getFile: async () => new File([content], child) };
        } else {
          yield folderOf(child, content);
        }
      }
    },
  };
}

async function pathsOf(tree: Tree): Promise<string[]> {
  return (await collectFromHandle(folderOf('HDTF_TFHP', tree))).map(({ path }) => path);
}

describe('collectFromHandle', () => {
  it('takes the files of a dataset, with their path, and leaves the rest', async () => {
    const tree = {
      'data.mdb': 'x',
      'lock.mdb': 'x',
      'train.txt': 'x',
      'film.mp4': 'x',
      stats: { 'stats_train.npz': 'x' },
    };
    expect(await pathsOf(tree)).toEqual([
      'HDTF_TFHP/data.mdb',
      'HDTF_TFHP/train.txt',
      'HDTF_TFHP/stats/stats_train.npz',
    ]);
  });

  it('reads the file itself', async () => {
    const [given] = await collectFromHandle(folderOf('d', { 'train.txt': 'SPK01/000\n' }));
    expect(await given?.file.text()).toBe('SPK01/000\n');
  });

  it('stops walking a folder that is deeper or larger than any dataset', async () => {
    const tooDeep = { a: { b: { c: { d: { 'data.mdb': 'x', e: { 'data.mdb': 'x' } } } } } };
    expect(await pathsOf(tooDeep)).toEqual(['HDTF_TFHP/a/b/c/d/data.mdb']);
    const tooMany = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}.txt`, '']));
    expect(await pathsOf(tooMany)).toHaveLength(10_000);
  });
});
