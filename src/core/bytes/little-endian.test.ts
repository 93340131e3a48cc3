import { expect, it } from 'vitest';
import { littleEndianBytes } from './little-endian.ts';

it('writes the low byte of each number first', () => {
  expect([...littleEndianBytes(Int16Array.of(1, -2))]).toEqual([1, 0, 0xfe, 0xff]);
  expect([...littleEndianBytes(Float32Array.of(1))]).toEqual([0, 0, 0x80, 0x3f]);
  expect([...littleEndianBytes(Float64Array.of(-2))]).toEqual([0, 0, 0, 0, 0, 0, 0, 0xc0]);
});
