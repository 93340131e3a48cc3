import { describe, expect, it } from 'vitest';
import { type GivenFile, isDatasetFile, pickDataset } from './dataset-files.ts';

function given(...paths: string[]): GivenFile[] {
  return paths.map((path) => ({ path, file: new File([], path.slice(path.lastIndexOf('/') + 1)) }));
}

function picked(...paths: string[]) {
  const request = pickDataset(given(...paths));
  return request?.kind === 'files' ? [request.name, request.files.map(({ name }) => name)] : request;
}

describe('isDatasetFile', () => {
  it('admits stores, split lists and statistics, and neither pictures nor the lock file', () => {
    const names = [
      'data.mdb',
      'a/data.MDB',
      'snap.sqlite',
      'train.txt',
      'stats_train.npz',
      'lock.mdb',
      'face.png',
      'mdb',
    ];
    expect(names.filter(isDatasetFile)).toEqual([
      'data.mdb',
      'a/data.MDB',
      'snap.sqlite',
      'train.txt',
      'stats_train.npz',
    ]);
  });
});

describe('pickDataset', () => {
  it('takes loose files together, called after the store', () => {
    expect(picked('train.txt', 'data.mdb', 'lock.mdb', 'stats_train.npz')).toEqual([
      'data.mdb',
      ['train.txt', 'data.mdb', 'stats_train.npz'],
    ]);
  });

  it('takes a folder by its own name, without the files of its subfolders', () => {
    expect(picked('HDTF_TFHP/data.mdb', 'HDTF_TFHP/train.txt', 'HDTF_TFHP/old/train.txt')).toEqual([
      'HDTF_TFHP',
      ['data.mdb', 'train.txt'],
    ]);
  });

  it('finds the store nearest to the top, the first by name of several', () => {
    expect(picked('all/deep/er/data.mdb', 'all/b/data.mdb', 'all/a/data.mdb', 'all/a/val.txt')).toEqual([
      'a',
      ['data.mdb', 'val.txt'],
    ]);
  });

  it('calls a snapshot by its file name', () => {
    expect(picked('exports/hdtf.sqlite')).toEqual(['hdtf.sqlite', ['hdtf.sqlite']]);
  });

  it('passes files without a store on, for the reader to say what is missing', () => {
    expect(picked('HDTF_TFHP/train.txt', 'HDTF_TFHP/sub/val.txt')).toEqual(['HDTF_TFHP', ['train.txt', 'val.txt']]);
  });

  it('is null where nothing can belong to a dataset', () => {
    expect(picked('face.png', 'notes/readme.md')).toBeNull();
    expect(picked()).toBeNull();
  });
});
