import { describe, expect, it } from 'vitest';
import { countedBytes, createFakeHost } from '../fake-host.fixture.ts';
import { type ChosenFile, createFilesFolder, createUrlFolder } from './folder.ts';

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

describe('createUrlFolder', () => {
  it('reads a dataset on a host', () => {
    const folder = createUrlFolder('http://h/x/', createFakeHost({ 'http://h/x/data.mdb': countedBytes(9000) }));
    expect(folder.openStore().size).toBe(9000);
    expect(folder.open('train.txt')).toBeNull();
  });
});
