import { describe, expect, it } from 'vitest';
import { ByteCursor } from './cursor.ts';

function cursorOf(...bytes: number[]): ByteCursor {
  return new ByteCursor(Uint8Array.from(bytes), { name: 'pickle' });
}

describe('a byte cursor', () => {
  it('reads integers of either byte order', () => {
    expect(cursorOf(0xfe).uint8()).toBe(254);
    expect(cursorOf(0xfe).int8()).toBe(-2);
    expect(cursorOf(0x01, 0x80).uint16()).toBe(0x8001);
    expect(cursorOf(0x01, 0x80).uint16('big')).toBe(0x0180);
    expect(cursorOf(0x01, 0x80).int16()).toBe(-32767);
    expect(cursorOf(0x80, 0x01).int16('big')).toBe(-32767);
    expect(cursorOf(1, 2, 3, 0x84).uint32()).toBe(0x84030201);
    expect(cursorOf(0x84, 3, 2, 1).uint32('big')).toBe(0x84030201);
    expect(cursorOf(0xff, 0xff, 0xff, 0xff).int32()).toBe(-1);
    expect(cursorOf(0xff, 0xff, 0xff, 0xfe).int32('big')).toBe(-2);
    expect(cursorOf(1, 2, 3, 4, 5, 6, 7, 0x88).uint64()).toBe(0x8807060504030201n);
    expect(cursorOf(0x88, 7, 6, 5, 4, 3, 2, 1).uint64('big')).toBe(0x8807060504030201n);
    expect(cursorOf(0xfd, 255, 255, 255, 255, 255, 255, 255).int64()).toBe(-3n);
    expect(cursorOf(255, 255, 255, 255, 255, 255, 255, 0xfd).int64('big')).toBe(-3n);
  });

  it('reads IEEE 754 numbers of either byte order', () => {
    // Python: struct.pack('<f', -1.5), struct.pack('>d', 0.1)
    expect(cursorOf(0x00, 0x00, 0xc0, 0xbf).float32()).toBe(-1.5);
    expect(cursorOf(0xbf, 0xc0, 0x00, 0x00).float32('big')).toBe(-1.5);
    expect(cursorOf(0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a).float64('big')).toBe(0.1);
    expect(cursorOf(0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9, 0x3f).float64()).toBe(0.1);
  });

  it('goes through the bytes and knows where it is', () => {
    const cursor = cursorOf(1, 2, 3, 4, 5);
    expect(cursor.skip(1).uint8()).toBe(2);
    expect(cursor).toMatchObject({ position: 2, remaining: 3, size: 5, isAtEnd: false });
    expect(cursor.bytes(2)).toEqual(Uint8Array.of(3, 4));
    expect(cursor.seek(0).uint8()).toBe(1);
    expect(cursor.seek(5).isAtEnd).toBe(true);
    expect(cursor.bytes(0)).toEqual(new Uint8Array(0));
  });

  it('reads a part of a larger buffer', () => {
    const part = Uint8Array.of(9, 9, 1, 0, 9).subarray(2, 4);
    const cursor = new ByteCursor(part, { name: 'page' });
    expect(cursor.uint16()).toBe(1);
    expect(cursor.isAtEnd).toBe(true);
  });

  it('refuses to read past the end, names the byte and moves nothing', () => {
    const cursor = cursorOf(1, 2, 3, 4, 5, 6, 7).skip(4);
    const sentence = 'The pickle ends early: expected 4 bytes, found 3 left (byte 4 of the pickle)';
    expect(() => cursor.uint32()).toThrow(sentence);
    expect(() => cursor.float32()).toThrow(sentence);
    expect(() => cursor.bytes(4)).toThrow(sentence);
    expect(() => cursor.skip(4)).toThrow(sentence);
    expect(() => cursor.uint64()).toThrow(
      'The pickle ends early: expected 8 bytes, found 3 left (byte 4 of the pickle)',
    );
    expect(cursor.position).toBe(4);
    expect(() => cursorOf().uint8()).toThrow(
      'The pickle ends early: expected 1 byte, found 0 left (byte 0 of the pickle)',
    );
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 62])('refuses a run of %s bytes', (byteCount) => {
    expect(() => cursorOf(1, 2, 3).bytes(byteCount)).toThrow(
      `The pickle ends early: expected ${byteCount} bytes, found 3 left (byte 0 of the pickle)`,
    );
  });

  it.each([-1, 4, 0.5])('refuses to go to position %s', (position) => {
    expect(() => cursorOf(1, 2, 3).seek(position)).toThrow(
      `The pickle ends early: expected a position in [0, 3], found position ${position} (byte 0 of the pickle)`,
    );
  });

  it('counts from where the bytes lie in the file, under a code of the format', () => {
    const cursor = new ByteCursor(new Uint8Array(2), { name: 'FLAC file', baseByte: 4096, code: 'flac-truncated' });
    expect(() => cursor.skip(1).uint16()).toThrow(
      expect.objectContaining({
        message: 'The FLAC file ends early: expected 2 bytes, found 1 left (byte 4097 of the FLAC file)',
        problem: expect.objectContaining({ code: 'flac-truncated' }),
      }),
    );
  });
});
