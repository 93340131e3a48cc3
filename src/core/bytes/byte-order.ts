import { encodeUtf8 } from './utf8.ts';

/** As memcmp, then by length: the order of keys in every store. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const size = Math.min(a.length, b.length);
  for (let at = 0; at < size; at++) {
    const difference = (a[at] as number) - (b[at] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** A copy in the order of the UTF-8 bytes, which differs from that of JavaScript's strings past U+FFFF. */
export function sortByBytes<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  const encoded = items.map((item) => ({ item, bytes: encodeUtf8(textOf(item)) }));
  return encoded.sort((a, b) => compareBytes(a.bytes, b.bytes)).map(({ item }) => item);
}
