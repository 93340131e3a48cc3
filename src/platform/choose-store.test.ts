import { describe, expect, it } from 'vitest';
import { chooseStore, siblingPath } from './choose-store.ts';

describe('chooseStore', () => {
  it('finds the store among the files of a dataset', () => {
    expect(chooseStore(['HDTF/train.txt', 'HDTF/lock.mdb', 'HDTF/data.mdb'], 'HDTF')).toBe('HDTF/data.mdb');
    expect(chooseStore(['mini.sqlite'], 'files')).toBe('mini.sqlite');
  });

  it('prefers the outermost folder', () => {
    expect(chooseStore(['a/backup/data.mdb', 'a/data.mdb', 'a/backup/old/x.sqlite'], 'a')).toBe('a/data.mdb');
  });

  it('lists the stores between which it cannot choose', () => {
    expect(() => chooseStore(['a/two/data.mdb', 'a/one/data.mdb', 'a/one/x.txt'], 'a')).toThrow(
      'There are several datasets here: expected one data.mdb or one snapshot (.sqlite); open one of them alone, found a/one/data.mdb, a/two/data.mdb (a)',
    );
  });

  it('lists what there is where there is no store', () => {
    expect(() => chooseStore(['train.txt', 'lock.mdb'], 'chosen files')).toThrow(
      'There is no dataset here: expected a data.mdb or a snapshot (.sqlite), found lock.mdb, train.txt (chosen files)',
    );
    expect(() => chooseStore([], 'chosen files')).toThrow('found no files (chosen files)');
    const many = Array.from({ length: 10 }, (_, i) => `${i}.flac`);
    expect(() => chooseStore(many, 'x')).toThrow(
      'found 0.flac, 1.flac, 2.flac, 3.flac, 4.flac, 5.flac, 6.flac, 7.flac and 2 more',
    );
  });
});

describe('siblingPath', () => {
  it('stays in the folder', () => {
    expect(siblingPath('a/b/data.mdb', 'train.txt')).toBe('a/b/train.txt');
    expect(siblingPath('data.mdb', 'train.txt')).toBe('train.txt');
  });
});
