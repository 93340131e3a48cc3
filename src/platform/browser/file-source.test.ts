import { describe, expect, it } from 'vitest';
import { countedBytes } from '../fake-host.fixture.ts';
import { type BlobReader, createFileSource, type NamedBlob } from './file-source.ts';

/** Node has no synchronous reader of blobs: here the bytes of a slice are known beforehand. */
class SlicedFile extends Blob {
  readonly name = 'data.mdb';
  readonly #bytes: Uint8Array;
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super([bytes]);
    this.#bytes = bytes;
  }
  override slice(startByte: number, endByte: number): Blob {
    return new SlicedFile(this.#bytes.slice(startByte, endByte));
  }
  get buffer(): ArrayBuffer {
    return this.#bytes.slice().buffer as ArrayBuffer;
  }
}

const file: NamedBlob = new SlicedFile(new Uint8Array(countedBytes(5000)));
const reader: BlobReader = { readAsArrayBuffer: (blob) => (blob as SlicedFile).buffer };

function readerThatThrows(name: string): BlobReader {
  return {
    readAsArrayBuffer() {
      throw new DOMException('The requested file could not be read', name);
    },
  };
}

describe('createFileSource', () => {
  it('reads slices of the file', () => {
    const source = createFileSource(file, reader);
    expect({ name: source.name, size: source.size }).toEqual({ name: 'data.mdb', size: 5000 });
    expect(source.read(4000, 4010)).toEqual(countedBytes(5000).slice(4000, 4010));
    expect(source.read(5000, 5000)).toEqual(new Uint8Array(0));
  });

  it('refuses a range outside the file', () => {
    expect(() => createFileSource(file, reader).read(4999, 5001)).toThrow(
      'A read lies outside data.mdb: expected a range within its 5000 bytes, found bytes [4999, 5001) (data.mdb)',
    );
  });

  it('says that a file was changed since it was chosen', () => {
    for (const name of ['NotReadableError', 'NotFoundError']) {
      expect(() => createFileSource(file, readerThatThrows(name)).read(0, 10)).toThrow(
        `data.mdb was changed, moved or locked since it was chosen; choose it again: expected the file as it was when it was chosen, found ${name} (data.mdb)`,
      );
    }
  });

  it('says that the browser may not read', () => {
    expect(() => createFileSource(file, readerThatThrows('SecurityError')).read(0, 10)).toThrow(
      'The browser could not read data.mdb: expected the file as it was when it was chosen, found SecurityError (data.mdb)',
    );
  });

  it('never gives fewer bytes than asked for', () => {
    const short: BlobReader = { readAsArrayBuffer: () => new ArrayBuffer(9) };
    expect(() => createFileSource(file, short).read(100, 110)).toThrow(
      'data.mdb gave fewer bytes than it had when it was chosen: expected 10 bytes, found 9 bytes (data.mdb, byte 100)',
    );
  });
});
