import { expect, it } from 'vitest';
import { compareBytes, sortByBytes } from './byte-order.ts';

it('orders bytes as memcmp does, then by length', () => {
  expect(compareBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(0);
  expect(compareBytes(Uint8Array.of(1, 255), Uint8Array.of(2))).toBeLessThan(0);
  expect(compareBytes(Uint8Array.of(1, 2, 0), Uint8Array.of(1, 2))).toBeGreaterThan(0);
});

it('sorts texts by their UTF-8 bytes, where JavaScript would put U+1F600 before U+FF5E', () => {
  expect(sortByBytes(['\u{1f600}', '\uff5e', 'b', 'a'], (text) => text)).toEqual(['a', 'b', '\uff5e', '\u{1f600}']);
});
