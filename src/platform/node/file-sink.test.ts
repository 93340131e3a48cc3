import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileSink } from './file-sink.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkscope-sink-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a file sink', () => {
  it('writes pieces of any size in order, and the first bytes anew', () => {
    const pieces = [3, 2 ** 20, 5, 2 ** 21, 2 ** 20 - 1, 1].map((size, index) => new Uint8Array(size).fill(index + 1));
    const sink = createFileSink(join(folder, 'file'));
    let size = 0;
    for (const piece of pieces) {
      sink.append(piece);
      size += piece.length;
      expect(sink.size).toBe(size);
    }
    sink.writeAt(1, Uint8Array.of(77, 78));
    sink.finish();
    const wanted = Buffer.concat(pieces);
    wanted.set([77, 78], 1);
    expect(readFileSync(join(folder, 'file')).equals(wanted)).toBe(true);
  });

  it('takes the bytes over: the caller may change them afterwards', () => {
    const sink = createFileSink(join(folder, 'file'));
    const piece = Uint8Array.of(1, 2);
    sink.append(piece);
    piece.fill(9);
    sink.append(piece);
    sink.finish();
    expect([...readFileSync(join(folder, 'file'))]).toEqual([1, 2, 9, 9]);
  });

  it('refuses a file that is there, and a folder that is not', () => {
    const path = join(folder, 'file');
    createFileSink(path).finish();
    expect(() => createFileSink(path)).toThrow(
      `The file cannot be written: expected a file that can be created, found something there already (EEXIST) (${path})`,
    );
    const lost = join(folder, 'none', 'file');
    expect(() => createFileSink(lost)).toThrow(
      `The file cannot be written: expected a file that can be created, found nothing there (ENOENT) (${lost})`,
    );
  });
});
